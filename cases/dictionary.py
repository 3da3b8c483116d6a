"""The made half of docs/data-dictionary.md: sealed fields, questions, codes and HTCDS columns, as in the code."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from django.utils import translation

from cases.choices import channels, htcds
from cases.episode.questions import FACTS
from cases.htcds.mapping import held, not_held
from cases.jurisdiction.table import CONTENT, FIELD_OF
from cases.models import Scheme
from cases.person.questions import PROFILE
from cases.questions import QuestionList
from encryption.fields import SealedField

# What a version says beside its columns.
MADE_BESIDE = ("verified_on", "verified_by", "reason")
MARK = "<!-- What follows is made by `manage.py write_data_dictionary`. Do not edit it. -->"
_LISTS: tuple[type[models.TextChoices], ...] = (
    htcds.Gender,
    htcds.MaritalStatus,
    htcds.Education,
    htcds.TraffickingStatus,
    htcds.DecisionMakingOrg,
    htcds.RelationshipToTrafficker,
    htcds.RecruiterRelation,
    htcds.WebsitesAndApps,
    htcds.MethodOfRecruitment,
    htcds.MethodOfControl,
    htcds.TypeOfExploitation,
    htcds.Industry,
    htcds.TypeOfSexExploitation,
    htcds.CaseStatus,
    htcds.ReferralReason,
    htcds.EventType,
    channels.FirstContactChannel,
    channels.Voluntariness,
)


def made_text() -> str:
    """Everything after MARK. Always in English, whatever the language of the process."""
    with translation.override("en"):
        return "\n".join([MARK, "", *_sealed(), "", *_schemes(), "", *_questions(), "", *_columns(), "", *_codes(), ""])


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _table(header: tuple[str, ...], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield _row(header)
    yield "|" + "---|" * len(header)
    yield from map(_row, rows)


def _sealed() -> Iterator[str]:
    yield "## Sealed fields"
    yield ""
    yield "Each is ciphertext under the key of its class and case; the label is what the permission table names."
    yield ""
    fields = [
        (field.label, field.verbose_name, field.field_class.name.lower())
        for model in sorted(apps.get_models(), key=lambda model: model._meta.label_lower)
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField) and model._meta.app_label != "sealedapp"
    ]
    yield from _table(("label", "words", "class"), fields)


def _schemes() -> Iterator[str]:
    yield "## Table of periods and permits"
    yield ""
    yield "Reference data about the law, in the clear; names no person. Columns as in the file that is shipped."
    yield ""
    columns = {name: column for column, name in FIELD_OF.items()}
    fields = [Scheme._meta.get_field(name) for name in (*CONTENT, *MADE_BESIDE)]
    yield from _table(
        ("column", "words", "codes"),
        (
            (
                columns.get(field.name, field.name),
                getattr(field, "verbose_name", ""),
                ", ".join(f"{code} ({label})" for code, label in getattr(field, "choices", None) or ()),
            )
            for field in fields
        ),
    )


def _questions() -> Iterator[str]:
    for title, questions in (("person.profile", PROFILE), ("episode.facts", FACTS)):
        yield f"## Questions in `{title}`"
        yield ""
        yield from _table(("number", "name", "words", "answer", "codes", "HTCDS"), _question_rows(questions))
        yield ""


def _question_rows(questions: QuestionList) -> Iterator[tuple[object, ...]]:
    for question in questions:
        codes = question.options.__name__ if question.options is not None else ""
        yield (question.number, question.name, question.label, question.kind, codes, question.htcds)


def _columns() -> Iterator[str]:
    yield "## HTCDS 2.0: columns that an import keeps"
    yield ""
    yield "Human Trafficking Case Data Standard (HTCDS) by IOM, CC BY 4.0; field names, codes and labels carried over."
    yield ""
    rows = (
        (column.field, column.label, column.holds, column.field_class.name.lower() if column.field_class else "plain")
        for column in held()
    )
    yield from _table(("column", "label", "held in", "class"), rows)
    yield ""
    yield "## HTCDS 2.0: columns that an import does not keep"
    yield ""
    yield from _table(("column", "label", "why not"), ((c.field, c.label, c.why_not) for c in not_held()))


def _codes() -> Iterator[str]:
    yield "## Codes"
    yield ""
    yield "Codes of HTCDS are spelt as there. *Extension* codes are ours; a strict export writes the code in brackets."
    for choices in _LISTS:
        strict = htcds.STRICT.get(choices, {})
        yield ""
        yield f"### {choices.__name__}"
        yield ""
        rows = (
            (code, label, f"extension ({strict[code]})" if code in strict else "") for code, label in choices.choices
        )
        yield from _table(("code", "label", ""), rows)
    yield ""
    yield "Countries: ISO 3166-1 alpha-2 and XK. Languages: ISO 639-2 (terminological codes) and a few of ISO 639-3."
