"""Taking a case out of a situation."""

from cases.models import Case, SituationLink
from tests.cases.test_situation_link import link
from tests.cast import Cast, address
from tests.factories.cases import make_case
from tests.factories.reading import last_event


def linked(cast: Cast, case: Case, *aliases: str) -> list[Case]:
    """Cases of one raid with `case`."""
    found = [make_case(cast.caseworker.user, alias=alias) for alias in aliases]
    link(cast.caseworker, case, found[0])
    known = SituationLink.objects.get(case=case).situation.pid
    for one in found[1:]:
        link(cast.caseworker, case, one, what=known)
    return found


def test_it_stands_alone_and_the_others_stay_together(cast: Cast, case: Case):
    wren, teal = linked(cast, case, "Wren", "Teal")
    own = SituationLink.objects.get(case=case)
    page = cast.caseworker.get("cases:situation_unlink", case, own).content.decode()
    assert "Wren" in page and "Teal" in page
    assert cast.caseworker.post("cases:situation_unlink", case, own).status_code == 302
    assert last_event(case).tag == "situation:unlink"
    assert "Belongs together" not in cast.caseworker.get("cases:case_detail", case).content.decode()
    assert teal.reference in cast.caseworker.get("cases:case_detail", wren).content.decode()


def test_a_second_time_is_a_conflict_and_linking_again_works(cast: Cast, case: Case):
    [wren] = linked(cast, case, "Wren")
    own = SituationLink.objects.get(case=case)
    cast.caseworker.post("cases:situation_unlink", case, own)
    assert cast.caseworker.post("cases:situation_unlink", case, own).status_code == 409
    assert cast.caseworker.get("cases:situation_unlink", case, own).status_code == 409
    assert link(cast.caseworker, case, wren).status_code == 302
    assert wren.reference in cast.caseworker.get("cases:case_detail", case).content.decode()


def test_the_link_of_another_case_is_no_address_here(cast: Cast, case: Case):
    [wren] = linked(cast, case, "Wren")
    others = SituationLink.objects.get(case=wren)
    assert cast.caseworker.post("cases:situation_unlink", case, others).status_code == 404
    others.refresh_from_db()
    assert others.ended_at is None


def test_over_the_api(cast: Cast, case: Case):
    linked(cast, case, "Wren")
    own = SituationLink.objects.get(case=case)
    assert cast.outsider.client.post(address("api:situation_unlink", case, own)).status_code == 404
    assert cast.caseworker.client.post(address("api:situation_unlink", case, own)).status_code == 204
    assert cast.caseworker.client.post(address("api:situation_unlink", case, own)).status_code == 409
