"""French: every string is there, says the same placeholders, keeps to the words of the field, and reaches the page."""

import ast
import html
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, get_format
from django.utils.translation.template import templatize

from cases.models import Person
from tests.cast import Cast, Member, address
from tests.factories.cases import make_case

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "locale" / "fr" / "LC_MESSAGES"
APPS = (
    "accounts", "audit", "cases", "common", "config", "encryption", "referrals", "reintegration", "reminders", "reports",
    "shelters",
)  # fmt: skip
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?\w+>")
NO_BREAK_SPACE = "\u00a0"

# A legal status that somebody else grants, and names of offences in the law. Nowhere else do these words occur.
LEGAL = {
    "Possible victim of trafficking",
    "Actual victim of trafficking",
    "Not a victim of trafficking",
    "Identified as a victim (conclusive)",
    "Illegal adoption",
}
AVOIDED_IN_ENGLISH = (
    r"victims?|VoTs?|prostitutes?|illegal\w*|slaves?|sold girls?|alleged|juveniles?|rescued?|uncooperative|hostile|"
    r"absconded|escaped|invalid|failed to"
)
AVOIDED_IN_FRENCH = (
    r"victimes?|VdT|prostituée?s?|illéga\w*|clandestine?s?|sans-papiers|esclaves?|sauvée?s?|secourue?s?|"
    r"prétendue?s?|délinquante?s?|fugue\w*|évadée?s?|hostiles?|invalides?|échoué\w*"
)

# What an English page would say. A sentence that is not in the catalogue would stay English unnoticed.
ENGLISH = re.compile(
    r"\b(the|and|with|this|that|you|your|not|yet|from|when|what|who|are|was|has|will|can|nothing|due|today|identity|user)\b",
    re.I,
)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="fr")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def french() -> list[Message]:
    return [message for message in _read(FOLDER / "django.po") if message.id]


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The one form of a string, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def _key(message: Message) -> tuple[str, tuple[str, ...]]:
    context = message.context or ""
    return context.decode() if isinstance(context, bytes) else context, _forms(message.id)


