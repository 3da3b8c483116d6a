"""Roles of staff, and how a person of staff stands to a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does in the organisation; one role per account."""

    CASEWORKER = "caseworker", _("Caseworker")
    SHELTER = "shelter", _("Shelter staff")
    COORDINATOR = "coordinator", _("Coordinator")
    LEGAL = "legal", _("Legal adviser")
    HEALTH = "health", _("Health worker")
    PARTNER = "partner", _("Partner")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Relation(models.TextChoices):
    """How a user stands to one case. The first that holds counts; a conflict block beats them all."""

    GRANT = "grant", _("Assigned")
    PLACED = "placed", _("Stays in the own house")
    TEAM = "team", _("Same team")
    ORGANISATION = "organisation", _("Same organisation")
    EMERGENCY = "emergency", _("Emergency opening")
    OFFERED = "offered", _("Offered, not accepted yet")
    NONE = "none", _("No relation")


class TextSize(models.TextChoices):
    """How large the letters are on every page. Empty is the usual size."""

    LARGE = "large", _("Large")
    LARGER = "larger", _("Larger")


class Act(models.TextChoices):
    """Something a role may do, as `noun:verb`. The table in `accounts.matrix` says who, and to what."""

    CASE_LIST = "case:list", _("See the list of cases")
    CASE_FIND = "case:find", _("Search for a case")
    CASE_CREATE = "case:create", _("Begin a case")
    CASE_OPEN = "case:open", _("Open a case")
    CASE_EDIT = "case:edit", _("Change facts of a case")
    NOTE_CREATE = "note:create", _("Write a note")
    ENCOUNTER_CREATE = "encounter:create", _("Write down a contact")
    SERVICE_CREATE = "service:create", _("Write down or strike out a service given")
    SERVICE_LIST = "service:list", _("Read the services given")
    LEGAL_LIST = "legal:list", _("Read proceedings, hearings, days that run out, claims and protection")
    LEGAL_EDIT = "legal:edit", _("Record proceedings, hearings, days that run out, claims and protection")
    SUSPECTS_EDIT = "suspects:edit", _("Read and change what is known of suspects in proceedings")
    DOCUMENT_LIST = "document:list", _("See and fetch documents")
    DOCUMENT_ADD = "document:add", _("Add or withdraw a document")
    CALL_LIST = "call:list", _("Read the contact log")
    CALL_CREATE = "call:create", _("Write into the contact log")
    TASK_CREATE = "task:create", _("Set a task")
    CASE_REVEAL = "case:reveal", _("Open a locked field, recorded before it is shown")
    OPENING_ASK = "opening:ask", _("Ask to see one locked field")
    OPENING_LIST = "opening:list", _("See what was asked and opened, and why")
    OPENING_DECIDE = "opening:decide", _("Answer who asks to see a locked field")
    EMERGENCY_OPEN = "emergency:open", _("Open safe contact and urgent health needs in an emergency")
    EMERGENCY_REVIEW = "emergency:review", _("Judge an emergency opening")
    EMERGENCY_ALARMS = "emergency:alarms", _("See alarms about emergency openings")
    VOLUME_ALARMS = "volume:alarms", _("See who opened very many cases or search results within an hour")
    CONSENT_RECORD = "consent:record", _("Record what the person agreed to")
    ASSIGNMENT_GIVE = "assignment:give", _("Assign a case to a colleague")
    ASSIGNMENT_END = "assignment:end", _("End an assignment")
    CASE_STAGE = "case:stage", _("Move a case to another stage")
    CASE_CLOSE = "case:close", _("Close and reopen a case")
    BLOCK_SET = "block:set", _("Set or lift a conflict block")
    CASE_LOOKS = "case:looks", _("See who looked at a case")
    IMPORT_RUN = "import:run", _("Import a workbook")
    STAFF_LIST = "staff:list", _("See the list of colleagues")
    STAFF_INVITE = "staff:invite", _("Invite a colleague")
    STAFF_EDIT = "staff:edit", _("Change a colleague's role or team")
    FACTOR_RESET = "factor:reset", _("Ask for the reset of a colleague's second factor")
    FACTOR_CONFIRM = "factor:confirm", _("Confirm the reset that somebody else asked for")
    STAFF_DEACTIVATE = "staff:deactivate", _("Deactivate a colleague's account")
    TEAM_EDIT = "team:edit", _("Name teams")
    AUDIT_LIST = "audit:list", _("Read the record of who did what")
    DIGEST_READ = "digest:read", _("Read and review the weekly digest; of coordinators only those named for it")
    DRAFT_KEEP = "draft:keep", _("Keep own unfinished texts")
    COVER_GIVE = "cover:give", _("Give cover: coordinators for anybody, others for their own absence")
    HANDOVER_OFFER = "handover:offer", _("Offer a case to a colleague")
    HANDOVER_ANSWER = "handover:answer", _("Accept or decline a case that was offered")
    SITUATION_LINK = "situation:link", _("Link cases of one situation")
    LOAD_OPEN = "load:open", _("See how much everybody has to do")
    RESIDENCE_LIST = "residence:list", _("Read the status of a person's stay and its days")
    RESIDENCE_RECORD = "residence:record", _("Write down what happens to a person's stay, and change its days")
    SCHEME_LIST = "scheme:list", _("See what the law says about periods and permits")
    SCHEME_CORRECT = "scheme:correct", _("Check and correct what the law says about periods and permits")
    LADDER_LIST = "ladder:list", _("See when and whom a deadline alerts")
    LADDER_EDIT = "ladder:edit", _("Change when and whom a deadline alerts, days of rest and holidays")
    NOTICE_LIST = "notice:list", _("See the own notices of what is due, and mark them as seen")
    MESSAGE_LIST = "message:list", _("See which mail did not arrive, and send it again")
