"""Who looked at a case, in plain words."""

import pytest
from django.utils import formats, timezone

from audit.tags import Tag
from cases.look.choices import LookKind, kind_of_tag, tags_of
from cases.models import Case
from tests.cast import Cast


def test_it_says_who_what_and_when_and_no_value(cast: Cast, case: Case):
    cast.coordinator.get("cases:case_detail", case)
    cast.caseworker.post("cases:case_reveal", case, field="contactsheet.phone")
    page = cast.caseworker.get("cases:look_list", case).content.decode()
    assert "Ruth B." in page and "Opened a case" in page and "Shown:" in page and "phone" in page
    assert "400 000 001" not in page


def test_reading_it_is_recorded_itself(cast: Cast, case: Case):
    cast.coordinator.get("cases:look_list", case)
    page = cast.caseworker.get("cases:look_list", case).content.decode()
    assert "Read who looked at a case" in page


def test_a_refused_try_is_told(cast: Cast, case: Case):
    cast.caseworker2.get("cases:case_detail", case)
    page = cast.caseworker.get("cases:look_list", case).content.decode()
    assert "Ana P." in page and "refused" in page


def test_others_cannot(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    for name in ("legal", "caseworker2", "outsider", "auditor", "administrator"):
        assert getattr(cast, name).get("cases:look_list", case).status_code == 404


def test_it_is_told_by_day_and_in_seven_words(cast: Cast, case: Case):
    cast.caseworker.get("cases:case_detail", case)
    cast.caseworker.get("cases:consent_sheet", case)
    cast.caseworker.post("cases:case_reveal", case, field="contactsheet.phone")
    page = cast.caseworker.get("cases:look_list", case).content.decode()
    today = formats.date_format(timezone.localdate(), "DATE_FORMAT")
    assert page.count("<h3") == 1 and "</h3>" in page and today in page
    for words in ("Read", "Opened behind a lock", "Changed", "Printed"):
        assert f"{words}</span>" in page


@pytest.mark.parametrize(
    ("kind", "there", "gone"),
    [
        ("print", "Opened a consent sheet to print", "Opened a case"),
        ("reveal", "phone", "Opened a consent sheet"),
        ("change", "Created a case", "Opened a consent sheet"),
        ("refused", "Ana P.", "Created a case"),
        ("emergency", "Nothing of this kind", "Created a case"),
        ("nonsense", "Created a case", "Nothing of this kind"),
    ],
)
def test_it_can_be_narrowed_to_one_of_them(cast: Cast, case: Case, kind: str, there: str, gone: str):
    cast.caseworker.get("cases:consent_sheet", case)
    cast.caseworker.post("cases:case_reveal", case, field="contactsheet.phone")
    cast.caseworker2.get("cases:case_detail", case)
    page = cast.caseworker.get("cases:look_list", case, kind=kind).content.decode()
    found = page.split('id="looks"')[1]
    assert there in found and gone not in found


def test_older_ones_keep_the_choice(cast: Cast, case: Case):
    for _time in range(55):
        cast.caseworker.get("cases:case_detail", case)
    page = cast.caseworker.get("cases:look_list", case, kind="read").content.decode()
    older = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "kind=read" in older
    assert cast.caseworker.client.get(older).content.decode().count("data-row") == 5


def test_every_tag_has_a_kind():
    assert sorted(tags_of(LookKind)) == sorted(Tag.values)
    assert kind_of_tag("emergency:open") == LookKind.EMERGENCY and kind_of_tag("note:create") == LookKind.CHANGE
