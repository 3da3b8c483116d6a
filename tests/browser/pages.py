"""Every page: who looks at it, with what, and how its form is got wrong.

`tests/browser/test_pages.py` compares this list with the addresses of the project: a page that is not here fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.world import World

Arguments = Callable[[World], tuple[Any, ...]]


def no_arguments(world: World) -> tuple[Any, ...]:
    """For an address that is always the same."""
    return ()


def of_filled(world: World) -> tuple[Any, ...]:
    return (world.filled,)


def of_bare(world: World) -> tuple[Any, ...]:
    return (world.bare,)


def of_closed(world: World) -> tuple[Any, ...]:
    return (world.closed,)


@dataclass(frozen=True)
class Page:
    """A page in one state. `wrong`: {name of a field: what is typed there} so that the answer asks to look again."""

    name: str
    who: str = "caseworker"
    arguments: Arguments = no_arguments
    query: str = ""
    state: str = "filled"
    wrong: dict[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.name}{self.query} ({self.state}, {self.who})"


def section(slug: str) -> Arguments:
    return lambda world: (world.filled, slug)


def step(number: int) -> Arguments:
    return lambda world: (world.draft, number)


def of_work(name: str) -> Arguments:
    """A row of the day's work."""
    return lambda world: (getattr(world.work, name),)


def of_due(world: World) -> tuple[Any, ...]:
    return (world.work.task.due,)


