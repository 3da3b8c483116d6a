"""What the person was told: when, in which language, by whom, and whether it was understood."""

import pytest

from cases.legal import due_kinds
from cases.models import Briefing, Case, HearingPart
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.legal import day, due, make_hearing, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db
TALK = {"topics": ["rights", "support"], "language": "tha", "by": "Invented Lawyer", "understood": "yes"}


def tell(cast: Cast, case: Case, **changes):
    return cast.caseworker.post("cases:briefing_create", case, **(TALK | {"told_on": day(0)} | changes))


def test_a_talk_is_kept_sealed_and_ticks_off_the_list(cast: Cast, case: Case):
    assert tell(cast, case).status_code == 302
    row = Briefing.objects.get(case=case)
    assert opened(cast.caseworker.user, row, "facts") == TALK | {"topics": ["support", "rights"]}
    assert row.told_on == day(0) and last_event(case).tag == "briefing:create"
    page = cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "Thai" in page and "Invented Lawyer" in page
    assert page.count("Not yet") == 7


def test_what_was_not_understood_is_to_be_told_again_until_it_is(cast: Cast, case: Case):
    tell(cast, case, understood="partly")
    assert cast.caseworker.get("cases:legal_list", case).content.decode().count("To be told again") == 2
    tell(cast, case, told_on=day(-1))
    assert "To be told again" not in cast.caseworker.get("cases:legal_list", case).content.decode()


@pytest.mark.parametrize("missing", ["topics", "language", "by", "understood", "told_on"])
def test_each_of_the_four_questions_is_asked(cast: Cast, case: Case, missing: str):
    answer = tell(cast, case, **{missing: []})
    assert answer.status_code == 200 and not Briefing.objects.exists()


def test_a_day_ahead_is_refused(cast: Cast, case: Case):
    assert "Only what was said already" in tell(cast, case, told_on=day(1)).content.decode()


@pytest.fixture
def part(cast: Cast, case: Case) -> HearingPart:
    return make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case))


def test_telling_the_day_of_a_hearing_settles_what_was_due(cast: Cast, case: Case, part: HearingPart):
    assert cast.caseworker.get("cases:briefing_hearing", case, part).status_code == 200
    answer = cast.caseworker.post("cases:briefing_hearing", case, part, **(TALK | {"told_on": day(0)}))
    assert answer.status_code == 302 and due(part, due_kinds.TELL) == []
    assert len(due(part, due_kinds.HEARING)) == 1
    part.refresh_from_db(fields=["told_at", "told_by"])
    assert part.told_at is not None and part.told_by == cast.caseworker.user
    assert "hearing" in opened(cast.caseworker.user, Briefing.objects.get(case=case), "facts")["topics"]


def test_over_the_api_also_for_a_hearing_of_this_case_only(cast: Cast, case: Case, part: HearingPart):
    body = TALK | {"told_on": str(day(0)), "hearing": part.pid}
    other = make_case(cast.caseworker.user, alias="Wren")
    assert ask(cast.caseworker, "post", "briefing_list", other, body=body).status_code == 404
    assert ask(cast.caseworker, "post", "briefing_list", case, body=body).status_code == 201
    assert due(part, due_kinds.TELL) == []
    assert ask(cast.caseworker, "post", "briefing_list", case, body=body | {"topics": []}).status_code == 400
