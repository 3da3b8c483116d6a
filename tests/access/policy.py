"""Who may do what at every address: the one table that the access matrix checks, written apart from the program's own.

Key: name of the address, or `name#variant` where one address stands for several things. An address of the resolver
that is not here fails the build, and so does one here that the resolver does not have. A method without a rule is
answered 405 to everybody who is signed in.
"""

from typing import Any

from common.pid import new_pid
from tests.access import (
    policy_accounts,
    policy_composer,
    policy_consent,
    policy_digest,
    policy_documents,
    policy_drafts,
    policy_find,
    policy_forms,
    policy_jurisdiction,
    policy_ladders,
    policy_legal,
    policy_life,
    policy_life_api,
    policy_mail,
    policy_opening,
    policy_reading,
    policy_residence,
    policy_situation,
    policy_tasks,
)
from tests.access.rules import Body, Route, Rule
from tests.access.world import World
from tests.days import TODAY

CASEWORKER, COORDINATOR, LEGAL, HEALTH = "caseworker", "coordinator", "legal", "health"
SHELTER, PARTNER, AUDITOR, ADMINISTRATOR = "shelter", "partner", "auditor", "administrator"
READERS = frozenset({CASEWORKER, COORDINATOR, LEGAL, HEALTH})
TEAM = frozenset({CASEWORKER, COORDINATOR})
WRITERS = TEAM | {LEGAL}
LEADS = frozenset({COORDINATOR})
OFFICE = frozenset({ADMINISTRATOR, COORDINATOR})
ADMIN = frozenset({ADMINISTRATOR})
AUDIT = frozenset({AUDITOR})
ANYTHING = frozenset({"self", "colleague", "blocked", "absent"})
SELF, COLLEAGUE, STAFF = frozenset({"self"}), frozenset({"colleague"}), frozenset({"self", "colleague"})


def page(roles: frozenset[str], tag: str, closed: int = 0) -> Rule:
    """A page of a case that can be read; `closed` where it leads to writing."""
    return Rule(roles, 200, tag, closed)


def done(roles: frozenset[str], tag: str, body: Any, closed: int = 409) -> Rule:
    """A form that was filled in: the act is done, and its page is left. On a closed case it is a conflict."""
    return Rule(roles, 302, tag, closed, body=body)


def edit(tag: str, roles: frozenset[str], body: Body, **names: str) -> Route:
    """A part of the facts. Whoever may open the case hears first that it is closed."""
    told = {"told_closed": READERS}
    return Route(
        "case",
        get=Rule(roles, 200, "facts:open", 409, **told),
        post=Rule(roles, 302, tag, 409, body=body | {"version": 1}, **told),
        names=names,
    )


def entrance(*, get: int = 405, post: int = 405, signed_get: int = 0, signed_post: int = 0, **more: Any) -> Route:
    """A page of the way in, with nothing filled in. What it does is tested where it belongs; here, who is answered."""
    return Route(
        get=Rule(status=signed_get or get) if (signed_get or get) != 405 else None,
        post=Rule(status=signed_post or post) if (signed_post or post) != 405 else None,
        anonymous={"get": get, "post": post},
        **more,
    )


def somebody(world: World, role: str) -> Body:
    """A colleague who has none of the cases."""
    return {"user": world.free.pid}


CONSENT = {"kind": "contact", "basis": "consent", "answer": "yes", "asked_on": TODAY}
ASSESSMENT = {"child": "no", "acts": ["recruitment"], "result": "not_enough", "assessed_on": TODAY}
DECISION = {"authority": "Invented office", "level": "reasonable", "on": TODAY, "version": 1}
# A change says which version it was made from.
ALIAS_IN_API = {"alias": "Redstart", "identity": {"version": 1}}
PAPERS_IN_API = {"legal": {"papers": "Another", "version": 1}}
NEW_CASE = {
    "alias": "Redstart",
    "safe_contact": {"answer": "only_she"},
    "keep_record": "yes",
    "opened_on": TODAY,
}


def new_case(world: World, role: str) -> Body:
    """A coordinator names a worker."""
    return NEW_CASE | ({"worker": world.users["caseworker"].pid} if role == COORDINATOR else {})


def begun(world: World, role: str) -> Body:
    """The first step of a new intake."""
    return {"key": new_pid(), "do": "later", "alias": "Redstart"}


# An intake that was saved leads to its case, if that is visible.
SAVED = {"own": 302}
NOTHING_READ = {"own": ""}
LEAVE = Rule(status=302, tag="session:leave session:close")
# The library answers for numbers that are not the own; they are nobody's record.
FACTOR = Rule(relations=SELF, silent=True)
# Unknown, used, withdrawn and old links have one answer, and every try is recorded.
SPENT = Rule(status=404, tag="invitation:accept")