WORK = [
    Page("cases:case_find", wrong={"term": ""}),
    Page("cases:case_find", who="outsider", state="empty"),
    Page("cases:due_detail", arguments=of_due, wrong={"until": ""}),
    Page("cases:due_give", arguments=of_due, wrong={"to_user": ""}),
    Page("cases:due_drop", arguments=of_due, wrong={}),
    Page("cases:task_create", arguments=of_filled, wrong={"words": ""}),
    Page("cases:task_edit", arguments=of_work("task"), wrong={"words": ""}),
    Page("cases:encounter_create", arguments=of_filled, wrong={}),
    Page("cases:service_create", arguments=of_filled, wrong={"units": "none"}),
    Page("cases:service_list", arguments=of_filled),
    Page("cases:service_list", arguments=of_filled, query="?period=month"),
    Page("cases:service_list", arguments=of_bare, state="empty"),
    Page("cases:service_withdraw", arguments=lambda world: (world.filled, world.work.service)),
    Page("cases:note_extend", arguments=lambda world: (world.filled, world.note), wrong={"text": ""}),
    Page("cases:call_list"),
    Page("cases:call_list", query="?caller=police", state="empty"),
    Page("cases:call_list", who="shelter", state="empty"),
    Page("cases:call_create", wrong={}),
    Page("cases:call_create", who="shelter"),
    Page("cases:call_detail", arguments=of_work("call")),
    Page("cases:call_begin", arguments=of_work("call"), wrong={}),
    Page("common:draft_discard", arguments=lambda world: ("note", world.bare.pid)),
    Page("cases:case_detail", arguments=of_bare, state="draft"),
]
LIFE = [
    Page("cases:load_detail", who="coordinator"),
    Page("cases:assignment_list", who="coordinator"),
    Page("cases:cover_list", who="coordinator"),
    Page("cases:cover_list", who="outsider", state="empty"),
    Page("cases:cover_create", who="coordinator", wrong={}),
    Page("cases:cover_create", wrong={}),
    Page("cases:cover_end", who="coordinator", arguments=of_work("cover")),
    Page("cases:handover_offer", arguments=of_filled, wrong={}),
    Page("cases:handover_offer", who="coordinator", arguments=of_filled),
    Page("cases:handover_list"),
    Page("cases:handover_list", who="outsider", state="empty"),
    Page("cases:handover_detail", arguments=of_work("handover")),
    Page("cases:consent_sheet", arguments=of_filled),
    Page("cases:safety_edit", arguments=of_filled),
    Page("cases:secrecy_edit", arguments=of_filled),
    Page("cases:facts_history", arguments=section("needs")),
    Page("cases:facts_history", arguments=lambda world: (world.bare, "needs"), state="empty"),
]
RULES = [
    Page("cases:scheme_list"),
    Page("cases:residence_list", arguments=of_filled),
    Page("cases:residence_list", arguments=of_bare, state="empty"),
    Page("cases:residence_record", arguments=lambda world: (world.filled, 8), wrong={"on": ""}),
    Page("cases:residence_record", arguments=lambda world: (world.filled, 34), wrong={"limit_on": "x"}),
    Page("cases:residence_record", arguments=lambda world: (world.bare, 3), wrong={"on": ""}),
    Page("cases:cooperation_answer", arguments=of_filled, wrong={"on": ""}),
    Page("cases:deadline_create", arguments=of_filled, wrong={"on": ""}),
    Page("cases:deadline_change", arguments=lambda world: (world.filled, world.work.day), wrong={"reason": ""}),
    Page("cases:deadline_end", arguments=lambda world: (world.filled, world.work.day), wrong={"outcome": ""}),
    Page("cases:scheme_list", query="?country=BE"),
    Page("cases:scheme_list", who="coordinator", query="?confidence=low"),
    Page("cases:scheme_list", query="?country=ZZ", state="empty"),
    Page("cases:scheme_detail", arguments=of_work("scheme"), query="?start=2026-11-30"),
    Page("cases:scheme_detail", arguments=of_work("scheme"), query="?start=now", state="error"),
    Page("cases:scheme_detail", who="coordinator", arguments=of_work("low_scheme"), query="?start=2026-11-30"),
    Page("cases:scheme_detail", arguments=of_work("old_scheme"), state="replaced"),
    Page("cases:scheme_correct", who="coordinator", arguments=of_work("scheme"), wrong={"length_value": ""}),
    Page("cases:scheme_check", who="coordinator", arguments=of_work("scheme"), wrong={"checked_on": "2100-01-01"}),
]
LOCKS = [
    Page("cases:opening_list", arguments=of_filled),
    Page("cases:opening_list", arguments=of_bare, state="empty"),
    Page(
        "cases:opening_decide",
        who="coordinator",
        arguments=lambda world: (world.filled, world.work.ask),
    ),
    Page("cases:emergency_open", who="shelter", wrong={"number": ""}),
    Page("cases:emergency_detail", who="shelter", arguments=of_work("running")),
    Page("cases:emergency_list", who="coordinator"),
    Page("cases:emergency_list", who="auditor", state="empty"),
    Page("cases:emergency_review", who="coordinator", arguments=of_work("to_judge"), wrong={}),
]
TODAY = [
    Page("cases:today"),
    Page("cases:today", query="?all=1"),
    Page("cases:today", who="outsider", state="empty"),
    Page("cases:today", who="coordinator"),
    *(Page("cases:today", who=who) for who in ("legal", "health", "auditor", "administrator", "shelter", "partner")),
]
LISTS = [
    Page("cases:case_list"),
    Page("cases:case_list", query="?for=note"),
    Page("cases:case_list", query="?list=team"),
    Page("cases:case_list", query="?find=nothing&stage=closing&list=mine", state="empty"),
    Page("cases:case_list", who="outsider", state="empty"),
    Page("cases:case_list", who="coordinator"),
    Page("cases:draft_list"),
    Page("cases:draft_list", who="outsider", state="empty"),
    Page("cases:note_add", wrong={"text": ""}),
    Page("cases:note_add", who="outsider", state="empty"),
]
INTAKE = [
    Page("cases:case_create", wrong={"opened_on": "2100-01-01"}),
    Page("cases:intake_step", arguments=step(1), wrong={"opened_on": "2100-01-01"}),
    Page("cases:intake_step", arguments=step(2), wrong={"alias": ""}),
    Page("cases:intake_step", arguments=step(3)),
    Page("cases:intake_step", arguments=step(4)),
    Page("cases:intake_step", arguments=step(5), wrong={}),
    Page("cases:intake_discard", arguments=lambda world: (world.draft,)),
]
CASE = [
    Page("cases:case_detail", arguments=of_filled),
    Page("cases:case_detail", arguments=of_bare, state="empty"),
    Page("cases:case_detail", arguments=of_closed, state="closed"),
    Page("cases:case_detail", arguments=of_filled, who="coordinator"),
    Page("cases:case_detail", arguments=of_filled, who="legal"),
    Page("cases:case_detail", arguments=of_filled, who="health"),
    Page("cases:timeline_list", arguments=of_filled),
    Page("cases:timeline_list", arguments=of_filled, query="?kind=note"),
    Page("cases:timeline_list", arguments=of_bare, query="?kind=note", state="empty"),
    Page("cases:look_list", arguments=of_filled),
    Page("cases:case_stage", arguments=of_filled),
    Page("cases:case_close", arguments=of_filled, wrong={"closed_on": ""}),
    Page("cases:case_reopen", arguments=of_closed),
    Page("cases:note_create", arguments=of_filled, wrong={"text": ""}),
    Page("cases:note_detail", arguments=lambda world: (world.filled, world.note)),
    Page("cases:note_detail", arguments=lambda world: (world.filled, world.corrected), state="corrected"),
    Page("cases:note_edit", arguments=lambda world: (world.filled, world.note), wrong={"text": ""}),
]
FACTS = [
    Page("cases:facts_list", arguments=of_filled),
    Page("cases:facts_list", arguments=of_bare, state="empty"),
    Page("cases:facts_list", arguments=of_filled, who="legal"),
    Page("cases:facts_list", arguments=of_filled, who="health"),
    Page("cases:facts_edit", arguments=section("identity"), wrong={"alias": ""}),
    Page("cases:facts_edit", arguments=section("contact")),
    Page("cases:facts_edit", arguments=section("person")),
    *(Page("cases:facts_edit", arguments=section(slug)) for slug in ("talking", "needs", "health", "family")),
    Page("cases:facts_edit", arguments=section("legal"), who="legal"),
    Page("cases:facts_edit", arguments=lambda world: (world.bare, "identity"), state="empty"),
    Page("cases:episode_create", arguments=of_filled, state="empty"),
    Page("cases:episode_edit", arguments=lambda world: (world.filled, world.episode, "happened")),
    Page("cases:episode_edit", arguments=lambda world: (world.filled, world.episode, "account")),
    Page("cases:dependant_create", arguments=of_filled, state="empty"),
    Page("cases:dependant_edit", arguments=lambda world: (world.filled, world.dependant)),
]
SAFETY = [
    Page("cases:consent_list", arguments=of_filled),
    Page("cases:consent_list", arguments=of_bare, state="empty"),
    Page("cases:consent_record", arguments=of_filled, wrong={}),
    Page("cases:consent_withdraw", arguments=lambda world: (world.filled, world.consent)),
    Page("cases:risk_review", arguments=of_filled),
    Page("cases:identification_list", arguments=of_filled),
    Page("cases:identification_list", arguments=of_bare, state="empty"),
    Page("cases:identification_create", arguments=of_filled, wrong={}),
    Page("cases:identification_decide", arguments=lambda world: (world.filled, world.assessment), wrong={}),
    Page("cases:assignment_give", who="coordinator", arguments=of_filled, wrong={}),
    Page("cases:assignment_end", who="coordinator", arguments=lambda world: (world.filled, world.grant)),
    Page("cases:situation_link", arguments=of_filled, wrong={"number": "C-1999-0001"}),
    Page("cases:situation_link", arguments=of_closed, state="closed"),
    Page("cases:situation_begin", arguments=of_filled, wrong={}),
    Page("cases:situation_unlink", arguments=lambda world: (world.filled, world.work.link)),
    Page("cases:block_set", who="coordinator", arguments=of_filled, wrong={}),
    Page("cases:block_lift", who="coordinator", arguments=lambda world: (world.filled, world.block)),
]
IMPORT = [
    Page("cases:import_send", wrong={}),
    Page("cases:import_send", who="outsider", state="empty"),
    Page("cases:import_detail", arguments=lambda world: (world.sent,)),
    Page("common:job_detail", arguments=lambda world: (world.job,), state="waiting"),
    Page("common:job_detail", arguments=lambda world: (world.done_job,), state="done"),
]
OFFICE = [
    Page("accounts:staff_list", who="administrator"),
    Page("accounts:staff_list", who="coordinator"),
    Page("accounts:staff_invite", who="administrator", wrong={"display_name": ""}),
    Page(
        "accounts:staff_edit",
        who="administrator",
        arguments=lambda world: (world.users["legal"],),
        wrong={"display_name": ""},
    ),
    Page("accounts:staff_edit", who="administrator", arguments=lambda world: (world.users["administrator"],)),
    Page("cases:colleague_leave", who="administrator", arguments=lambda world: (world.users["legal"],)),
    Page("accounts:team_list", who="administrator"),
    Page("accounts:team_create", who="administrator", wrong={"name": ""}),
    Page("accounts:team_edit", who="administrator", arguments=lambda world: (world.team,), wrong={"name": ""}),
    Page("reports:audit_list", who="auditor"),
    Page("reports:audit_list", who="auditor", query="?first_day=2001-01-01&last_day=2001-01-02", state="empty"),
    Page("reports:policy_detail", who="auditor"),
    Page("reports:reveal_list", who="auditor"),
    Page("reports:digest_list", who="auditor"),
    Page("reports:digest_detail", who="auditor", arguments=of_work("digest"), wrong={"remark": ""}),
    Page("reports:digest_detail", who="auditor", arguments=of_work("reviewed"), state="reviewed"),
]
ACCOUNT = [
    Page("accounts:me", who="partner", wrong={"email": "nobody"}),
    Page("account_change_password", who="partner", wrong={"oldpassword": "wrong", "password1": "a", "password2": "b"}),
    Page("usersessions_list", who="partner"),
    Page("mfa_index", who="partner", state="empty"),
    Page("mfa_activate_totp", who="partner", wrong={"code": "000000"}),
    Page("mfa_list_webauthn", who="partner", state="empty"),
    Page("mfa_add_webauthn", who="partner"),
    Page("accounts:signed_in", who="partner"),
    Page("account_logout", who="partner"),
    Page("account_reauthenticate", who="partner", wrong={"password": "wrong"}),
]
GROUPS = {
    "work": WORK,
    "life": LIFE,
    "rules": RULES,
    "locks": LOCKS,
    "today": TODAY,
    "lists": LISTS,
    "intake": INTAKE,
    "case": CASE,
    "facts": FACTS,
    "safety": SAFETY,
    "import": IMPORT,
    "office": OFFICE,
    "account": ACCOUNT,
}
PAGES = [page for pages in GROUPS.values() for page in pages]
# The same for everybody: what was typed, not what the role may.
SAME_FOR_ALL = {page.name for page in ACCOUNT}

