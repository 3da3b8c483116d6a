"""Ending cover early."""

from cases.models import Case, Cover
from tests.cases.test_cover_give import give
from tests.cast import Cast
from tests.factories.reading import tags_of


def running(cast: Cast) -> Cover:
    give(cast.coordinator, cast.caseworker.user, cast.caseworker2.user)
    return Cover.objects.get()


def test_the_colleague_is_back(cast: Cast, case: Case):
    cover = running(cast)
    assert cast.caseworker.get("cases:cover_end", cover).status_code == 200
    assert cast.caseworker.post("cases:cover_end", cover).status_code == 302
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 404
    assert tags_of(case)[-1] != "case:cover" and "case:unassign" in tags_of(case)


def test_what_was_assigned_in_the_own_name_meanwhile_stays(cast: Cast, case: Case):
    cover = running(cast)
    assert cast.coordinator.post("cases:assignment_give", case, user=cast.caseworker2.user.pid).status_code == 302
    cast.coordinator.post("cases:cover_end", cover)
    assert cast.caseworker2.get("cases:case_detail", case).status_code == 200


def test_twice_is_refused(cast: Cast, case: Case):
    cover = running(cast)
    cast.coordinator.post("cases:cover_end", cover)
    assert cast.coordinator.post("cases:cover_end", cover).status_code == 409


def test_others_cannot_tell_it_exists(cast: Cast, case: Case):
    cover = running(cast)
    for name in ("caseworker2", "legal", "auditor", "outsider"):
        assert getattr(cast, name).post("cases:cover_end", cover).status_code == 404
    assert Cover.objects.in_force().exists()
