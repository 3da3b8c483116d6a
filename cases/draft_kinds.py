"""Which forms of cases keep what was typed in them. A new form of more than a line or two gets its line here."""

import re
from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from audit.tags import Tag
from cases.emergency.permissions import can_review_emergency
from cases.intake.actions import keep_intake
from cases.intake.choices import Step
from cases.intake.content import AT, with_step
from cases.intake.queries import open_intake
from cases.models import Case, EmergencyOpening, Scheme, Task
from cases.permissions import can
from common.access import get_visible_or_404, require
from common.drafts.kinds import JOINT, DraftKind, register_kind
from common.pid import PidConverter

# Name, address, act, and what the list of drafts calls it. The first part of the key is the case.
ON_CASES = (
    ("note", "cases:note_create", Act.NOTE_CREATE, _("Note")),
    ("note_extend", "cases:note_extend", Act.NOTE_CREATE, _("Addition to a note")),
    ("note_edit", "cases:note_edit", Act.NOTE_CREATE, _("Correction of a note")),
    ("facts_edit", "cases:facts_edit", Act.CASE_EDIT, _("Facts")),
    ("episode_create", "cases:episode_create", Act.CASE_EDIT, _("What happened")),
    ("episode_edit", "cases:episode_edit", Act.CASE_EDIT, _("What happened")),
    ("dependant_create", "cases:dependant_create", Act.CASE_EDIT, _("Somebody who depends on the person")),
    ("dependant_edit", "cases:dependant_edit", Act.CASE_EDIT, _("Somebody who depends on the person")),
    ("consent_record", "cases:consent_record", Act.CONSENT_RECORD, _("Answer about consent")),
    ("risk_review", "cases:risk_review", Act.CASE_EDIT, _("Look at the risk")),
    ("identification_create", "cases:identification_create", Act.CASE_EDIT, _("Assessment")),
    ("identification_decide", "cases:identification_decide", Act.CASE_EDIT, _("Decision of an authority")),
    ("case_close", "cases:case_close", Act.CASE_CLOSE, _("Closing of a case")),
    ("residence_record", "cases:residence_record", Act.RESIDENCE_RECORD, _("Event of the stay")),
    ("cooperation_answer", "cases:cooperation_answer", Act.RESIDENCE_RECORD, _("Working with the authorities")),
    ("deadline_create", "cases:deadline_create", Act.RESIDENCE_RECORD, _("Day to watch")),
    ("deadline_change", "cases:deadline_change", Act.RESIDENCE_RECORD, _("Another last day")),
    ("deadline_end", "cases:deadline_end", Act.RESIDENCE_RECORD, _("What was done about a day")),
    ("suspects_edit", "cases:suspects_edit", Act.SUSPECTS_EDIT, _("Suspects")),
    ("suspects_release", "cases:suspects_release", Act.SUSPECTS_EDIT, _("Suspects")),
    ("proceeding_create", "cases:proceeding_create", Act.LEGAL_EDIT, _("Proceeding")),
    ("proceeding_edit", "cases:proceeding_edit", Act.LEGAL_EDIT, _("Proceeding")),
    ("proceeding_stage", "cases:proceeding_stage", Act.LEGAL_EDIT, _("Stage of a proceeding")),
    ("proceeding_decide", "cases:proceeding_decide", Act.LEGAL_EDIT, _("What the person wants")),
    ("hearing_create", "cases:hearing_create", Act.LEGAL_EDIT, _("Hearing")),
    ("hearing_edit", "cases:hearing_edit", Act.LEGAL_EDIT, _("Hearing")),
    ("briefing_create", "cases:briefing_create", Act.LEGAL_EDIT, _("What the person was told")),
    ("briefing_hearing", "cases:briefing_hearing", Act.LEGAL_EDIT, _("What the person was told")),
    ("limit_create", "cases:limit_create", Act.LEGAL_EDIT, _("Day that runs out")),
    ("limit_edit", "cases:limit_edit", Act.LEGAL_EDIT, _("Day that runs out")),
    ("limit_end", "cases:limit_end", Act.LEGAL_EDIT, _("What became of a day")),
    ("legalrecord_create", "cases:legalrecord_create", Act.LEGAL_EDIT, _("Protection or claim")),
    ("legalrecord_edit", "cases:legalrecord_edit", Act.LEGAL_EDIT, _("Protection or claim")),
    ("claim_pay", "cases:claim_pay", Act.LEGAL_EDIT, _("Payment")),
    ("assignment_give", "cases:assignment_give", Act.ASSIGNMENT_GIVE, _("Assignment")),
    ("block_set", "cases:block_set", Act.BLOCK_SET, _("Somebody to keep away")),
    ("safety_edit", "cases:safety_edit", Act.CONSENT_RECORD, _("Safety plan")),
    ("secrecy_edit", "cases:secrecy_edit", Act.CONSENT_RECORD, _("Who must not know")),
    ("handover_offer", "cases:handover_offer", Act.HANDOVER_OFFER, _("Hand over")),
    ("opening_decide", "cases:opening_decide", Act.OPENING_DECIDE, _("Answer to a colleague")),
    ("service_create", "cases:service_create", Act.SERVICE_CREATE, _("Service")),
    ("task_create", "cases:task_create", Act.TASK_CREATE, _("Task")),
    ("encounter_create", "cases:encounter_create", Act.ENCOUNTER_CREATE, _("Contact")),
)
NOTHING_WITHOUT_TEXT = frozenset({"note"})