ROUTES: dict[str, Route] = {
    # Everybody's
    "healthz": Route(get=Rule(), anonymous={"get": 200}),
    "favicon": Route(get=Rule(status=302), anonymous={"get": 302}),
    "accounts:me": Route(get=Rule(), post=Rule()),
    "accounts:help_detail": Route(get=Rule()),
    "accounts:leave": Route(get=LEAVE, post=LEAVE, anonymous={"get": 302, "post": 302}),
    "accounts:left": Route(get=Rule(), anonymous={"get": 200}),
    "accounts:language_set": Route(post=Rule(status=302), anonymous={"post": 302}),
    "accounts:session_end": Route("session", post=Rule(status=302, tag="session:end", relations=SELF)),
    "usersessions_list": Route(get=Rule(), post=Rule(status=302)),
    "common:job_detail": Route("job", get=Rule(relations=SELF)),
    "cases:draft_list": Route(get=Rule()),
    # The way in
    "account_login": entrance(get=200, post=200, signed_get=302, signed_post=302),
    "accounts:invitation_open": Route(
        "link", Rule(status=302, relations=frozenset({"self", "absent"})), anonymous={"get": 302}
    ),
    "accounts:invitation_accept": Route(get=SPENT, post=SPENT, anonymous={"get": 404, "post": 404}),
    "account_logout": Route(
        get=Rule(), post=Rule(status=302, tag="session:close"), anonymous={"get": 302, "post": 302}
    ),
    "account_inactive": entrance(get=200),
    "mfa_authenticate": entrance(get=302, post=302),
    "mfa_trust": entrance(get=302, post=302),
    "mfa_login_webauthn": entrance(get=302, post=302),
    "account_reset_password": entrance(get=200, post=200),
    "account_reset_password_done": entrance(get=200),
    "account_reset_password_from_key": Route(
        "reset",
        Rule(status=200, relations=frozenset({"absent"})),
        Rule(status=200, relations=frozenset({"absent"})),
        anonymous={"get": 200, "post": 200},
    ),
    "account_reset_password_from_key_done": entrance(get=200),
    "account_reauthenticate": Route(get=Rule(), post=Rule()),
    "mfa_reauthenticate": Route(get=Rule(status=302), post=Rule(status=302)),
    "mfa_reauthenticate_webauthn": Route(get=Rule(status=302), post=Rule(status=302)),
    "account_change_password": Route(get=Rule(), post=Rule()),
    "mfa_index": Route(get=Rule()),
    "mfa_activate_totp": Route(get=Rule(), post=Rule()),
    "mfa_deactivate_totp": Route(get=Rule(status=404), post=Rule(status=404)),
    "mfa_view_recovery_codes": Route(get=Rule(status=404)),
    "mfa_generate_recovery_codes": Route(get=Rule(), post=Rule()),
    "mfa_list_webauthn": Route(get=Rule()),
    "mfa_add_webauthn": Route(get=Rule(), post=Rule()),
    "mfa_edit_webauthn": Route("factor", FACTOR, FACTOR),
    "mfa_remove_webauthn": Route("factor", FACTOR, FACTOR),
    # People
    "accounts:staff_list": Route(get=Rule(OFFICE, tag="user:list")),
    "accounts:staff_invite": Route(get=Rule(OFFICE), post=Rule(OFFICE)),
    "accounts:staff_edit": Route(
        "staff", Rule(ADMIN, 200, "user:open", 0, STAFF), Rule(ADMIN, 200, "user:open", 0, STAFF)
    ),
    "cases:colleague_leave": Route(
        "staff",
        Rule(ADMIN, 200, "user:open", 0, STAFF),
        Rule(ADMIN, 302, "user:deactivate", 0, COLLEAGUE, {"self": 409}),
    ),
    "accounts:invitation_withdraw": Route("invitation", post=Rule(OFFICE, 302, "invitation:withdraw", 0, COLLEAGUE)),
    "accounts:team_list": Route(get=Rule(ADMIN, tag="team:list")),
    "accounts:team_create": Route(get=Rule(ADMIN), post=Rule(ADMIN, 302, "team:create", body={"name": "East team"})),
    "accounts:team_edit": Route(
        "team",
        Rule(ADMIN, relations=COLLEAGUE),
        Rule(ADMIN, 302, "team:edit", 0, COLLEAGUE, body={"name": "East team", "version": "0"}),
    ),
    # Today and lists
    "cases:today#due": Route("due", Rule(tag=dict.fromkeys(READERS, "case:list"), relations=ANYTHING)),
    "cases:due_complete": Route("due", post=Rule(READERS, 302, "due:complete", 0, SELF)),
    "cases:due_reopen": Route("due", post=Rule(READERS, 302, "", 0, SELF)),
    "cases:case_list": Route(get=Rule(READERS, tag="case:list")),
    # Intake
    "cases:case_create": Route(get=Rule(TEAM), post=Rule(TEAM, 302, body=begun)),
    "cases:intake_step": Route(
        "draft",
        Rule(TEAM, 200, "case:list", 0, SELF, SAVED, leaves=NOTHING_READ),
        Rule(TEAM, 302, "field:reveal", 0, SELF, SAVED, leaves=NOTHING_READ),
        names={"step": 2},
    ),
    "cases:intake_keep": Route(
        "draft", post=Rule(TEAM, 204, "", 0, ANYTHING, {"own": 409}, leaves={"self": "field:reveal"}), names={"step": 2}
    ),
    "cases:intake_discard": Route(
        "draft",
        Rule(TEAM, 200, "field:reveal", 0, SELF, SAVED, leaves=NOTHING_READ),
        Rule(TEAM, 302, "field:reveal", 0, SELF, SAVED, leaves=NOTHING_READ),
    ),
    # A case
    "cases:case_detail": Route("case", page(READERS, "case:open")),
    "cases:case_reveal": Route("case", post=Rule(READERS, 200, "case:open", body={"field": "contactsheet.phone"})),
    "cases:case_reveal#health": Route(
        "case", post=Rule(LEADS | {HEALTH}, 200, "case:open", body={"field": "healthsheet.details"})
    ),
    "cases:case_reveal#law": Route("case", post=Rule(WRITERS, 200, "case:open", body={"field": "legalsheet.papers"})),
    "cases:case_stage": Route(
        "case", page(TEAM, "case:open", 409), done(TEAM, "case:stage", {"stage": "support", "version": 1})
    ),
    "cases:case_close": Route(
        "case",
        page(TEAM, "case:open", 409),
        # A day still runs on each case of the world, so it stays open and the form comes back.
        Rule(TEAM, 200, "case:open", 409, body={"reason": "goals_reached", "closed_on": TODAY, "version": 1}),
    ),
    "cases:case_reopen": Route("case", Rule(TEAM, 409, "case:open", 200), Rule(TEAM, 409, "case:reopen", 302)),
    "cases:timeline_list": Route("case", page(READERS, "timeline:open")),
    "cases:look_list": Route("case", page(TEAM, "case:log")),
    # Notes
    "cases:note_add": Route(get=Rule(READERS, tag="case:list"), post=Rule(READERS, tag="case:list")),
    "cases:note_keep": Route("case", post=Rule(READERS, 204, "", 409, body={"text": "A note"})),
    "cases:note_create": Route(
        "case", page(READERS, "case:open", 409), done(READERS, "note:create", {"text": "A note"})
    ),
    "cases:note_detail": Route("case", page(READERS, "note:open")),
    "cases:note_edit": Route(
        "case", page(WRITERS, "note:open", 409), done(WRITERS, "note:edit", {"text": "Another text"})
    ),
    # Facts
    "cases:facts_list": Route("case", page(READERS, "facts:open")),
    "cases:facts_edit#identity": edit("person:edit", TEAM, {"alias": "Redstart"}, section="identity"),
    "cases:facts_edit#contact": edit(
        "contact:edit", TEAM, {"safe_answer": "only_she", "phone": "2"}, section="contact"
    ),
    "cases:facts_edit#person": edit("person:edit", TEAM, {"sex": "male"}, section="person"),
    "cases:facts_edit#talking": edit("person:edit", TEAM, {"interpreter_needed": "yes"}, section="talking"),
    "cases:facts_edit#family": edit("person:edit", TEAM, {"children_count": "1"}, section="family"),
    "cases:facts_edit#needs": edit("need:edit", WRITERS, {"wishes": "Another"}, section="needs"),
    "cases:facts_edit#health": edit("health:edit", TEAM | {HEALTH}, {"alerts": "Another"}, section="health"),
    "cases:facts_edit#legal": edit("legal:edit", WRITERS, {"papers": "Another"}, section="legal"),
    "cases:facts_edit#nothing": edit("", frozenset(), {}, section="nothing"),
    "cases:episode_create": edit("episode:create", TEAM, {"age_at_start": "20"}),
    "cases:episode_edit#happened": edit("episode:edit", TEAM, {"age_at_start": "20"}, section="happened"),
    "cases:episode_edit#account": edit("episode:edit", WRITERS, {"account": "Another"}, section="account"),
    "cases:dependant_create": edit("dependant:create", WRITERS, {"needs": "School"}),
    "cases:dependant_edit": edit("dependant:edit", WRITERS, {"needs": "School"}),
    # Consent, risk, identification
    "cases:consent_list": Route("case", page(TEAM, "consent:open")),
    "cases:consent_record": Route("case", page(TEAM, "consent:open", 409), done(TEAM, "consent:give", CONSENT)),
    "cases:consent_withdraw": Route("case", page(TEAM, "consent:open"), done(TEAM, "consent:withdraw", {}, closed=302)),
    "cases:risk_review": Route("case", page(TEAM, "consent:open", 409), done(TEAM, "risk:edit", {"level": "low"})),
    "cases:identification_list": Route("case", page(READERS, "identification:open")),
    "cases:identification_create": Route(
        "case", page(TEAM, "identification:open", 409), done(TEAM, "identification:edit", ASSESSMENT)
    ),
    "cases:identification_decide": Route(
        "case", page(WRITERS, "identification:open", 409), done(WRITERS, "identification:decide", DECISION)
    ),
    # Who works on it, and who is kept away
    "cases:assignment_give": Route("case", page(LEADS, "case:open"), done(LEADS, "case:assign", somebody)),
    "cases:assignment_end": Route("case", page(LEADS, "case:open"), done(LEADS, "case:unassign", {}, closed=302)),
    "cases:block_set": Route("case", page(LEADS, "case:open"), done(LEADS, "block:create", somebody, closed=302)),
    "cases:block_lift": Route("case", page(LEADS, "case:open"), done(LEADS, "block:end", {}, closed=302)),
    # Import
    "cases:import_send": Route(get=Rule(TEAM), post=Rule(TEAM)),
    "cases:import_detail": Route("import", Rule(TEAM, 200, "import:open", 0, frozenset({"self", "gone"}))),
    "cases:import_start": Route("import", post=Rule(TEAM, 302, "import:start", 0, SELF, {"gone": 409})),
    "cases:import_discard": Route("import", post=Rule(TEAM, 302, "import:discard", 0, frozenset({"self", "gone"}))),
    "cases:import_fetch": Route("import", Rule(TEAM, 200, "file:fetch", 0, SELF, {"gone": 409})),
    # Auditors
    "reports:audit_list": Route(get=Rule(AUDIT, tag="audit:list")),
    "reports:policy_detail": Route(get=Rule(AUDIT, tag="policy:open")),
    # API
    "api:schema": Route(get=Rule(), anonymous={"get": 404}),
    "api:case_list": Route(get=Rule(READERS, tag="case:list"), post=Rule(TEAM, 201, "case:create", body=new_case)),
    "api:case_detail": Route(
        "case",
        page(READERS, "case:open"),
        patch=Rule(TEAM, 200, "person:edit", 409, body=ALIAS_IN_API, told_closed=READERS),
    ),
    "api:case_detail#law": Route(
        "case",
        page(READERS, "case:open"),
        patch=Rule(WRITERS, 200, "legal:edit", 409, body=PAPERS_IN_API, told_closed=READERS),
    ),
    "api:note_list": Route(
        "case", page(READERS, "timeline:open"), post=Rule(READERS, 201, "note:create", 409, body={"text": "A note"})
    ),
    "api:note_detail": Route(
        "case", page(READERS, "note:open"), patch=Rule(WRITERS, 200, "note:edit", 409, body={"text": "Another text"})
    ),
}

ROUTES |= policy_composer.ROUTES
ROUTES |= policy_consent.ROUTES
ROUTES |= policy_digest.ROUTES
ROUTES |= policy_documents.ROUTES
ROUTES |= policy_drafts.ROUTES
ROUTES |= policy_find.ROUTES
ROUTES |= policy_forms.ROUTES
ROUTES |= policy_legal.ROUTES
ROUTES |= policy_jurisdiction.ROUTES
ROUTES |= policy_life.ROUTES
ROUTES |= policy_life_api.ROUTES
ROUTES |= policy_ladders.ROUTES
ROUTES |= policy_mail.ROUTES
ROUTES |= policy_accounts.ROUTES
ROUTES |= policy_opening.ROUTES
ROUTES |= policy_reading.ROUTES
ROUTES |= policy_residence.ROUTES
ROUTES |= policy_situation.ROUTES
ROUTES |= policy_tasks.ROUTES
