"""Earlier values: kept sealed beside each change, shown to those cleared for the field, and nowhere else."""

import pytest
from django.db import connection

from audit.models import Event
from cases.access import admit_cases, relation_of_visible
from cases.contact.actions import edit_contact
from cases.history.models import COLUMNS
from cases.models import Case, ContactSheet, EarlierValue, Episode, Person
from tests.cast import Cast, address
from tests.factories.cases import acting

OLD, NEW = "+32 400 000 001", "+32 400 000 002"


def change_phone(cast: Cast, case: Case, phone: str = NEW, **more: str) -> None:
    sheet = {"safe_answer": "yes", "phone": phone, "must_not_know": "A cousin"} | more
    answer = cast.caseworker.post("cases:facts_edit", case, "contact", **sheet)
    assert answer.status_code == 302, answer.content


def shown(member, case: Case, section: str, *codes: str) -> str:
    path = address("cases:facts_history", case, section)
    answer = member.client.post(path, {"field": codes}) if codes else member.client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def code_of(label: str) -> str:
    return EarlierValue.objects.get(field=label).pid


def test_what_was_there_opens_for_who_may_read_the_field(cast: Cast, case: Case):
    change_phone(cast, case)
    page = shown(cast.caseworker, case, "contact")
    assert "Phone" in page and cast.caseworker.user.display_name in page and OLD not in page
    opened = shown(cast.caseworker, case, "contact", code_of("cases.contactsheet.phone"))
    assert OLD in opened and NEW not in opened
    event = Event.objects.order_by("-seq").first()
    # The phone, and how to be in touch, which stands open to those who may read it.
    assert event.tag == "history:open" and '"cases.earliervalue.contact":2' in event.detail


def test_it_is_sealed_in_the_class_of_its_field(cast: Cast, case: Case):
    change_phone(cast, case)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS.values())}, shared_health FROM cases_earliervalue")
        row = next(row for row in cursor.fetchall() if row[1] is not None)
    assert [place for place, cell in enumerate(row) if cell is not None] == [1]
    assert OLD.encode() not in bytes(row[1])


def test_who_is_not_cleared_learns_nothing_of_it(cast: Cast, case: Case, assign):
    change_phone(cast, case)
    cast.caseworker.post("cases:facts_edit", case, "health", alerts="Another", needs="Back pain")
    assign(cast.legal.user)
    assert "Nothing here was changed yet" in shown(cast.legal, case, "health")
    assert "Phone" in shown(cast.legal, case, "contact")
    assert (
        cast.legal.post("cases:facts_history", case, "health", field=code_of("cases.healthsheet.alerts")).status_code
        == 404
    )
    assert cast.outsider.get("cases:facts_history", case, "contact").status_code == 404
    assert cast.caseworker.get("cases:facts_history", case, "nothing").status_code == 404


def test_caseworkers_read_earlier_alerts_but_not_details(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    first = {"alerts": "Allergic to penicillin", "needs": "Back pain", "details": "Told to the nurse"}
    for details in ("Told to the nurse", "Told again"):
        answer = cast.health.post("cases:facts_edit", case, "health", **first | {"details": details, "alerts": details})
        assert answer.status_code == 302
    rows = {row.field.rpartition(".")[2]: row for row in EarlierValue.objects.filter(case=case).order_by("created_at")}
    text = shown(cast.caseworker, case, "health")
    assert "Alerts" in text and "Health details" not in text
    assert "Told to the nurse" in shown(cast.caseworker, case, "health", rows["alerts"].pid)
    assert "Told to the nurse" in shown(cast.health, case, "health", rows["details"].pid)


def test_another_case_s_value_does_not_open_here(cast: Cast, case: Case):
    change_phone(cast, case)
    assert (
        cast.caseworker.post(
            "cases:facts_history", case, "identity", field=code_of("cases.contactsheet.phone")
        ).status_code
        == 404
    )


def test_of_answers_only_those_that_changed_are_kept(cast: Cast, case: Case):
    person = Person.objects.get(case=case)
    answer = cast.caseworker.post(
        "cases:facts_edit", case, "person", version=person.version, sex="male", citizenship_0="TH", birth_year_2="1998"
    )
    assert answer.status_code == 302
    text = shown(cast.caseworker, case, "person")
    assert "Sex" in text and "Languages" not in text
    assert "Earlier values" in text


def test_a_change_costs_one_statement_more_and_no_change_none(cast: Cast, case: Case):
    user = cast.caseworker.user
    counts = []
    for phone, mail in ((NEW, "a@example.org"), (NEW, "a@example.org")):
        with acting(user), connection.execute_wrapper(_Statements(counts)):
            from_cases = Case.objects.visible_to(user).get(pk=case.pk)
            admit_cases(user, [from_cases], relation_of_visible(user))
            edit_contact(actor=user, case=from_cases, changes={"phone": phone, "email": mail})
    assert counts == ["cases_earliervalue"]
    assert EarlierValue.objects.filter(case=case).count() == 2


class _Statements:
    """Names of tables of earlier values that a statement writes to."""

    def __init__(self, found: list[str]) -> None:
        self.found = found

    def __call__(self, execute, sql, params, many, context):
        if "earliervalue" in sql and sql.startswith("INSERT"):
            self.found.append("cases_earliervalue")
        return execute(sql, params, many, context)


def test_an_account_and_a_name_in_lists_have_a_history_too(cast: Cast, case: Case):
    episode = Episode.objects.get(case=case)
    names = [case, episode, "account"]
    assert cast.caseworker.post("cases:episode_edit", *names, account="Told anew").status_code == 302
    assert cast.caseworker.post("cases:facts_edit", case, "identity", alias="Redstart").status_code == 302
    fields = set(EarlierValue.objects.values_list("field", flat=True))
    assert {"cases.episode.account", "cases.case.alias", "cases.person.given_name"} <= fields
    assert "An account nobody reads" in shown(cast.caseworker, case, "account", code_of("cases.episode.account"))
    assert "Heron" in shown(cast.caseworker, case, "identity")


def test_a_coordinator_says_why_first(cast: Cast, case: Case):
    change_phone(cast, case)
    code = code_of("cases.contactsheet.phone")
    assert OLD not in shown(cast.coordinator, case, "contact", code)
    answer = cast.coordinator.post("cases:facts_history", case, "contact", field=code, reason="check")
    assert OLD in answer.content.decode()
    assert Event.objects.filter(tag="opening:reveal", case_id=case.pk).exists()


@pytest.mark.parametrize("section", ["identity", "contact", "person", "needs", "happened", "account", "dependant"])
def test_an_empty_history_says_so(cast: Cast, case: Case, section: str):
    assert "Nothing here was changed yet" in shown(cast.caseworker, case, section)
    assert not ContactSheet.objects.exclude(version=1).exists()