def register() -> None:
    """Called once when the app starts."""
    for name, view_name, act, label in ON_CASES:
        register_kind(DraftKind(name, view_name, label, _on_case(act), "text" if name in NOTHING_WITHOUT_TEXT else ""))
    # The composer of the case page; the text of a note waits on the page of notes.
    to_note = _on_case(Act.NOTE_CREATE)
    register_kind(DraftKind("entry", "cases:entry_create", _("Note"), to_note, "text", kept_as="note"))
    register_kind(DraftKind("note_add", "cases:note_add", _("Note"), _anywhere(Act.CASE_LIST), "text"))
    register_kind(DraftKind("scheme_correct", "cases:scheme_correct", _("Correction of a rule"), _on_scheme, "reason"))
    register_kind(DraftKind("scheme_check", "cases:scheme_check", _("Check of a rule"), _on_scheme, "source"))
    register_kind(DraftKind("task_edit", "cases:task_edit", _("Task"), _on_task))
    # An entry of the log has no case. Its draft is sealed for its writer alone, and goes long before the log forgets.
    register_kind(DraftKind("call_create", "cases:call_create", _("A call or a visit"), _anywhere(Act.CALL_CREATE)))
    in_need = _anywhere(Act.EMERGENCY_OPEN)
    register_kind(DraftKind("emergency_open", "cases:emergency_open", _("Emergency opening"), in_need, "words"))
    judging = _("Judgement of an emergency opening")
    register_kind(DraftKind("emergency_review", "cases:emergency_review", judging, _on_emergency))
    intake = _anywhere(Act.CASE_CREATE)
    register_kind(DraftKind("intake_begin", "cases:case_create", _("New case"), intake, store=_begin_intake))
    register_kind(DraftKind("intake_step", "cases:intake_step", _("New case"), intake, store=_go_on_with_intake))


def case_of(user: User, key: str) -> Case | None:
    """The case a draft is about, if `user` may still open it."""
    case: Case | None = Case.objects.visible_to(user).filter(pid=key.split(JOINT)[0]).first()
    return case


def _on_case(act: Act) -> Callable[[Any, str], None]:
    """Whoever may do `act` on the case. A case that was closed meanwhile takes no form, but its text is kept."""

    def allow(user: User, key: str) -> None:
        case = get_visible_or_404(Case.objects.all(), user, key.split(JOINT)[0], tag=Tag.CASE_OPEN)
        require(can(user, act, case))

    return allow


def _anywhere(act: Act) -> Callable[[Any, str], None]:
    def allow(user: User, key: str) -> None:
        require(may(user, act))

    return allow


def _on_scheme(user: User, key: str) -> None:
    """Whoever may correct the table."""
    require(may(user, Act.SCHEME_CORRECT))
    get_visible_or_404(Scheme.objects.all(), user, key, tag=Tag.SCHEME_OPEN)


def _on_task(user: User, key: str) -> None:
    """Whoever may set tasks on the case and sees this one."""
    task: Task = get_visible_or_404(Task.objects.select_related("case"), user, key, tag=Tag.TASK_EDIT)
    require(can(user, Act.TASK_CREATE, task.case))


def _on_emergency(user: User, key: str) -> None:
    """Whoever may judge the opening."""
    rows = EmergencyOpening.objects.select_related("case")
    opening: EmergencyOpening = get_visible_or_404(rows, user, key, tag=Tag.EMERGENCY_REVIEW)
    require(can_review_emergency(user, opening))


def _begin_intake(user: User, key: str, typed: QueryDict) -> str:
    """The first step of a new intake names its key itself."""
    return _keep_step(user, typed.get("key", ""), str(Step.MET.value), typed)


def _go_on_with_intake(user: User, key: str, typed: QueryDict) -> str:
    pid, _joint, step = key.partition(JOINT)
    return _keep_step(user, pid, step, typed)


def _keep_step(user: User, pid: str, number: str, typed: QueryDict) -> str:
    require(re.fullmatch(PidConverter.regex, pid) is not None and number in {str(step) for step in Step.values})
    step = Step(int(number))
    held = open_intake(user, pid)
    content = with_step(held or {}, step, typed) | {AT: step.value}
    keep_intake(actor=user, key=pid, content=content, is_new=held is None)
    return reverse("cases:intake_step", args=[pid, step.value])
