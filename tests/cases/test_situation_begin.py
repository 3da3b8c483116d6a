"""A new case from the same situation: circumstances are taken over, answers never."""

import pytest
from django.http import QueryDict

from cases.intake.content import KIND, dependants_for, forms_for, start_from
from cases.intake.forms import HappenedForm
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


# What is the same for everybody there, and what was done to one person.
THERE = {"industry": "F_Construction", "exploited_in": "BE", "transit": ["TR", "GR"], "recruited_in": "TH"}


def raided(cast: Cast) -> Case:
    return make_case(cast.caseworker.user, alias="Heron", **{**told(), "facts": {**FILLED["facts"], **THERE}})


@pytest.mark.parametrize(
    ("what", "taken"),
    [
        ("raid", {"industry": ["F_Construction"], "exploited_in": ["BE"]}),
        ("employer", {"industry": ["F_Construction"], "exploited_in": ["BE"]}),
        ("place", {"exploited_in": ["BE"]}),
        ("journey", {"transit_0": ["TR"], "transit_1": ["GR"]}),
        ("family", None),
        ("other", None),
    ],
)
def test_of_what_happened_only_what_was_the_same_for_everybody_there(cast: Cast, what: str, taken: dict | None):
    assert begun(cast, raided(cast), what).get("3") == taken


def test_what_will_be_filled_in_is_shown_first_and_stands_in_the_intake_to_be_changed(cast: Cast):
    case = raided(cast)
    page = cast.caseworker.get("cases:situation_begin", case).content.decode()
    card = page.partition('id="taken"')[2].partition("</section>")[0]
    for words in ("Found in a police raid", "Construction", "Belgium", "Greece", "Only for: The same journey"):
        assert words in card
    for words in ("To sleep.", "Thailand", "Accompanied", "Only accompanied", "Malee"):
        assert words not in card
    answer = cast.caseworker.client.post(address("cases:situation_begin", case), {"what": "raid"}, follow=True)
    body = answer.content.decode()
    assert (
        "Filled in, and nothing else: Came to us through, Day of first contact, Branch of work, Country of expl" in body
    )
    step = cast.caseworker.client.get(answer.redirect_chain[-1][0].replace("/1/", "/3/")).content.decode()
    assert (
        "Taken over from the same situation." in step and 'value="Belgium"' in step and 'name="transit_0"' not in step
    )


def test_what_was_changed_or_emptied_there_counts_and_nothing_else_is_in_the_new_case(cast: Cast):
    begun(cast, raided(cast), "employer")
    key = Draft.objects.get(kind=KIND).key
    with acting(cast.caseworker.user):
        content = open_intake(cast.caseworker.user, key)
        content |= {"2": {"alias": ["Wren"], "answer": ["do_not_contact"]}, "5": {"keep": ["yes"]}}
        content["3"]["exploited_in"] = ["Netherlands"]
        forms = forms_for(content, user=cast.caseworker.user)
        assert all(form.is_valid() for form in forms.values()), [form.errors for form in forms.values()]
        start = start_from(forms, dependants_for(content))
    assert start.facts == {"industry": "F_Construction", "exploited_in": "NL"}
    assert not start.profile and not start.wishes and not start.identity and not start.account


def test_an_intake_that_began_alone_asks_none_of_it(cast: Cast):
    form = HappenedForm(QueryDict("exploitation=ForcedLabour"), user=cast.caseworker.user, needs=[])
    assert form.taken_rows() == [] and "industry" not in form.fields


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
