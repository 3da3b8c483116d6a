"""Today: what is due about cases one may open, and the next act for everybody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from cases import due_kinds
from cases.models import CaseGrant
from cases.today.queries import day_line, stages_of, todo_of
from common.pid import new_pid
from tests.cast import Cast
from tests.factories.cases import acting, block, make_case, make_due

pytestmark = pytest.mark.django_db


def test_late_today_and_the_next_seven_days(cast: Cast) -> None:
    user = cast.caseworker.user
    for alias, days in (("Heron", -2), ("Wren", 0), ("Linnet", 7), ("Plover", 8)):
        make_due(user, make_case(user, alias=alias), days=days)
    page = cast.caseworker.get("cases:today").content.decode()
    assert "2 days late" in page
    assert page.index("Overdue") < page.index("Heron") < page.index("Due today") < page.index("Wren")
    assert page.index("Next 7 days") < page.index("Linnet")
    assert "Plover" in cast.caseworker.get("cases:today", all="1").content.decode()
    with acting(user):
        todo = todo_of(user)
        assert "1 overdue, 1 due today" in day_line(todo)
    assert [len(todo.late), len(todo.today)] == [1, 1]
    # What an intake itself makes due stands there too.
    assert {line.due.kind for line in todo.ahead} == {due_kinds.NEXT_STEP, due_kinds.HEALTH_OFFER}
    assert todo.later_count == 1


def test_things_about_cases_that_are_not_open_any_more_are_left_out(cast: Cast) -> None:
    user = cast.caseworker.user
    ended, blocked = make_case(user, alias="Heron"), make_case(user, alias="Wren")
    for case in (ended, blocked):
        make_due(user, case)
    CaseGrant.objects.filter(content_object=ended).update(ended_at=timezone.now())
    block(user, blocked, by=cast.coordinator.user)
    page = cast.caseworker.get("cases:today").content.decode()
    assert "Heron" not in page
    assert "Wren" not in page
    assert "Nothing due today." in page


def test_an_empty_day_names_the_next_one(cast: Cast) -> None:
    user = cast.caseworker.user
    case = make_case(user)
    case_due = make_due(user, case, days=12)
    CaseGrant.objects.filter(content_object=case).exists()
    user.due_things.exclude(pk=case_due.pk).delete()
    page = cast.caseworker.get("cases:today").content.decode()
    assert "Nothing due today." in page
    assert "Next:" in page
    assert "nothing due today" in page


def test_unfinished_intakes_and_stages(cast: Cast) -> None:
    user = cast.caseworker.user
    make_case(user)
    make_case(user, alias="Wren", is_closed=True)
    make_case(cast.caseworker2.user, alias="Linnet")
    pid = new_pid()
    cast.caseworker.post("cases:case_create", key=pid, do="later", channel="outreach")
    page = cast.caseworker.get("cases:today").content.decode()
    assert "You have an unfinished intake" in page
    assert reverse("cases:intake_step", args=[pid, 2]) in page
    assert stages_of(user) == [("Intake", 1)]
    assert "You have an unfinished intake" not in cast.caseworker2.get("cases:today").content.decode()


def test_of_very_many_own_cases_it_is_only_said_that_there_are_many(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.today.queries.MOST_OWN", 2)
    monkeypatch.setattr("cases.today.views.MOST_OWN", 2)
    cases = [make_case(cast.caseworker.user) for _ in range(2)]
    assert stages_of(cast.caseworker.user) == [("Intake", len(cases))]
    assert "More than" not in cast.caseworker.get("cases:today").content.decode()
    make_case(cast.caseworker.user)
    assert stages_of(cast.caseworker.user) is None
    assert "More than 2 open cases are assigned to you." in cast.caseworker.get("cases:today").content.decode()


@pytest.mark.parametrize(
    ("role", "words", "link"),
    [
        ("auditor", "You see no case", "/a/"),
        ("administrator", "You look after accounts", "/o/staff/"),
        ("shelter", "You are told here when somebody does", "/me/"),
        ("partner", "Nothing was referred to you yet", "/me/"),
    ],
)
def test_other_roles_have_one_sentence_and_the_next_act(cast: Cast, role: str, words: str, link: str) -> None:
    make_case(cast.caseworker.user, alias="Heron")
    before = Event.objects.count()
    page = getattr(cast, role).get("cases:today").content.decode()
    assert words in page
    assert f'href="{link}"' in page
    assert "Heron" not in page
    assert Event.objects.count() == before


def test_reading_today_is_one_row_in_the_trail(cast: Cast) -> None:
    user = cast.caseworker.user
    for alias in ("Heron", "Wren"):
        make_due(user, make_case(user, alias=alias))
    before = Event.objects.count()
    cast.caseworker.get("cases:today")
    rows = list(Event.objects.order_by("seq")[before:])
    assert [(row.tag, row.outcome) for row in rows] == [("case:list", "ok")]


def test_as_many_queries_for_20_things_as_for_2(cast: Cast) -> None:
    user = cast.caseworker.user
    counts, made = [], 0
    for size in (2, 20):
        while made < size:
            made += 1
            make_due(user, make_case(user, alias=f"Bird {made}"))
        with acting(User.objects.get(pk=user.pk)), CaptureQueriesContext(connection) as queries:
            todo = todo_of(user)
            assert len(todo.today) == size
        counts.append(len(queries))
    assert counts[0] == counts[1]
    # Those for whom one stands in, what is due, how much comes later, the cases, their keys.
    assert counts[1] <= 5


def test_coordinators_and_lawyers_have_a_page_too(cast: Cast) -> None:
    for member in (cast.coordinator, cast.legal, cast.health):
        assert b"Nothing due today." in member.get("cases:today").content


def test_a_coordinator_sees_at_once_what_needs_a_look(cast: Cast) -> None:
    make_due(cast.caseworker.user, make_case(cast.caseworker.user, alias="Heron"), days=-1)
    page = cast.coordinator.get("cases:today").content.decode()
    assert "Needs a look" in page and "Cases with something late" in page and "?only=late" in page
    assert "Emergency openings to judge" not in page, "what is none is not said"
    assert "Needs a look" not in cast.caseworker.get("cases:today").content.decode()
