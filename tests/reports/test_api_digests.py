"""The weekly digest over the API: read by its reviewers, reviewed once."""

import pytest

from audit.models import Event
from reports.digest.models import Digest
from tests.cases.api import Trail, ask
from tests.cast import Cast
from tests.factories.digests import make_digest, make_reviewed_digest, monday

REMARK = {"remark": "Asked the colleague"}


@pytest.fixture
def digest(cast: Cast) -> Digest:
    return make_digest(cast.auditor.user.organisation, about=cast.caseworker.user)


def test_weeks_are_listed_the_newest_first(cast: Cast, digest: Digest):
    older = make_reviewed_digest(cast.auditor.user.organisation, cast.auditor.user, weeks_ago=1)
    make_digest(cast.outsider.user.organisation)
    trail = Trail()
    found = ask(cast.auditor, "get", "digest_list").json()["results"]
    assert trail.rows() == [("digest:open", "ok")]
    assert [(row["pid"], row["reviewed_by"]) for row in found] == [
        (digest.pid, None),
        (older.pid, cast.auditor.user.display_name),
    ]
    assert (found[0]["first_day"], found[0]["line_count"], found[0]["event_count"]) == (str(monday()), 1, 9)


def test_a_week_is_read_in_codes_and_in_words(cast: Cast, digest: Digest):
    trail = Trail()
    answer = ask(cast.auditor, "get", "digest_detail", digest)
    assert trail.rows() == [("digest:open", "ok")]
    shape = answer.json()
    (line,) = shape["lines"]
    assert (line["finding"], line["who"], line["count"]) == ("refused_row", cast.caseworker.user.display_name, 5)
    assert line["what"].startswith("5 tries") and line["reference"] == ""
    assert shape["remark"] == {"state": "empty"} and shape["may_review"] is True
    assert str(cast.caseworker.user.pk) not in answer.content.decode()


def test_it_is_reviewed_once_and_the_words_are_sealed(cast: Cast, digest: Digest):
    trail = Trail()
    assert ask(cast.auditor, "post", "digest_review", digest, body=REMARK).status_code == 204
    assert trail.rows() == [("digest:review", "ok")]
    digest.refresh_from_db()
    assert digest.reviewed_by == cast.auditor.user and "Asked" not in digest.remark
    again = ask(cast.auditor, "post", "digest_review", digest, body={"remark": "Another"})
    assert (again.status_code, again.json()["code"]) == (409, "digest_reviewed") and again.json()["detail"]
    shape = ask(cast.auditor, "get", "digest_detail", digest).json()
    assert shape["remark"] == {"state": "value", "value": "Asked the colleague"} and shape["may_review"] is False


def test_the_same_review_sent_again_gets_the_first_answer(cast: Cast, digest: Digest):
    headers = {"Idempotency-Key": "a-key-of-this-review"}
    answers = [ask(cast.auditor, "post", "digest_review", digest, body=REMARK, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert Event.objects.filter(tag="digest:review").count() == 1


@pytest.mark.parametrize("body", [{}, {"remark": ""}, {"remark": "x" * 501}, REMARK | {"reviewed_by": "me"}])
def test_bad_input_is_refused_with_a_sentence(cast: Cast, digest: Digest, body: dict[str, str]):
    answer = ask(cast.auditor, "post", "digest_review", digest, body=body)
    assert answer.status_code == 400 and all(answer.json()["fields"].values())
    digest.refresh_from_db()
    assert digest.reviewed_at is None


def test_a_remark_changed_outside_is_not_shown(cast: Cast):
    digest = make_reviewed_digest(cast.auditor.user.organisation, cast.auditor.user)
    Digest.objects.filter(pk=digest.pk).update(remark=digest.remark[:-4] + "AAAA")
    assert ask(cast.auditor, "get", "digest_detail", digest).json()["remark"] == {"state": "tampered"}


def test_nobody_judges_the_own_line(cast: Cast, settings):
    settings.DIGEST_REVIEWERS = [cast.coordinator.username]
    digest = make_digest(cast.auditor.user.organisation, about=cast.coordinator.user)
    assert ask(cast.coordinator, "get", "digest_detail", digest).json()["may_review"] is False
    assert ask(cast.coordinator, "post", "digest_review", digest, body=REMARK).status_code == 404
    other = make_digest(cast.auditor.user.organisation, weeks_ago=1)
    assert ask(cast.coordinator, "post", "digest_review", other, body=REMARK).status_code == 204


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "administrator", "legal", "outsider"])
def test_others_cannot(cast: Cast, digest: Digest, name: str):
    member = getattr(cast, name)
    for method, route, rows in (("get", "digest_list", ()), ("get", "digest_detail", (digest,))):
        assert ask(member, method, route, *rows).status_code == 404
    trail = Trail()
    assert ask(member, "post", "digest_review", digest, body=REMARK).status_code == 404
    assert [outcome for _tag, outcome in trail.rows()] == ["refused"]


def test_another_organisations_is_not_found(cast: Cast):
    theirs = make_digest(cast.outsider.user.organisation)
    assert ask(cast.auditor, "get", "digest_detail", theirs).status_code == 404
    assert ask(cast.auditor, "post", "digest_review", theirs, body=REMARK).status_code == 404
