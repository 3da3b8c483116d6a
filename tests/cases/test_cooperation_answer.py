"""What the person decides about cooperation is written down, and nothing depends on it."""

import ast
from datetime import timedelta

import pytest

from cases.assignment.actions import write_grant
from cases.models import Case, CaseGrant, Consent, ServiceGiven, StatusEvent, StatusSheet
from cases.residence.choices import Cooperation
from cases.residence.transitions import BY_NUMBER
from reminders.models import DueThing
from tests.cases.stay import DAY, status_of, tell, watched
from tests.cast import Cast
from tests.days import TODAY
from tests.factories.reading import last_event, opened
from tests.source import product_code, tree

pytestmark = pytest.mark.django_db


def answer(member, case: Case, code: str, **fields):
    sheet = StatusSheet.objects.filter(case=case).first()
    sent = {"answer": code, "on": str(TODAY), "version": sheet.version if sheet else 0}
    return member.post("cases:cooperation_answer", case, **(sent | fields))


@pytest.mark.parametrize("code", Cooperation.values)
def test_it_is_added_to_the_chain(cast: Cast, case: Case, code: str):
    assert answer(cast.caseworker, case, code).status_code == 302
    held = opened(cast.caseworker.user, StatusSheet.objects.get(case=case), "cooperation")
    assert held == {"answer": code, "on": str(TODAY)}
    facts = opened(cast.caseworker.user, StatusEvent.objects.get(case=case), "facts")
    assert facts["answer"] == code and facts["from"] == facts["to"]
    assert last_event(case).tag == "cooperation:answer" and code not in last_event(case).detail.replace(
        "cooperation", ""
    )


@pytest.mark.parametrize(("code", "is_settled"), [("yes", True), ("no", True), ("later", False), ("undecided", False)])
def test_a_decision_settles_its_day_and_leaves_the_period(cast: Cast, case: Case, code: str, is_settled: bool):
    end = TODAY + 30 * DAY
    tell(cast.caseworker, case, "reasonable_grounds_found", end_on=end)
    answer(cast.caseworker, case, code)
    days = watched(cast.caseworker.user, case)
    assert days["reflection_end"] == end and ("cooperation" not in days) is is_settled
    assert status_of(cast.caseworker.user, case) == "reflection"


def test_a_day_ahead_is_refused(cast: Cast, case: Case):
    page = answer(cast.caseworker, case, "no", on=str(TODAY + DAY)).content.decode()
    assert "This day lies ahead." in page and not StatusEvent.objects.filter(case=case).exists()


def test_whoever_was_overtaken_hears_it(cast: Cast, case: Case):
    answer(cast.caseworker, case, "later")
    assert answer(cast.caseworker, case, "no", version=0).status_code == 409


@pytest.mark.parametrize("username", ["caseworker2", "outsider", "shelter", "health", "auditor"])
def test_nobody_else_writes_it(cast: Cast, case: Case, username: str):
    assert answer(getattr(cast, username), case, "no").status_code == 404


def _help(case: Case) -> tuple:
    """All that help consists of: the case itself, who works on it, what was given and agreed, what else is due."""
    return (
        Case.objects.filter(pk=case.pk).values("stage", "status", "closed_on", "closure_reason", "version").get(),
        list(CaseGrant.objects.filter(content_object=case).order_by("pk").values("pk", "until", "ended_at")),
        list(ServiceGiven.objects.filter(case=case).order_by("pk").values("pk", "withdrawn_at", "updated_at")),
        list(Consent.objects.filter(case=case).order_by("pk").values("pk", "answer", "is_current", "updated_at")),
        list(
            DueThing.objects.filter(subject_id=case.pk)
            .exclude(kind__startswith="day.")
            .order_by("pk")
            .values("pk", "state", "due_on", "owner_id")
        ),
    )


@pytest.mark.parametrize("code", Cooperation.values)
def test_no_event_of_a_stay_closes_or_changes_help_whatever_the_answer(cast: Cast, case: Case, code: str):
    """Every event that the program knows, as far as it can follow, after each answer."""
    write_grant(actor=cast.coordinator.user, case=case, user=cast.legal.user)
    cast.caseworker.post("cases:service_create", case, service="food", units="2")
    before = _help(case)
    answer(cast.caseworker, case, code)
    assert _help(case) == before
    done = set()
    for event in [one for one in BY_NUMBER.values() if one.group and one.code not in {"removed", "returned"}]:
        sent = tell(cast.caseworker, case, event.code, end_on=TODAY + 40 * DAY, limit_on=TODAY + timedelta(days=9))
        if sent.status_code == 302:
            done.add(event.code)
            assert _help(case) == before, event.code
    assert len(done) > 15
    assert cast.caseworker.post("cases:service_create", case, service="food", units="1").status_code == 302


def test_no_rule_outside_the_stay_reads_the_answer():
    """Over the whole code: what is not read cannot be a condition.

    The table of the law says of stays, not of help, whether they ask for cooperation; its package only shows it.
    """
    places = {}
    for path in product_code():
        names = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        names |= {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}
        for name in ("cooperation", "conditional_on_cooperation"):
            if name in names:
                places.setdefault(name, set()).add(path.rpartition("/")[0])
    assert places["cooperation"] <= {"cases/residence", "cases/migrations"}
    assert places["conditional_on_cooperation"] <= {"cases/jurisdiction", "cases/migrations"}
