"""The ladders that are shipped, line by line as the papers ask for them. Source: residence, section 5; legal, section 3."""

import pytest

from reminders.ladder.choices import Moment, Reach, Weight
from reminders.ladder.defaults import DEFAULTS
from reminders.ladder.plan import LAST_DAYS, UNANSWERED_DAYS, is_urgent

ONCE, HALF = Moment.AT_ONCE, Moment.HALF
# Ladder -> what its line asks for: moments, days before, and every how many days after. In the order of the papers.
DESIGNED: dict[str, tuple[set[Moment], set[int], int]] = {
    "reflection_end": ({HALF}, {14, 7, 3, 1}, 0),
    "cooperation_decision": (set(), {14, 7}, 0),
    "decision_overdue": (set(), set(), 7),
    "permit_expiry": (set(), {120, 90, 60, 30, 14, 7}, 0),
    "renewal_opens": (set(), {0}, 0),
    "renewal_closes": (set(), {14}, 0),
    "long_term_window": ({ONCE}, {180, 90, 30}, 0),
    "appeal_limit": ({ONCE, HALF}, {3, 1}, 0),
    "report_duty": (set(), {2}, 0),
    "travel_document": (set(), {180, 90, 30}, 0),
    "interim_certificate": (set(), {30, 14, 7}, 0),
    "birthday_18": (set(), {365, 180, 90, 30}, 0),
    "dublin_limit": (set(), {30, 14, 7}, 0),
    "information_duty": (set(), {0}, 0),
    "interview": (set(), {7, 2, 1}, 0),
    "hearing": (set(), {28, 14, 7, 2, 1, 0}, 0),
    "hearing_moved": ({ONCE}, set(), 0),
    "claim_limit": (set(), {60, 30, 14, 7}, 0),
    "compensation_limit": (set(), {365, 180, 90, 30}, 0),
    "wage_claim": (set(), {90, 30, 14}, 0),
    "review_request": ({ONCE}, {7, 3}, 0),
    "protection_order": (set(), {60, 30, 14, 7}, 0),
    # Yearly, as far ahead as a ladder reaches; in the last year once more, since nobody else keeps this day.
    "offence_limitation": (set(), {90, *(365 * years for years in range(1, 11))}, 0),
    "release": ({ONCE}, set(), 0),
    "planned_release": (set(), {90, 30, 7}, 0),
    "evidence_hold": (set(), {0}, 30),
}
# "Appeal limits, detention and removal go at once to worker, deputy and coordinator, daily."
AT_ONCE_DAILY = {"appeal_limit", "detention", "removal", "hearing_moved", "release", "stay_over"}
# What no paper names with days: everyday work, news, and tasks that come of another line.
OTHERS = {"task", "notice", "detention", "removal", "stay_over", "confirm_end", "papers_valid"}
# A step more than the paper asks for: a day that passes has one in its last seven days, or a paper's own, and only so.
EVERY_MORE = {"renewal_opens", "information_duty"}


def test_every_ladder_is_looked_at() -> None:
    assert set(DESIGNED) | OTHERS == set(DEFAULTS) and not set(DESIGNED) & OTHERS


@pytest.mark.parametrize("code", DESIGNED)
def test_a_ladder_has_the_steps_of_its_line_and_warns_everybody_in_the_last_week(code: str) -> None:
    moments, days, every = DESIGNED[code]
    rule = DEFAULTS[code]
    assert {step.moment for step in rule.steps} - {Moment.BEFORE, Moment.EVERY} == moments
    before = {step.days for step in rule.steps if step.moment == Moment.BEFORE}
    repeated = {step.days for step in rule.steps if step.moment == Moment.EVERY}
    assert days <= before
    # More than the line asks for: one step at seven days where it asks for none in the last week.
    more = before - days
    assert more <= {LAST_DAYS} and not (more and days & set(range(LAST_DAYS + 1))), more
    assert not every or repeated == {every}
    if not every and code not in EVERY_MORE:
        assert not repeated
    if rule.weight != Weight.TASK:
        assert any(is_urgent(rule.weight, step) for step in rule.steps)


@pytest.mark.parametrize("code", DEFAULTS)
def test_who_is_told_as_the_papers_say(code: str) -> None:
    """Seven days or fewer, appeals, detention, removal: everybody, daily. Else the worker, then the coordinator."""
    rule = DEFAULTS[code]
    if code in AT_ONCE_DAILY:
        assert rule.weight == Weight.RIGHT and rule.steps[0].moment == ONCE
        assert all(step.reach == Reach.ALL for step in rule.steps)
    for step in rule.steps:
        is_last = step.moment == Moment.BEFORE and step.days <= LAST_DAYS and rule.weight == Weight.DEADLINE
        if is_last:
            assert step.reach == Reach.ALL and is_urgent(rule.weight, step)
        elif rule.weight == Weight.DEADLINE:
            assert step.reach == Reach.LEAD_LATER and not is_urgent(rule.weight, step)
        elif code != "notice":
            assert step.reach in {Reach.LEAD_LATER, Reach.ALL}
    assert UNANSWERED_DAYS == 2
