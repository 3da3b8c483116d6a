"""A new case from the same situation: circumstances are taken over, answers never."""

from cases.intake.content import KIND
from cases.intake.queries import open_intake
from cases.models import Case, SituationLink
from common.models import Draft
from tests.cases.conftest import FILLED
from tests.cases.test_situation_link import link
from tests.cast import Cast, address
from tests.days import ahead
from tests.factories.cases import acting, make_case
from tests.factories.legal import day


def told() -> dict:
    """What is known of the first case, which was opened nine days ago."""
    return {
        **FILLED,
        "channel": "police_raid",
        "opened_on": day(-9),
        "wishes": "To sleep.",
        "risk": {"level": "high", "danger": "yes"},
    }


def begun(cast: Cast, case: Case, what: str) -> dict:
    """What the new intake holds."""
    answer = cast.caseworker.post("cases:situation_begin", case, what=what)
    assert answer.status_code == 302
    draft = Draft.objects.get(kind=KIND)
    assert draft.key in answer.url
    with acting(cast.caseworker.user):
        content = open_intake(cast.caseworker.user, draft.key)
    assert content is not None
    return content


def channel_of(case: Case) -> str:
    return str(Case.objects.get(pk=case.pk).channel)


def test_how_the_person_came_to_us_and_the_day_of_a_raid_are_taken_over_and_nothing_else(cast: Cast):
    case = make_case(cast.caseworker.user, alias="Heron", **told())
    assert begun(cast, case, "raid") == {"1": {"channel": [channel_of(case)], "opened_on": [str(ahead(-9))]}}


def test_another_kind_says_nothing_of_the_day(cast: Cast):
    case = make_case(cast.caseworker.user, alias="Heron", **told())
    assert begun(cast, case, "employer") == {"1": {"channel": [channel_of(case)]}}


def test_the_link_waits_and_shows_nothing(cast: Cast, case: Case):
    begun(cast, case, "raid")
    waiting = SituationLink.objects.get(case__isnull=True)
    assert waiting.awaited_pid and waiting.linked_by == cast.caseworker.user
    assert "Belongs together" not in cast.caseworker.get("cases:case_detail", case).content.decode()


def test_beside_cases_that_are_linked_already(cast: Cast, case: Case):
    link(cast.caseworker, case, make_case(cast.caseworker.user, alias="Wren"))
    known = SituationLink.objects.get(case=case).situation
    begun(cast, case, known.pid)
    assert SituationLink.objects.get(case__isnull=True).situation == known


def test_it_asks_what_they_share(cast: Cast, case: Case):
    answer = cast.caseworker.post("cases:situation_begin", case)
    assert answer.status_code == 200 and "This needs an answer." in answer.content.decode()
    assert not Draft.objects.filter(kind=KIND).exists() and not SituationLink.objects.exists()


def test_over_the_api(cast: Cast, case: Case):
    path = address("api:situation_begin", case)
    made = cast.caseworker.client.post(path, {"kind": "journey"}, content_type="application/json")
    assert made.status_code == 201
    assert Draft.objects.get(kind=KIND).key == made.json()["pid"]