# Looked at in tests/browser/test_entrance.py, on the way there.
WALKED = {
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts:invitation_accept",
    "accounts:left",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_trust",
    "mfa_view_recovery_codes",
}
# Looked at in tests/browser/test_session.py.
LOCKED = {"accounts:locked"}
# Answers that are no page, and what they are instead. The test asks each of them.
NO_PAGE = {
    "healthz": "text",
    "accounts:clock": "json",
    "accounts:leave": "redirect",
    "accounts:invitation_open": "redirect",
    "accounts:language_set": "post",
    "accounts:invitation_withdraw": "post",
    "accounts:session_end": "post",
    "cases:case_reveal": "post",
    "cases:consent_restore": "post",
    "cases:due_complete": "post",
    "cases:due_reopen": "post",
    "cases:due_snooze": "post",
    "cases:entry_create": "post",
    "cases:handover_accept": "post",
    "cases:handover_decline": "post",
    "cases:handover_withdraw": "post",
    "cases:import_start": "post",
    "cases:import_discard": "post",
    "cases:import_fetch": "file",
    "cases:intake_keep": "post",
    "cases:note_keep": "post",
    "cases:opening_ask": "post",
    "common:draft_keep": "post",
    "mfa_login_webauthn": "json",
}
NO_PAGE_ARGUMENTS: dict[str, Arguments] = {
    "accounts:invitation_open": lambda world: (world.token,),
    "accounts:invitation_withdraw": lambda world: (world.invitation,),
    "accounts:session_end": lambda world: (1,),
    "cases:case_reveal": of_filled,
    "cases:consent_restore": lambda world: (world.filled, world.consent),
    "cases:due_complete": lambda world: (world.due,),
    "cases:due_reopen": lambda world: (world.due,),
    "cases:due_snooze": lambda world: (world.due,),
    "cases:entry_create": of_filled,
    "cases:handover_accept": lambda world: (world.work.handover,),
    "cases:handover_decline": lambda world: (world.work.handover,),
    "cases:handover_withdraw": lambda world: (world.filled, world.work.handover),
    "cases:import_start": lambda world: (world.sent,),
    "cases:import_discard": lambda world: (world.sent,),
    "cases:import_fetch": lambda world: (world.sent,),
    "cases:intake_keep": step(1),
    "cases:note_keep": of_filled,
    "cases:opening_ask": of_filled,
    "common:draft_keep": lambda world: ("note", world.filled.pid),
}
