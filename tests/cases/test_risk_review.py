"""Looking at the risk: each look is a row of its own."""

from datetime import timedelta

from django.utils import timezone

from cases import due_kinds
from cases.models import Case, RiskReview
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def test_a_look_is_kept_and_the_next_one_is_due_by_the_level(cast: Cast, case: Case):
    for level, days in (("medium", 3), ("immediate", 1), ("low", 7)):
        assert cast.caseworker.post("cases:risk_review", case, level=level, danger="no").status_code == 302
        due = DueThing.objects.open().get(subject_id=case.pk, kind=due_kinds.RISK_REVIEW)
        assert due.due_on == timezone.localdate() + timedelta(days=days)
    assert RiskReview.objects.filter(case=case).count() == 3
    event = last_event(case)
    assert event.tag == "risk:edit" and "danger" not in event.detail


def test_every_question_can_be_skipped_but_not_the_level(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:risk_review", case, reason="Typed").status_code == 200
    cast.caseworker.post("cases:risk_review", case, level="low")
    assert opened(cast.caseworker.user, RiskReview.objects.get(case=case), "answers") == {"level": "low"}


def test_the_page_shows_the_newest_first(cast: Cast, case: Case):
    cast.caseworker.post("cases:risk_review", case, level="high", reason="Seen near the house")
    page = cast.caseworker.get("cases:consent_list", case).content.decode()
    assert "Same day" in page and "Seen near the house" in page


def test_others_cannot(cast: Cast, case: Case):
    for name in ("caseworker2", "outsider", "auditor", "shelter"):
        assert getattr(cast, name).post("cases:risk_review", case, level="low").status_code == 404
    assert not RiskReview.objects.filter(case=case).exists()
