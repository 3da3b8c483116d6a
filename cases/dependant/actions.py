"""Recording people who depend on the person."""

from collections.abc import Mapping
from typing import Any

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.models import Case, Dependant
from cases.sheets import locked_case, save_version, set_fields


@atomic
def create_dependant(*, actor: User, case: Case, changes: Mapping[str, Any]) -> Dependant:
    """Somebody who is with the person or was left behind. No field is needed: a name may be unsafe to write down."""
    case = locked_case(actor, case, Act.CASE_EDIT)
    dependant = Dependant.of(case)
    changed = set_fields(dependant, changes)
    dependant.save(force_insert=True)
    record(actor, Tag.DEPENDANT_CREATE, dependant, case_id=case.pk, changed=changed)
    return dependant


@atomic
def edit_dependant(
    *, actor: User, dependant: Dependant, changes: Mapping[str, Any], version: int | None = None
) -> list[str]:
    """Change what is known about a dependant."""
    case = locked_case(actor, dependant.case, Act.CASE_EDIT)
    dependant = Dependant.objects.select_for_update().get(pk=dependant.pk, case=case)
    require_version(dependant, version)
    changed = set_fields(dependant, changes)
    if changed:
        save_version(dependant)
        record(actor, Tag.DEPENDANT_EDIT, dependant, case_id=case.pk, changed=changed)
    return changed
