"""What can happen, one word pair each: `noun:verb`. Add yours at the end of its group; none is renamed or reused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tag(models.TextChoices):
    """The kinds of event in the audit trail."""

    # Whatever has no name of its own
    ACCESS_REFUSE = "access:refuse", _("Refused access")
    FIELD_REVEAL = "field:reveal", _("Opened a sealed field")
    COMMAND_RUN = "command:run", _("Ran a command")
    TASK_RUN = "task:run", _("Ran a background task")

    # Accounts
    SESSION_OPEN = "session:open", _("Signed in")
    SESSION_FAIL = "session:fail", _("Sign-in failed")
    SESSION_CLOSE = "session:close", _("Signed out")
    SESSION_LEAVE = "session:leave", _("Left the page quickly")
    SESSION_END = "session:end", _("Ended a session")
    SESSION_REAUTHENTICATE = "session:reauthenticate", _("Confirmed who they are")
    FACTOR_ADD = "factor:add", _("Added a second factor")
    FACTOR_REMOVE = "factor:remove", _("Removed a second factor")
    FACTOR_USE = "factor:use", _("Used a second factor")
    FACTOR_FAIL = "factor:fail", _("Second factor failed")
    FACTOR_RESET = "factor:reset", _("Started the reset of a second factor")
    PASSWORD_CHANGE = "password:change", _("Changed the password")
    PASSWORD_RESET = "password:reset", _("Reset the password")
    USER_LIST = "user:list", _("Read the list of staff")
    USER_OPEN = "user:open", _("Opened an account")
    USER_INVITE = "user:invite", _("Invited somebody")
    USER_CREATE = "user:create", _("Created an account")
    USER_EDIT = "user:edit", _("Edited an account")
    USER_ROLE = "user:role", _("Changed a role")
    USER_DEACTIVATE = "user:deactivate", _("Deactivated an account")
    INVITATION_ACCEPT = "invitation:accept", _("Accepted an invitation")
    INVITATION_WITHDRAW = "invitation:withdraw", _("Withdrew an invitation")
    TEAM_LIST = "team:list", _("Read the list of teams")
    TEAM_CREATE = "team:create", _("Made a team")
    TEAM_EDIT = "team:edit", _("Named a team anew")
    SETTING_CHANGE = "setting:change", _("Changed a setting")

    # Cases
    CASE_LIST = "case:list", _("Read a list of cases")
    CASE_OPEN = "case:open", _("Opened a case")
    CASE_CREATE = "case:create", _("Created a case")
    CASE_EDIT = "case:edit", _("Edited a case")
    CASE_ASSIGN = "case:assign", _("Assigned a case")
    CASE_UNASSIGN = "case:unassign", _("Ended an assignment")
    CASE_STAGE = "case:stage", _("Moved a case to another stage")
    CASE_CLOSE = "case:close", _("Closed a case")
    CASE_REOPEN = "case:reopen", _("Reopened a case")
    CASE_SEARCH = "case:search", _("Searched for a case")
    CASE_PRINT = "case:print", _("Printed a case")
    CASE_IMPORT = "case:import", _("Imported cases")
    IMPORT_SEND = "import:send", _("Sent a file for import")
    IMPORT_OPEN = "import:open", _("Opened an import")
    IMPORT_START = "import:start", _("Started an import")
    IMPORT_DISCARD = "import:discard", _("Discarded a file for import")
    CASE_EXPORT = "case:export", _("Exported cases")
    CASE_LOG = "case:log", _("Read who looked at a case")
    TIMELINE_OPEN = "timeline:open", _("Read a timeline")
    FACTS_OPEN = "facts:open", _("Read the facts of a case")
    FACTS_EDIT = "facts:edit", _("Edited the facts of a case")
    NOTE_CREATE = "note:create", _("Wrote a note")
    NOTE_EDIT = "note:edit", _("Edited a note")
    NOTE_OPEN = "note:open", _("Read a note")
    PERSON_EDIT = "person:edit", _("Edited the person's facts")
    CONTACT_EDIT = "contact:edit", _("Edited safe contact")
    EPISODE_CREATE = "episode:create", _("Recorded an episode")
    EPISODE_EDIT = "episode:edit", _("Edited an episode")
    HEALTH_EDIT = "health:edit", _("Edited health facts")
    LEGAL_EDIT = "legal:edit", _("Edited legal facts")
    RISK_EDIT = "risk:edit", _("Edited risk answers")
    NEED_EDIT = "need:edit", _("Edited needs")
    DEPENDANT_CREATE = "dependant:create", _("Recorded a dependant")
    DEPENDANT_EDIT = "dependant:edit", _("Edited a dependant")
    IDENTIFICATION_EDIT = "identification:edit", _("Edited the identification record")
    IDENTIFICATION_DECIDE = "identification:decide", _("Recorded an identification decision")
    CONSENT_GIVE = "consent:give", _("Recorded consent")
    CONSENT_REFUSE = "consent:refuse", _("Recorded a refusal of consent")
    CONSENT_POSTPONE = "consent:postpone", _("Recorded that consent cannot be asked yet")
    CONSENT_WITHDRAW = "consent:withdraw", _("Recorded the withdrawal of consent")
    CONSENT_OPEN = "consent:open", _("Read what the person agreed to")
    IDENTIFICATION_OPEN = "identification:open", _("Read the assessments")
    BLOCK_CREATE = "block:create", _("Blocked somebody from a case")
    BLOCK_END = "block:end", _("Ended a block")

    # Jobs, drafts, the trail itself
    JOB_OPEN = "job:open", _("Read a background job")
    JOB_CREATE = "job:create", _("Queued a background job")
    JOB_RUN = "job:run", _("Ran a background job")
    FILE_FETCH = "file:fetch", _("Fetched a file")
    DRAFT_OPEN = "draft:open", _("Opened a draft")
    DRAFT_PURGE = "draft:purge", _("Purged old drafts")
    AUDIT_LIST = "audit:list", _("Read the audit trail")
    KEY_CREATE = "key:create", _("Made a key")
    DUE_CREATE = "due:create", _("Scheduled a due thing")
    DUE_COMPLETE = "due:complete", _("Completed a due thing")
    DUE_REOPEN = "due:reopen", _("Opened a due thing again")


class Outcome(models.TextChoices):
    """How it ended."""

    OK = "ok", _("done")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("failed")
