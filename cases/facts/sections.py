"""The facts of a case, section by section: which rows each has, which stand open and which wait behind a lock."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.contact.queries import safe_words
from cases.episode.questions import FACTS
from cases.models import Case, ContactSheet, Dependant, Episode, HealthSheet, LegalSheet, NeedSheet, Person
from cases.need.choices import NeedState, NeedType
from cases.person.questions import PROFILE
from cases.questions import QuestionList
from common.partial_dates import PartialDate

Words = Callable[[Any], str]


@dataclass(frozen=True)
class Row:
    """One line: the sealed fields it joins, whether it stands open to those cleared for it, how JSON becomes words.

    `code` names it in a request to open it and is unique among all rows.
    """

    code: str
    label: str | Promise
    model: type[Any]
    fields: tuple[str, ...]
    is_open: bool = False
    words: Words = str


@dataclass(frozen=True)
class Section:
    """A group of lines that is edited alone. `questions` of the JSON field `answers` come before the rows."""

    slug: str
    title: str | Promise
    model: type[Any]
    rows: tuple[Row, ...] = ()
    answers: str = ""
    among: QuestionList | None = None
    questions: tuple[str, ...] = ()
    hint: Promise | str = ""


def born_words(value: Any) -> str:
    """A partial date in words."""
    return PartialDate.from_json(value).words


def need_words(value: Any) -> str:
    """ "1. A safe place to sleep, 2. A doctor (met)", in the person's order."""
    kinds, states = dict(NeedType.choices), dict(NeedState.choices)
    lines = []
    for place, need in enumerate(value, start=1):
        state = need.get("state", NeedState.OPEN)
        said = "" if state == NeedState.OPEN else f" ({states.get(state, state)})"
        lines.append(f"{place}. {kinds.get(need.get('type'), need.get('type'))}{said}")
    return "\n".join(lines)


def _row(model: type[Any], name: str, words: Words = str, *, is_open: bool = False) -> Row:
    label = model._meta.get_field(name).verbose_name
    return Row(f"{model._meta.model_name}.{name}", label, model, (name,), is_open=is_open, words=words)


def _rows(model: type[Any], *names: str) -> tuple[Row, ...]:
    return tuple(_row(model, name) for name in names)


LEGAL_NAME = Row("person.legal_name", _("Legal name"), Person, ("given_name", "family_name"))

SECTIONS: tuple[Section, ...] = (
    Section(
        "identity",
        _("Names and papers"),
        Person,
        rows=(
            _row(Case, "alias", is_open=True),
            _row(Case, "name_used", is_open=True),
            *_rows(Person, "given_name", "family_name", "other_names", "salutation"),
            _row(Person, "birth_date", born_words),
            *_rows(Person, "documents", "identity_number"),
        ),
    ),
    Section(
        "contact",
        _("Contact and safety"),
        ContactSheet,
        rows=(
            _row(ContactSheet, "safe_contact", safe_words, is_open=True),
            *_rows(ContactSheet, "phone", "other_phone", "email", "messenger", "post", "trusted", "must_not_know"),
        ),
    ),
    Section(
        "person",
        _("About the person"),
        Person,
        answers="profile",
        among=PROFILE,
        questions=(
            "sex", "gender", "gender_words", "birth_year", "age_group", "age_disputed", "guardian", "citizenship",
            "stateless", "region_of_origin", "ethnicity", "religion", "education", "work_before",
        ),
    ),
    Section(
        "talking",
        _("Talking and access"),
        Person,
        answers="profile",
        among=PROFILE,
        questions=(
            "languages", "secondary_language", "literacy", "interpreter_needed", "interpreter_sex",
            "interpreter_not_from", "interviewer_sex", "refused_persons", "access_needs",
        ),
    ),
    Section(
        "needs",
        _("Needs and wishes"),
        NeedSheet,
        rows=(
            _row(NeedSheet, "needs", need_words, is_open=True),
            _row(NeedSheet, "wishes", is_open=True),
        ),
    ),
    Section("health", _("Health"), HealthSheet, rows=_rows(HealthSheet, "alerts", "needs", "details")),
    Section("legal", _("Papers and law"), LegalSheet, rows=_rows(LegalSheet, "lawyer", "papers", "notes")),
    Section(
        "family", _("Family"), Person, answers="profile", among=PROFILE, questions=("marital_status", "children_count")
    ),
)  # fmt: skip
BY_SLUG = {section.slug: section for section in SECTIONS}

# One group of these for each time the person was trafficked, and for each dependant.
EPISODE_FACTS = Section(
    "happened",
    _("What happened"),
    Episode,
    answers="facts",
    among=FACTS,
    questions=tuple(FACTS.by_name),
    hint=_("In broad kinds only. Details can wait for a specialist; nobody needs to tell it twice."),
)
EPISODE_ACCOUNT = Section(
    "account",
    _("Account, places and suspects"),
    Episode,
    rows=_rows(Episode, "account", "places", "suspects"),
    hint=_("Only what the person wants written down, in the person’s own words."),
)
DEPENDANT = Section(
    "dependant",
    _("Dependant"),
    Dependant,
    rows=(
        _row(Dependant, "relation", is_open=True),
        _row(Dependant, "birth", born_words, is_open=True),
        *_rows(Dependant, "name", "whereabouts", "needs"),
    ),
)

# Questions that only make sense after an answer to another. What is folded away is kept.
FOLLOWS: dict[str, tuple[str, frozenset[str]]] = {
    "industry": ("exploitation", frozenset({"ForcedLabour", "ChildLabour"})),
    "sexual_kind": ("exploitation", frozenset({"SexualExploitation"})),
    "recruited_online": (
        "recruited_through",
        frozenset({"ThroughOnlineSocialNetworks", "ThroughAnOnlineAdvertisement"}),
    ),
    "status_by": (
        "status",
        frozenset({"ActualVictimOfTrafficking", "NotAVictimOfTrafficking", "PossibleVictimOfTrafficking"}),
    ),
    "age_disputed": ("age_group", frozenset({"child", "unsure"})),
    "guardian": ("age_group", frozenset({"child", "unsure"})),
    "interpreter_sex": ("interpreter_needed", frozenset({"yes"})),
    "interpreter_not_from": ("interpreter_needed", frozenset({"yes"})),
}
