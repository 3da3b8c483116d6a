"""The page of help, and the way to what has no place in the bar of a phone."""

import pytest

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_it_tells_each_role_its_own_places_and_whom_to_ask(cast: Cast):
    page = cast.caseworker.get("accounts:help_detail").content.decode()
    places = page.partition('id="places"')[2].partition("</section>")[0]
    assert all(words in places for words in ("Today", "Cases", "Calls", "New case", "Find", "Leave page"))
    assert "Overview" not in places and "Access log" not in places
    people = page.partition('id="people"')[2].partition("</section>")[0]
    assert cast.coordinator.user.display_name in people and cast.administrator.user.display_name in people
    assert people.index(cast.coordinator.user.display_name) < people.index(cast.administrator.user.display_name)
    assert cast.outsider.user.display_name not in page and "Shift" in page


def test_who_writes_nothing_is_told_nothing_of_it(cast: Cast):
    page = cast.auditor.get("accounts:help_detail").content.decode()
    places = page.partition('id="places"')[2].partition("</section>")[0]
    assert "Access log" in places and "New case" not in places and "Find" not in places


def test_nobody_is_nobody(cast: Cast):
    assert cast.anonymous.get("/help/").status_code == 302


def test_on_a_phone_the_account_leads_to_what_the_bar_has_no_place_for(cast: Cast):
    page = cast.coordinator.get("accounts:me").content.decode()
    more = page.partition('id="more"')[2].partition("</section>")[0]
    bar = page.partition('class="tabbar"')[2].partition("</nav>")[0]
    for path in ("/", "/c/", "/o/", "/l/", "/o/staff/"):
        assert (f'<li class="only-s"><a href="{path}">' in more) != (f'href="{path}"' in bar), path
    assert 'href="/help/"' in more
