"""Two editors of one sheet: the second sees what was there, what stands there now and the own text, and chooses."""

import re
from html import unescape

from audit.models import Event
from cases.models import Case, EarlierValue, HealthSheet, LegalSheet, NeedSheet, Person
from cases.person.questions import PROFILE
from tests.cast import Cast, Member
from tests.factories.cases import make_case
from tests.factories.reading import opened

BEFORE = {"lawyer": "Ms Invented", "papers": "None yet", "notes": ""}


def begin(cast: Cast, case: Case) -> int:
    """The sheet as both editors have it before them; its version."""
    assert send(cast.caseworker, case, version=0, **BEFORE).status_code == 302
    return LegalSheet.objects.get(case=case).version


def send(member: Member, case: Case, section: str = "legal", **fields):
    return member.post("cases:facts_edit", case, section, **fields)


def hidden(page: str) -> dict[str, list[str]]:
    """What the page of the conflict carries along."""
    form = page.partition('name="began"')
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'type="hidden" name="([^"]+)" value="([^"]*)"', 'type="hidden" name="began"' + form[2]
    ):
        if name not in {"csrfmiddlewaretoken", "once"}:
            fields.setdefault(name, []).append(unescape(value))
    return fields


def held(cast: Cast, case: Case, name: str):
    return opened(cast.coordinator.user, LegalSheet.objects.get(case=case), name)


