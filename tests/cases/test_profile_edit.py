"""Editing what describes the person: every question can be answered, or said not to be known."""

from django.utils import timezone

from cases import due_kinds
from cases.models import Case, Person
from cases.person.questions import PROFILE
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.cases import make_child_case
from tests.factories.reading import last_event, opened


def answers_of(cast: Cast, case: Case) -> dict:
    return PROFILE.named(opened(cast.caseworker.user, Person.objects.get(case=case), "profile"))


def save(cast: Cast, case: Case, section: str, **data):
    data.setdefault("version", Person.objects.get(case=case).version)
    return cast.caseworker.post("cases:facts_edit", case, section, **data)


def test_answers_of_other_sections_stay(cast: Cast, case: Case):
    data = {"sex": "female", "birth_year_year": "1998", "birth_year_about": "on", "citizenship_0": "Thailand"}
    assert save(cast, case, "person", **data).status_code == 302
    held = answers_of(cast, case)
    assert held["sex"] == "female" and held["languages"] == ["tha"] and held["citizenship"] == ["TH"]
    assert '"changed":["sex"]' in last_event(case).detail


def test_not_knowing_is_an_answer_with_its_day(cast: Cast, case: Case):
    save(cast, case, "person", sex="prefers_not_to_say", religion__none="not_known_yet")
    held, today = answers_of(cast, case), timezone.localdate().isoformat()
    assert held["sex"] == {"x": "prefers_not_to_say", "on": today}
    assert held["religion"] == {"x": "not_known_yet", "on": today}
    assert "Preferred not to say" in cast.caseworker.get("cases:facts_list", case).content.decode()


def test_preferred_not_to_say_is_not_asked_again_until_somebody_says_so(cast: Cast, case: Case):
    save(cast, case, "person", sex="prefers_not_to_say")
    save(cast, case, "person", sex="female")
    assert answers_of(cast, case)["sex"]["x"] == "prefers_not_to_say"
    save(cast, case, "person", sex="female", sex__again="on")
    assert answers_of(cast, case)["sex"] == "female"


def test_countries_are_found_by_name_in_any_language(cast: Cast, case: Case):
    save(cast, case, "person", citizenship_0="Thaïlande", citizenship_1="Lao")
    page = save(cast, case, "person", citizenship_0="Nowhere land").content.decode()
    assert "not on the list" in page and "Nowhere land" in page


def test_what_is_folded_away_is_kept(cast: Cast, case: Case):
    save(cast, case, "talking", interpreter_needed="yes", interpreter_sex="woman", languages_0="Thai")
    page = cast.caseworker.get("cases:facts_edit", case, "talking").content.decode()
    assert "data-opens" in page and "followup" in page
    save(cast, case, "talking", interpreter_needed="no", interpreter_sex="woman", languages_0="Thai")
    assert answers_of(cast, case)["interpreter_sex"] == "woman"


def test_a_guardian_settles_what_was_due(cast: Cast):
    case = make_child_case(cast.caseworker.user)
    open_now = DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.GUARDIAN)
    assert open_now.exists()
    save(cast, case, "person", age_group="child", guardian="appointed")
    assert not open_now.exists()


def test_who_saves_second_is_told_and_loses_nothing(cast: Cast, case: Case):
    version = Person.objects.get(case=case).version
    save(cast, case, "family", children_count="2", version=version)
    response = save(cast, case, "family", children_count="3", version=version)
    assert response.status_code == 409 and 'value="3"' in response.content.decode()


def test_roles_without_the_class_neither_see_nor_write_it(cast: Cast, case: Case, assign):
    for name in ("legal", "health"):
        member = getattr(cast, name)
        assign(member.user)
        assert member.get("cases:facts_edit", case, "person").status_code == 404
        assert "Thailand" not in member.get("cases:facts_list", case).content.decode()


def test_boxes_show_names_not_codes(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:facts_edit", case, "talking").content.decode()
    assert 'value="Thai"' in page and 'value="tha"' not in page
