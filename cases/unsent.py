"""Forms that are not sent yet, as the list of drafts names them: by their label, and never by what was typed."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act, may
from accounts.models import User
from cases.access import admit_cases, relation_of_visible
from cases.draft_kinds import ON_CASES
from cases.intake.choices import KIND as INTAKE
from cases.intake.choices import Step
from cases.models import Case
from cases.note.drafts import KIND as NOTE
from common.drafts.kinds import JOINT, NO_KEY, kind_named
from common.models import Draft
from common.shown import Shown, show
from encryption.classes import FieldClass

ABOUT_A_CASE = frozenset(name for name, *_rest in ON_CASES)


@dataclass(frozen=True)
class UnsentForm:
    """A form that the user has begun. `case` and `alias` are None where it is about no case."""

    draft: Draft
    label: str | Promise
    page: str
    discard_url: str
    saved_at: datetime
    case: Case | None = None
    alias: Shown | None = None


def unsent_forms(user: User, *, but: tuple[str, ...] = (NOTE,)) -> list[UnsentForm]:
    """The own unfinished forms, the newest first; on cases only those that `user` may still open.

    Intakes and the kinds `but` are left out: the page lists them by themselves.
    """
    rows = Draft.objects.visible_to(user).exclude(kind__in=but).order_by("-updated_at").defer("content")
    drafts = [draft for draft in rows if kind_named(draft.kind) is not None]
    keys = {draft.key.split(JOINT)[0] for draft in drafts if draft.kind in ABOUT_A_CASE}
    cases = {case.pid: case for case in Case.objects.visible_to(user).filter(pid__in=keys)} if keys else {}
    if cases:
        admit_cases(user, list(cases.values()), relation_of_visible(user), {FieldClass.IDENTITY})
    found = []
    for draft in drafts:
        kind = kind_named(draft.kind)
        case = cases.get(draft.key.split(JOINT)[0]) if draft.kind in ABOUT_A_CASE else None
        page = kind.page(draft.key) if kind is not None else ""
        if kind is None or not page or (draft.kind in ABOUT_A_CASE and case is None):
            continue
        discard_url = reverse("common:draft_discard", args=[kind.name, draft.key or NO_KEY])
        alias = show(case.alias) if case is not None else None
        found.append(UnsentForm(draft, kind.label, page, discard_url, draft.updated_at, case, alias))
    return found


def own_drafts(user: User) -> list[UnsentForm]:
    """All that the user has begun and may go on with: forms, notes and intakes, the newest first."""
    found = unsent_forms(user, but=())
    if may(user, Act.CASE_CREATE):
        for draft in Draft.objects.visible_to(user).filter(kind=INTAKE).defer("content"):
            page = reverse("cases:intake_step", args=[draft.key, Step.MET.value])
            off = reverse("cases:intake_discard", args=[draft.key])
            found.append(UnsentForm(draft, _("New case"), page, off, draft.updated_at))
    return sorted(found, key=lambda form: form.saved_at, reverse=True)
