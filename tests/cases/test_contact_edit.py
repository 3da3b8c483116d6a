"""Editing how to reach the person."""

from cases import due_kinds
from cases.models import Case, ContactSheet
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.reading import last_event, opened


def save(cast: Cast, case: Case, **data):
    data.setdefault("version", ContactSheet.objects.get(case=case).version)
    data.setdefault("safe_answer", "yes")
    return cast.caseworker.post("cases:facts_edit", case, "contact", **data)


def test_the_rule_is_saved_and_shown_in_words(cast: Cast, case: Case):
    data = {"safe_channels": ["phone", "sms"], "safe_hours": "after 18:00", "safe_messages": "no"}
    assert save(cast, case, **data).status_code == 302
    page = cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "Phone call, Text message only, after 18:00. Do not leave messages." in page
    event = last_event(case)
    assert event.tag == "case:open" and "18:00" not in event.detail


def test_an_answer_settles_what_was_due(cast: Cast):
    case = make_case(cast.caseworker.user, safe_contact={"answer": "do_not_contact"})
    open_now = DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.SAFE_CONTACT)
    assert open_now.exists()
    save(cast, case, safe_answer="only_she")
    assert not open_now.exists()


def test_numbers_keep_what_was_typed(cast: Cast, case: Case):
    save(cast, case, phone="0032 (0)400/00-00-01 ask for M.")
    assert opened(cast.caseworker.user, ContactSheet.objects.get(case=case), "phone").endswith("ask for M.")


def test_the_answer_is_needed(cast: Cast, case: Case):
    response = save(cast, case, safe_answer="", phone="+32 1")
    assert response.status_code == 200 and "+32 1" in response.content.decode()


def test_a_health_worker_reads_the_rule_and_changes_nothing(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    assert "14:00–16:00" in cast.health.get("cases:case_detail", case).content.decode()
    assert cast.health.post("cases:facts_edit", case, "contact", safe_answer="yes", phone="x").status_code != 302


def test_others_cannot_tell_that_it_exists(cast: Cast, case: Case):
    assert cast.outsider.get("cases:facts_edit", case, "contact").status_code == 404