def _sources() -> Iterator[tuple[Path, str]]:
    """Python as it stands; templates with all but their messages blanked out."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text()
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            blanked = templatize(path.read_text(), origin=str(path))
            yield path, "\n".join(line.strip() for line in blanked.splitlines())


def _in_code() -> set[tuple[str, tuple[str, ...]]]:
    """Every string that the program marks for translation."""
    found = set()
    for _path, text in _sources():
        for _line, function, said, _comments in extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {}):
            words = (said,) if isinstance(said, str) else tuple(part for part in said if part)
            context = ""
            if "pgettext" in function:
                context, *words = words
            if any(words):
                found.add((context, tuple(words)))
    return found


def test_the_catalogue_holds_what_the_code_says_and_nothing_else(french: list[Message]) -> None:
    singular = {(context, forms[0]) for context, forms in _in_code()}
    held = {(context, forms[0]) for context, forms in map(_key, french)}
    assert len(held) > 1000
    assert sorted(singular - held) == [], "run makemessages -l fr, then translate"
    assert sorted(held - singular) == [], "no longer in the code"


def test_every_string_has_its_french(french: list[Message]) -> None:
    empty = [message.id for message in french if not all(_forms(message.string))]
    assert empty == []
    assert [message.id for message in french if message.fuzzy] == []
    text = (FOLDER / "django.po").read_text()
    assert "\n#~" not in text


def test_plurals_have_two_forms(french: list[Message]) -> None:
    plurals = [message for message in french if message.pluralizable]
    assert plurals
    assert [message.id for message in plurals if len(_forms(message.string)) != 2] == []


def test_placeholders_agree(french: list[Message]) -> None:
    for message in french:
        *singular, last = (sorted(PLACEHOLDER.findall(form)) for form in _forms(message.string))
        wanted = sorted(PLACEHOLDER.findall(_forms(message.id)[-1]))
        assert last == wanted, message.id
        assert all(set(form) <= set(wanted) for form in singular), message.id


def test_ends_agree(french: list[Message]) -> None:
    """A sentence stays a sentence, a label a label; a question stays a question."""
    for message in french:
        for source, said in zip(_forms(message.id)[-1:], _forms(message.string)[-1:], strict=True):
            for mark in (".", "?", ":", "…"):
                assert source.endswith(mark) == said.endswith(mark), (source, said)


def test_punctuation_is_french(french: list[Message]) -> None:
    for message in french:
        for said in _forms(message.string):
            assert not re.search(r" [:;?!»]|« ", said), f"a space that may break: {said}"
            assert not re.search(rf"[^\s{NO_BREAK_SPACE}\d…(][;?!]", said), f"no space before: {said}"
            assert "'" not in said and "“" not in said.replace("{“", "").replace(" “", "").replace("”:", ""), said


def test_avoided_words_do_not_occur(french: list[Message]) -> None:
    english, other = re.compile(rf"\b({AVOIDED_IN_ENGLISH})\b", re.I), re.compile(rf"\b({AVOIDED_IN_FRENCH})\b", re.I)
    seen = set()
    for message in french:
        for source in _forms(message.id):
            if source in LEGAL:
                seen.add(source)
            else:
                assert not english.search(source), source
                assert not any(other.search(said) for said in _forms(message.string)), message.string
        assert "!" not in "".join((*_forms(message.id), *_forms(message.string))), message.id
    assert seen == LEGAL


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("Case", "Dossier"),
        ("Reveal", "Afficher"),
        ("Leave page", "Quitter la page"),
        ("Today", "Aujourd’hui"),
        ("Safe contact", "Contact sûr"),
        ("Caseworker", "Référent·e"),
        ("Harbouring", "Hébergement"),
        ("Receipt", "Accueil"),
        ("Abuse of power", "Abus d’autorité"),
        ("Abuse of a position of vulnerability", "Abus d’une situation de vulnérabilité"),
    ],
)
def test_terms_are_those_of_the_field(french: list[Message], english: str, words: str) -> None:
    assert {message.id: message.string for message in french if not message.context}[english] == words


def test_short_dates_keep_the_months_apart(french: list[Message]) -> None:
    """Three letters would make one month of June and July."""
    day_of_today = next(str(message.string) for message in french if message.id == "D j M")
    with translation.override("fr"):
        for form in (get_format("SHORT_DATE_FORMAT"), day_of_today):
            shown = {date_format(date(2026, month, 1), form) for month in range(1, 13)}
            assert len(shown) == 12
            assert any("juin" in words for words in shown) and any("juil." in words for words in shown)


def test_the_compiled_catalogue_is_current(french: list[Message]) -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = {_key(message): _forms(message.string) for message in read_mo(file) if message.id}
    assert compiled == {_key(message): _forms(message.string) for message in french}


def test_the_header_names_nobody_and_no_place() -> None:
    text = (FOLDER / "django.po").read_text()
    header = text.partition("\n\n")[0]
    for line in ("Project-Id-Version: Daybook", "Last-Translator: ", "Language-Team: ", "Report-Msgid-Bugs-To: "):
        assert f'"{line}\\n"' in header
    assert "plural=(n > 1)" in header
    assert not re.search(r"^#: |\.py:\d|@", text, re.MULTILINE)


def test_labels_in_code_are_marked_for_translation() -> None:
    """A label or hint that is a plain text would stay English."""
    plain = []
    for path, text in _sources():
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.keyword) and node.arg in {"label", "help_text", "verbose_name", "empty_label"}:
                said = node.value.value if isinstance(node.value, ast.Constant) else None
                if isinstance(node.value, ast.JoinedStr) or (isinstance(said, str) and said):
                    plain.append(f"{path.name}: {ast.unparse(node.value)}")
    assert plain == []


def test_no_string_hides_inside_a_formatted_one() -> None:
    """The extraction does not look inside f-strings."""
    hidden = []
    for path, text in _sources():
        for node in ast.walk(ast.parse(text)) if path.suffix == ".py" else ():
            for part in ast.walk(node) if isinstance(node, ast.JoinedStr) else ():
                if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in KEYWORDS:
                    hidden.append(f"{path.name}:{node.lineno}")
    assert hidden == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.stem)
def test_words_in_templates_are_marked_for_translation(path: Path) -> None:
    text = path.read_text()
    attributes = re.findall(r'\b(?:aria-label|title|alt|placeholder|data-label)="([^"{]*[A-Za-z]{2}[^"]*)"', text)
    assert attributes == []
    for part in (
        r"\{#.*?#\}",
        r"\{% (block \w*class) %\}.*?\{% endblock %\}",
        r"\{% blocktranslate.*?endblocktranslate %\}",
        r"\{%.*?%\}|\{\{.*?\}\}",
        r"<(script|style|svg).*?</\1>",
        r"<kbd>Ctrl</kbd>",
        r"<[^>]*>",
    ):
        text = re.sub(part, " ", text, flags=re.DOTALL)
    assert re.findall(r"[^\W\d_]{2,}", html.unescape(text)) == []


def _words_of(page: str) -> str:
    """What a reader sees or hears."""
    spoken = re.findall(r'(?:aria-label|placeholder|title|data-label)="([^"]*)"', page)
    page = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r'<bdi[^>]* lang="en">[^<]*</bdi>', " ", page)  # the labels of the standard, as it has them
    return html.unescape(re.sub(r"<[^>]*>", " ", page) + " ".join(spoken))


def _in_french(member: Member) -> Member:
    member.user.language = "fr"
    member.user.save(update_fields=["language"])
    return member


@pytest.mark.parametrize(
    ("who", "name", "words"),
    [
        ("caseworker", "cases:today", "Aujourd’hui"),
        ("caseworker", "cases:case_list", "Mes dossiers"),
        ("caseworker", "cases:case_create", "Cinq courtes étapes"),
        ("caseworker", "accounts:me", "Votre compte"),
        ("caseworker", "cases:import_send", "Importer"),
        ("coordinator", "cases:today", "Aujourd’hui"),
        ("auditor", "reports:audit_list", "Journal d’accès"),
        ("auditor", "reports:policy_detail", "Règles en vigueur"),
        ("administrator", "accounts:staff_list", "Inviter"),
        ("administrator", "accounts:team_list", "Équipes"),
    ],
)
def test_pages_speak_french(cast: Cast, who: str, name: str, words: str) -> None:
    answer = _in_french(getattr(cast, who)).client.get(address(name), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="fr"' in page
    assert words in _words_of(page)
    assert not ENGLISH.search(_words_of(page)), ENGLISH.findall(_words_of(page))


def test_who_looked_names_what_was_changed_in_french(cast: Cast) -> None:
    case = make_case(cast.caseworker.user)
    _in_french(cast.caseworker)
    version = Person.objects.get(case=case).version
    changes = {"religion": "none", "version": version}
    assert cast.caseworker.post("cases:facts_edit", case, "person", **changes).status_code == 302
    page = _words_of(cast.caseworker.get("cases:look_list", case).content.decode())
    assert "Modification des informations sur la personne" in page
    assert f"Modifié{NO_BREAK_SPACE}: Religion, si elle compte pour l’aide" in page
    assert not ENGLISH.search(page), ENGLISH.findall(page)


def test_sign_in_speaks_the_language_of_the_browser(db: None) -> None:
    page = Client().get(reverse("account_login"), headers={"Accept-Language": "fr-BE, en;q=0.5"}).content.decode()
    assert '<html lang="fr"' in page
    assert "Se connecter" in _words_of(page)
    assert not ENGLISH.search(_words_of(page)), ENGLISH.findall(_words_of(page))
