"""Keeping an unfinished intake, finishing it, discarding it."""

from dataclasses import replace
from typing import Any

from accounts.matrix import Act, may
from accounts.models import User
from audit.record import atomic
from cases.case.actions import create_case
from cases.case.start import CaseStart
from cases.find.queries import is_alias_in_use
from cases.hooks import intake_ended
from cases.intake.choices import KIND
from cases.intake.states import AliasInUse, IntakeGone
from cases.models import Case
from common.access import require
from common.drafts.actions import delete_draft, save_draft
from common.models import Draft


def _locked(actor: User, key: str) -> Draft:
    """The unfinished intake, held until the action ends. Raises IntakeGone when it was saved or discarded."""
    draft: Draft | None = Draft.objects.visible_to(actor).select_for_update().filter(kind=KIND, key=key).first()
    if draft is None:
        raise IntakeGone
    return draft


@atomic
def keep_intake(*, actor: User, key: str, content: dict[str, Any], is_new: bool = False) -> Draft:
    """Keep what was typed, right or wrong, sealed for the one who typed it.

    Only a new one is made; one that was saved meanwhile does not come back (IntakeGone).
    """
    require(may(actor, Act.CASE_CREATE))
    if not is_new:
        _locked(actor, key)
    elif Case.objects.visible_to(actor).filter(pid=key).exists():
        raise IntakeGone
    return save_draft(owner=actor, kind=KIND, key=key, content=content)


@atomic
def finish_intake(*, actor: User, key: str, start: CaseStart, worker: User | None = None) -> Case:
    """The unfinished intake becomes a case, and is gone: sending it twice makes one case.

    The case takes the public id of the intake. Refused: an alias in use (AliasInUse), a second try (IntakeGone), and
    whatever `create_case` refuses.
    """
    require(may(actor, Act.CASE_CREATE))
    _locked(actor, key)
    if is_alias_in_use(actor, start.alias):
        raise AliasInUse
    # A key that a case out of sight has already is answered like any other: nothing is learnt from it.
    pid = "" if Case.objects.filter(pid=key).exists() else key
    case: Case = create_case(actor=actor, start=replace(start, pid=pid), worker=worker)
    delete_draft(owner=actor, kind=KIND, key=key)
    intake_ended(actor, key, case)
    return case


@atomic
def discard_intake(*, actor: User, key: str) -> None:
    """Nothing of it is kept. Nobody else ever saw it, so nothing is recorded either."""
    _locked(actor, key)
    delete_draft(owner=actor, kind=KIND, key=key)
    intake_ended(actor, key, None)
