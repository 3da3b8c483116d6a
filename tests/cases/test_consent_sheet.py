"""The sheet to print."""

import pytest

from audit.models import Event
from cases.consent.choices import ConsentKind
from cases.consent.texts import ENGLISH, FRENCH, VERSION, text_choices
from cases.models import Case
from tests.cast import Cast
from tests.factories.cases import make_case
from tests.factories.reading import last_event


def test_opening_it_is_recorded_as_printing(cast: Cast, case: Case):
    answer = cast.caseworker.client.get(f"/c/{case.pid}/consent/sheet/", {"language": "eng", "kind": ["service"]})
    page = answer.content.decode()
    assert last_event(case).tag == "consent:print" and ENGLISH.title in page and case.reference in page
    # Nothing on paper says her name.
    sheet = page.split('<article class="sheet"')[1].split("</article>")[0]
    assert "Heron" in sheet and "Mai Example" not in sheet and "Malee" not in sheet


def test_a_language_without_a_text_says_so_and_is_read_aloud(cast: Cast, case: Case):
    answer = cast.caseworker.client.get(f"/c/{case.pid}/consent/sheet/", {"language": "lin", "kind": ["share"]})
    page = answer.content.decode()
    assert "Lingala: no text in this language yet. Read it aloud with an interpreter." in page and ENGLISH.title in page


def test_the_persons_language_comes_first(cast: Cast):
    case = make_case(cast.caseworker.user, profile={"languages": ["lin", "fra"]})
    page = cast.caseworker.get("cases:consent_sheet", case).content.decode()
    assert FRENCH.title in page and 'lang="fr"' in page and "no text in this language" not in page


def test_each_question_has_its_own_empty_boxes(cast: Cast, case: Case):
    answer = cast.caseworker.client.get(
        f"/c/{case.pid}/consent/sheet/", {"language": "eng", "kind": ["share", "media", "contact"]}
    )
    sheet = answer.content.decode().split('<article class="sheet"')[1].split("</article>")[0]
    assert sheet.count('class="box"') == 9 and "checked" not in sheet and "×" not in sheet
    assert ENGLISH.asks[ConsentKind.SHARE] in sheet.replace("&#x27;", "'")


def test_english_and_french_name_their_version(cast: Cast):
    assert [version for version, _words in text_choices()][:2] == [f"{VERSION}-en", f"{VERSION}-fr"]


def test_nothing_is_changed_by_a_strange_choice(cast: Cast, case: Case):
    answer = cast.caseworker.client.get(f"/c/{case.pid}/consent/sheet/", {"language": "xx", "kind": "nothing"})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["caseworker2", "legal", "health", "auditor", "outsider"])
def test_others_cannot(cast: Cast, case: Case, assign, name: str):
    member = getattr(cast, name)
    if name in {"legal", "health"}:
        assign(member.user)
    assert member.get("cases:consent_sheet", case).status_code == 404
    assert Event.objects.filter(tag="consent:print", outcome="ok").count() == 0
