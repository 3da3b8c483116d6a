"""Recording assessments and formal decisions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.models import Case, Identification
from cases.sheets import locked_case, may_write, save_version, set_fields
from common.access import require
from common.errors import DomainError


class ResultNeeded(DomainError):
    """The worker's conclusion is missing."""

    code = "result_needed"
    sentence = _("Choose what you conclude. “Not enough information yet” is a conclusion too.")


class SecondReaderIsTheFirst(DomainError):
    """Two pairs of eyes are two persons."""

    code = "second_reader_is_first"
    sentence = _("The second reader must be somebody else. Choose a colleague, or leave it open.")


@atomic
def create_identification(
    *,
    actor: User,
    case: Case,
    elements: Mapping[str, Any],
    basis: str = "",
    assessed_on: date | None = None,
    second_reader: User | None = None,
) -> Identification:
    """An assessment by `actor`, kept beside the earlier ones. Whatever its result, help goes on."""
    case = locked_case(actor, case, Act.CASE_EDIT)
    if not elements.get("result"):
        raise ResultNeeded
    if second_reader is not None:
        require(second_reader.organisation_id == case.organisation_id)
        if second_reader.pk == actor.pk:
            raise SecondReaderIsTheFirst
    row = Identification.of(
        case, assessed_by=actor, assessed_on=assessed_on or timezone.localdate(), second_reader=second_reader
    )
    require(may_write(row, "elements"))
    row.elements = dict(elements)
    row.basis = basis or None
    row.save(force_insert=True)
    record(actor, Tag.IDENTIFICATION_EDIT, row, case_id=case.pk, changed=["elements", "basis"])
    return row


@atomic
def decide_identification(
    *, actor: User, identification: Identification, decision: Mapping[str, str], version: int | None = None
) -> list[str]:
    """What the authority decided, apart from the worker's own conclusion. Names of what changed; what stood is kept.

    Refused: a `version` that is not the present one (CaseChangedMeanwhile).
    """
    case = locked_case(actor, identification.case, Act.CASE_EDIT)
    row = Identification.objects.select_for_update().get(pk=identification.pk, case=case)
    require_version(row, version)
    changed = set_fields(row, {"decision": {name: value for name, value in decision.items() if value}})
    if changed:
        save_version(row)
        record(actor, Tag.IDENTIFICATION_DECIDE, row, case_id=case.pk, changed=changed)
    return changed