def test_both_texts_stand_side_by_side(cast: Cast, case: Case):
    version = begin(cast, case)
    assert send(cast.coordinator, case, version=version, **BEFORE | {"lawyer": "Mr Other"}).status_code == 302
    answer = send(cast.caseworker, case, version=version, **BEFORE | {"lawyer": "Ms Third"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{cast.coordinator.user.display_name} changed this while you were writing. Nothing is lost." in page
    for words in ("Ms Invented", "Mr Other", "Ms Third"):
        assert words in page
    assert "None yet" not in page.partition("<fieldset")[2]
    assert "checked" not in page.partition("<fieldset")[2]
    assert held(cast, case, "lawyer") == "Mr Other"


def test_one_press_saves_the_own_text_and_keeps_the_other_s(cast: Cast, case: Case):
    version = begin(cast, case)
    send(cast.coordinator, case, version=version, **BEFORE | {"lawyer": "Mr Other"})
    page = send(cast.caseworker, case, version=version, **BEFORE | {"lawyer": "Ms Third"}).content.decode()
    answer = send(cast.caseworker, case, **hidden(page) | {"choose_lawyer": "yours"})
    assert answer.status_code == 302
    assert held(cast, case, "lawyer") == "Ms Third"
    kept = EarlierValue.objects.filter(case=case, field="cases.legalsheet.lawyer").order_by("version")
    assert [opened(cast.coordinator.user, row, "legal") for row in kept] == ["Ms Invented", "Mr Other"]
    assert all(row.was_saved for row in kept)


def test_a_text_that_is_given_up_stays_readable(cast: Cast, case: Case):
    version = begin(cast, case)
    send(cast.coordinator, case, version=version, **BEFORE | {"lawyer": "Mr Other"})
    page = send(cast.caseworker, case, version=version, **BEFORE | {"lawyer": "Ms Third"}).content.decode()
    assert send(cast.caseworker, case, **hidden(page) | {"choose_lawyer": "theirs"}).status_code == 302
    assert held(cast, case, "lawyer") == "Mr Other"
    row = EarlierValue.objects.get(case=case, was_saved=False)
    assert opened(cast.coordinator.user, row, "legal") == "Ms Third"
    assert Event.objects.filter(tag="facts:keep", outcome="ok", case_id=case.pk).count() == 1
    history = cast.caseworker.get("cases:facts_history", case, "legal").content.decode()
    assert "it never stood in the record" in history


def test_an_own_text_in_a_field_that_nobody_else_changed_may_be_given_up_too(cast: Cast, case: Case):
    version = begin(cast, case)
    send(cast.coordinator, case, version=version, **BEFORE | {"papers": "A permit"})
    page = send(cast.caseworker, case, version=version, **BEFORE | {"lawyer": "Ms Third"}).content.decode()
    choices = {"choose_lawyer": "theirs", "choose_papers": "theirs"}
    assert send(cast.caseworker, case, **hidden(page) | choices).status_code == 302
    assert (held(cast, case, "lawyer"), held(cast, case, "papers")) == ("Ms Invented", "A permit")
    row = EarlierValue.objects.get(case=case, was_saved=False)
    assert opened(cast.coordinator.user, row, "legal") == "Ms Third"


def test_nothing_is_saved_before_the_choice(cast: Cast, case: Case):
    version = begin(cast, case)
    send(cast.coordinator, case, version=version, **BEFORE | {"lawyer": "Mr Other"})
    page = send(cast.caseworker, case, version=version, **BEFORE | {"lawyer": "Ms Third"}).content.decode()
    answer = send(cast.caseworker, case, **hidden(page))
    assert answer.status_code == 409 and "Choose one text for each field." in answer.content.decode()
    assert "Ms Third" in answer.content.decode()
    assert held(cast, case, "lawyer") == "Mr Other"


def test_fields_changed_by_one_side_only_are_chosen_already(cast: Cast, case: Case):
    version = begin(cast, case)
    send(cast.coordinator, case, version=version, **BEFORE | {"papers": "A permit"})
    page = send(cast.caseworker, case, version=version, **BEFORE | {"lawyer": "Ms Third"}).content.decode()
    chosen = dict(re.findall(r'name="(choose_\w+)" value="(\w+)" checked', page))
    assert chosen == {"choose_lawyer": "yours", "choose_papers": "theirs"}
    assert send(cast.caseworker, case, **hidden(page) | chosen).status_code == 302
    assert (held(cast, case, "lawyer"), held(cast, case, "papers")) == ("Ms Third", "A permit")
    assert not EarlierValue.objects.filter(was_saved=False).exists()


def test_overtaken_in_another_section_there_is_nothing_to_choose(cast: Cast, case: Case):
    """Names and the profile stand on one sheet, and have one version."""
    version = Person.objects.get(case=case).version
    assert (
        send(cast.coordinator, case, "identity", version=version, alias="Heron", given_name="Another").status_code
        == 302
    )
    assert send(cast.caseworker, case, "family", version=version, children_count="2").status_code == 302
    profile = PROFILE.named(opened(cast.coordinator.user, Person.objects.get(case=case), "profile"))
    assert profile["children_count"] == 2


def test_an_alias_that_two_change_is_chosen_too(cast: Cast, case: Case):
    version = Person.objects.get(case=case).version
    assert send(cast.coordinator, case, "identity", version=version, alias="Redstart").status_code == 302
    page = send(cast.caseworker, case, "identity", version=version, alias="Wagtail").content.decode()
    assert all(words in page for words in ("Heron", "Redstart", "Wagtail"))
    assert send(cast.caseworker, case, "identity", **hidden(page) | {"choose_alias": "yours"}).status_code == 302
    assert opened(cast.coordinator.user, Case.objects.get(pk=case.pk), "alias") == "Wagtail"


def test_answers_are_compared_one_by_one(cast: Cast, case: Case):
    version = Person.objects.get(case=case).version
    assert send(cast.coordinator, case, "family", version=version, children_count="1").status_code == 302
    answer = send(cast.caseworker, case, "family", version=version, children_count="2", marital_status="Married")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert re.findall(r'name="both" value="(\w+)"', page) == ["children_count"]
    choices = {"choose_children_count": "theirs", "choose_marital_status": "yours"}
    assert send(cast.caseworker, case, "family", **hidden(page) | choices).status_code == 302
    profile = PROFILE.named(opened(cast.coordinator.user, Person.objects.get(case=case), "profile"))
    assert (profile["children_count"], profile["marital_status"]) == (1, "Married")
    assert EarlierValue.objects.filter(was_saved=False).count() == 1


def test_a_third_who_saves_meanwhile_makes_one_choose_again(cast: Cast, case: Case):
    version = begin(cast, case)
    send(cast.coordinator, case, version=version, **BEFORE | {"lawyer": "Mr Other"})
    page = send(cast.caseworker, case, version=version, **BEFORE | {"lawyer": "Ms Third"}).content.decode()
    send(cast.coordinator, case, version=version + 1, **BEFORE | {"lawyer": "Mr Fourth"})
    again = send(cast.caseworker, case, **hidden(page) | {"choose_lawyer": "yours"})
    assert again.status_code == 409
    assert all(words in again.content.decode() for words in ("Ms Invented", "Mr Fourth", "Ms Third"))
    assert held(cast, case, "lawyer") == "Mr Fourth"


def test_two_who_begin_a_sheet_see_it_was_empty(cast: Cast, case: Case):
    assert send(cast.coordinator, case, version=0, lawyer="Mr Other").status_code == 302
    page = send(cast.caseworker, case, version=0, lawyer="Ms Third").content.decode()
    assert "Empty" in page and "Mr Other" in page
    assert send(cast.caseworker, case, **hidden(page) | {"choose_lawyer": "yours"}).status_code == 302
    assert held(cast, case, "lawyer") == "Ms Third"


def test_what_is_locked_for_the_editor_is_not_on_the_page(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    version = HealthSheet.objects.get(case=case).version
    sheet = {"alerts": "Changed by her", "needs": "Back pain", "details": "Only for her", "version": version}
    assert send(cast.health, case, "health", **sheet).status_code == 302
    answer = send(cast.caseworker, case, "health", alerts="Changed by him", needs="Back pain", version=version)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Changed by her" in page
    assert "Only for her" not in page and "choose_details" not in page


def test_a_shorter_list_of_needs_cuts_nothing(cast: Cast):
    needs = [{"type": kind, "state": "open"} for kind in ("food", "clothes", "bed", "doctor", "lawyer", "work")]
    case = make_case(cast.caseworker.user, needs=needs)
    version = NeedSheet.objects.get(case=case).version
    assert send(cast.coordinator, case, "needs", version=version, need_0="food").status_code == 302
    mine = {f"need_{place}": need["type"] for place, need in enumerate(needs)} | {"need_8": "school"}
    page = send(cast.caseworker, case, "needs", version=version, **mine).content.decode()
    assert send(cast.caseworker, case, "needs", **hidden(page) | {"choose_needs": "yours"}).status_code == 302
    kinds = [need["type"] for need in opened(cast.caseworker.user, NeedSheet.objects.get(case=case), "needs")]
    assert kinds == [*[need["type"] for need in needs], "school"]
