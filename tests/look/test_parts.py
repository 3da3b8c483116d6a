"""Base page, parts and fields: what they say, and that nothing in them needs more than the policy allows."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

from common.answers import NoAnswer, Unanswered
from common.icons import ICONS
from common.partial_dates import PartialDate, PartialDateField
from common.shown import Shown, State

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
ERRORS = ("400", "403", "404", "409", "500", "503")


class Visit(forms.Form):
    """One field of each kind."""

    alias = forms.CharField(label="Alias", help_text="Chosen by the person.")
    age = forms.ChoiceField(
        label="Age", choices=[("child", "Under 18"), *NoAnswer.choices[:1]], widget=forms.RadioSelect, required=False
    )
    needs = forms.MultipleChoiceField(label="Needs", choices=[("bed", "Bed")], widget=forms.CheckboxSelectMultiple)
    born = PartialDateField(label="Born", required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    together = forms.BooleanField(label="With an interpreter", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class _Ids(HTMLParser):
    """Every id, and every id that something points to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"for", "aria-describedby", "aria-labelledby"}:
                self.wanted |= set((value or "").split())
            elif name == "href" and (value or "").startswith("#"):
                self.wanted.add((value or "")[1:])


def _print(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", ALL)
def test_template_compiles_and_obeys_the_policy(name: str) -> None:
    get_template(name)
    text = (TEMPLATES / name).read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on|hx-boost|https?://", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("code", ERRORS)
def test_error_page_needs_neither_user_nor_request(code: str) -> None:
    html = render_to_string(f"errors/{code}.html")
    assert html.count("<h1") == 1
    assert "<title>Page –" not in html
    assert html == render_to_string(f"errors/{code}.html")
    assert "csrf" not in html


def test_error_page_says_what_it_was_given() -> None:
    html = render_to_string("errors/403.html", {"sentence": "Too late.", "code": "7K2", "typed": ["<b>my note"]})
    assert "Too late." in html and "7K2" in html and "&lt;b&gt;my note" in html


def test_base_page_turns_round_for_arabic() -> None:
    with translation.override("ar"):
        html = render_to_string("errors/404.html")
    assert 'dir="rtl"' in html and 'lang="ar"' in html


def test_unknown_icon_is_an_error() -> None:
    assert _print('{% icon "lock" %}') == ICONS["lock"]
    with pytest.raises(KeyError):
        _print('{% icon "no-such" %}')


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.EMPTY, "Not filled in"),
        (State.LOCKED, "Restricted"),
        (State.TAMPERED, "cannot be shown"),
        (State.ERASED, "Erased"),
        (State.UNAVAILABLE, "Not available"),
    ],
)
def test_every_state_has_its_own_mark(state: State, word: str) -> None:
    html = _print("{% shown cell %}", cell=Shown(state, "secret-word"))
    assert word in html and "secret-word" not in html
    assert "secret-word" not in _print("{% shown_text cell %}{% initials cell %}", cell=Shown(state, "secret-word"))


def test_lock_offers_reveal_only_with_an_address() -> None:
    locked = Shown(State.LOCKED)
    assert "<form" not in _print("{% shown cell %}", cell=locked)
    html = _print('{% shown cell label="name used" reveal_url="/c/X/show/" field="a.b.c" %}', cell=locked)
    assert 'method="post" action="/c/X/show/"' in html and 'value="a.b.c"' in html and "name used" in html


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "Yes"),
        (PartialDate(1998, is_about=True), "About 1998"),
        ({"y": 2024, "m": 3}, "March 2024"),
        (["Thai", "Lao"], "Thai, Lao"),
        (Unanswered(NoAnswer.PREFERS_NOT_TO_SAY, date(2026, 2, 16)).as_json(), "Preferred not to say, 16 February"),
        (0, "0"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_values_become_words(value: object, words: str) -> None:
    assert words in _print("{% shown cell %}", cell=Shown(State.VALUE, value))
    assert _print("{% shown_text cell %}", cell=Shown(State.VALUE, value)) == words


def test_choices_are_shown_by_their_label() -> None:
    assert "Not asked" in _print("{% shown code choices=choices %}", code="not_asked", choices=NoAnswer)


def test_form_points_only_to_what_is_there() -> None:
    for form in (Visit(), Visit({"alias": "", "age": "old", "born_day": "40"})):
        page = _Ids(str(form))
        assert len(page.ids) == len(set(page.ids))
        assert page.wanted <= set(page.ids)


def test_errors_stand_above_the_control_and_in_the_summary() -> None:
    html = str(Visit({"alias": "", "needs": ["bed"], "password": "x"}))
    assert html.index('href="#id_alias"') < html.index('id="id_alias_error"') < html.index('name="alias"')
    assert 'aria-invalid="true"' in html
    assert "One answer needs a look" in html


def test_optional_is_said_and_required_is_not() -> None:
    html = str(Visit())
    assert html.count("(optional)") == 3  # age, born and text; a tick needs no such word
    assert "*" not in re.sub(r"<[^>]*>", "", html)


def test_controls_carry_what_ours_carry() -> None:
    form = Visit()
    text, alias = (form[name].as_field_group() for name in ("text", "alias"))
    assert 'dir="auto"' in text and 'rows="3"' in text
    assert 'autocomplete="off"' in alias and 'dir="auto"' in alias
    assert 'autocomplete="current-password"' in form["password"].as_field_group()


def test_not_known_answers_stand_back() -> None:
    html = Visit()["age"].as_field_group()
    assert 'class="seg"' in html
    assert html.count('class="quiet"') == 1


def test_opening_value_is_marked() -> None:
    form = Visit()
    assert "data-opens" not in str(form)
    form.fields["age"].widget.opens = {"child"}  # type: ignore[attr-defined]
    assert re.search(r'value="child"[^>]*data-opens', str(form))
    assert str(form).count("data-opens") == 1


def test_card_and_page_head_keep_their_content() -> None:
    html = _print('{% card "Key facts" more_url="/x/" more="Edit" %}<b>in</b>{% endcard %}')
    assert '<h2 id="card-key-facts">' in html and "<b>in</b>" in html
    assert '<a class="btn">Go</a>' in _print('{% page_head "Cases" %} <a class="btn">Go</a> {% endpage_head %}')


def test_job_polls_only_while_an_address_is_given() -> None:
    running = render_to_string("parts/progress.html", {"done": 4, "total": 10, "label": "Rows", "poll_url": "/j/x/"})
    ended = render_to_string("parts/progress.html", {"done": 10, "total": 10, "label": "Rows"})
    assert 'hx-get="/j/x/"' in running and "hx-" not in ended
