"""Reading the pages in another language."""

from tests.accounts.trail import tags_of


def test_a_visitor_chooses_at_sign_in(cast):
    answer = cast.anonymous.post("/in/language/", {"language": "fr", "next": "/in/"})
    assert (answer.status_code, answer.url) == (302, "/in/")
    assert '<html lang="fr"' in cast.anonymous.get("/in/").content.decode()


def test_a_signed_in_person_keeps_the_choice_in_the_account(cast):
    cast.caseworker.client.post("/in/language/", {"language": "fr", "next": "/me/"})
    assert cast.caseworker.fresh().language == "fr"
    assert '<html lang="fr"' in cast.caseworker.get("accounts:me").content.decode()
    assert tags_of(cast.caseworker.user) == ["setting:change"]


def test_the_account_wins_over_the_browser(cast):
    cast.caseworker.user.language = "fr"
    cast.caseworker.user.save()
    answer = cast.caseworker.client.get("/me/", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "fr"


def test_it_leads_to_no_other_site(cast):
    for target in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        assert cast.anonymous.post("/in/language/", {"language": "fr", "next": target}).url == "/"


def test_an_unknown_language_changes_nothing(cast):
    cast.caseworker.client.post("/in/language/", {"language": "xx", "next": "/me/"})
    assert cast.caseworker.fresh().language == ""


def test_it_answers_to_post_only(cast):
    assert cast.anonymous.get("/in/language/").status_code == 405
