"""Addresses of the API. The schema stands behind sign-in like everything else."""

from django.urls import path

from cases.assignment.api import AssignmentEndApi, AssignmentListApi
from cases.block.api import BlockLiftApi, BlockListApi
from cases.briefing.api import BriefingListApi
from cases.call.api import CallBeginApi, CallDetailApi, CallListApi
from cases.case.api import CaseDetailApi, CaseListApi
from cases.closure.api import CaseCloseApi, CaseReopenApi
from cases.consent.api import ConsentListApi, ConsentWithdrawApi
from cases.cover.api import CoverEndApi, CoverListApi
from cases.document.api import DocumentFetchApi, DocumentListApi, DocumentWithdrawApi
from cases.emergency.api import EmergencyDetailApi, EmergencyListApi, EmergencyOpenApi, EmergencyReviewApi
from cases.encounter.api import EncounterListApi
from cases.find.api import CaseFindApi
from cases.handover.api import (
    HandoverListApi,
    HandoverWithdrawApi,
    OfferAcceptApi,
    OfferDeclineApi,
    OfferDetailApi,
    OfferListApi,
)
from cases.hearing.api import HearingDetailApi, HearingEndApi, HearingListApi, HearingMoveApi
from cases.history.api import HistoryListApi, HistoryShowApi
from cases.identification.api import IdentificationDecideApi, IdentificationListApi
from cases.intake.api import DraftDiscardApi, DraftListApi
from cases.jurisdiction.api import SchemeCheckApi, SchemeDetailApi, SchemeListApi
from cases.leaving.api import ColleagueLeaveApi
from cases.legal.api import LegalListApi, ReleaseSuspectsApi, SuspectsApi
from cases.legalrecord.api import (
    ClaimPayApi,
    LegalRecordDetailApi,
    LegalRecordEndApi,
    LegalRecordListApi,
    ReleaseNoticeApi,
)
from cases.limit.api import LimitCheckApi, LimitDetailApi, LimitEndApi, LimitListApi
from cases.look.api import LookListApi
from cases.note.api import NoteDetailApi, NoteListApi
from cases.notice.api import NoticeListApi, NoticeTakeApi
from cases.opening.api import AskDecideApi, AskListApi, CaseRevealApi
from cases.overview.api import LoadDetailApi, ToAssignListApi
from cases.proceeding.api import (
    ProceedingDecideApi,
    ProceedingDetailApi,
    ProceedingLinkApi,
    ProceedingListApi,
    ProceedingStageApi,
    ProceedingUnlinkApi,
)
from cases.residence.api import (
    CooperationAnswerApi,
    DeadlineCheckApi,
    DeadlineDetailApi,
    DeadlineEndApi,
    DeadlineListApi,
    ResidenceListApi,
)
from cases.risk.api import RiskListApi
from cases.safety.api import SafetyDetailApi
from cases.service.api import ServiceListApi, ServiceWithdrawApi
from cases.situation.api import SituationBeginApi, SituationListApi, SituationRestoreApi, SituationUnlinkApi
from cases.task.api import TaskDetailApi, TaskListApi
from cases.today.api import (
    DueCompleteApi,
    DueDetailApi,
    DueDropApi,
    DueGiveApi,
    DueListApi,
    DueReopenApi,
    DueSnoozeApi,
)
from common.schema import SchemaApi
from reminders.ladder.api import CalendarDetailApi, LadderDetailApi, LadderListApi, LadderResetApi
from reminders.outbox.api import AddressAskApi, MailDetailApi, MessageListApi, MessageRetryApi
from reports.api import AuditListApi, RevealListApi
from reports.digest.api import DigestDetailApi, DigestListApi, DigestReviewApi

app_name = "api"
LEGAL = "cases/<pid:pid>/legal/"
PAPERS = "cases/<pid:pid>/papers/"
WORKERS = "cases/<pid:pid>/assignments/"
urlpatterns = [
    path("schema/", SchemaApi.as_view(), name="schema"),
    path("cases/", CaseListApi.as_view(), name="case_list"),
    path("find/", CaseFindApi.as_view(), name="case_find"),
    path("cases/<pid:pid>/", CaseDetailApi.as_view(), name="case_detail"),
    path("cases/<pid:pid>/show/", CaseRevealApi.as_view(), name="case_reveal"),
    path("cases/<pid:pid>/asks/", AskListApi.as_view(), name="ask_list"),
    path("cases/<pid:pid>/asks/<pid:ask_pid>/", AskDecideApi.as_view(), name="ask_decide"),
    path(WORKERS, AssignmentListApi.as_view(), name="assignment_list"),
    path(f"{WORKERS}<pid:grant_pid>/end/", AssignmentEndApi.as_view(), name="assignment_end"),
    path("cases/<pid:pid>/close/", CaseCloseApi.as_view(), name="case_close"),
    path("cases/<pid:pid>/reopen/", CaseReopenApi.as_view(), name="case_reopen"),
    path("covers/", CoverListApi.as_view(), name="cover_list"),
    path("covers/<pid:pid>/end/", CoverEndApi.as_view(), name="cover_end"),
    path("cases/<pid:pid>/offers/", HandoverListApi.as_view(), name="handover_list"),
    path("cases/<pid:pid>/offers/<pid:handover_pid>/back/", HandoverWithdrawApi.as_view(), name="handover_withdraw"),
    path("offers/", OfferListApi.as_view(), name="offer_list"),
    path("offers/<pid:pid>/", OfferDetailApi.as_view(), name="offer_detail"),
    path("offers/<pid:pid>/accept/", OfferAcceptApi.as_view(), name="offer_accept"),
    path("offers/<pid:pid>/decline/", OfferDeclineApi.as_view(), name="offer_decline"),
    path("cases/<pid:pid>/blocks/", BlockListApi.as_view(), name="block_list"),
    path("cases/<pid:pid>/blocks/<pid:block_pid>/lift/", BlockLiftApi.as_view(), name="block_lift"),
    path("staff/<pid:pid>/leave/", ColleagueLeaveApi.as_view(), name="colleague_leave"),
    path("emergency/", EmergencyOpenApi.as_view(), name="emergency_open"),
    path("emergency/<pid:pid>/", EmergencyDetailApi.as_view(), name="emergency_detail"),
    path("reviews/", EmergencyListApi.as_view(), name="emergency_list"),
    path("reviews/<pid:pid>/", EmergencyReviewApi.as_view(), name="emergency_review"),
    path("cases/<pid:pid>/consents/", ConsentListApi.as_view(), name="consent_list"),
    path("cases/<pid:pid>/consents/<pid:consent_pid>/withdraw/", ConsentWithdrawApi.as_view(), name="consent_withdraw"),
    path("cases/<pid:pid>/safety/", SafetyDetailApi.as_view(), name="safety_detail"),
    path("cases/<pid:pid>/tasks/", TaskListApi.as_view(), name="task_list"),
    path("tasks/<pid:pid>/", TaskDetailApi.as_view(), name="task_detail"),
    path("cases/<pid:pid>/log/", LookListApi.as_view(), name="look_list"),
    path("audit/", AuditListApi.as_view(), name="audit_list"),
    path("audit/reveals/", RevealListApi.as_view(), name="reveal_list"),
    path("digests/", DigestListApi.as_view(), name="digest_list"),
    path("digests/<pid:pid>/", DigestDetailApi.as_view(), name="digest_detail"),
    path("digests/<pid:pid>/review/", DigestReviewApi.as_view(), name="digest_review"),
    path("overview/", LoadDetailApi.as_view(), name="load_detail"),
    path("overview/unassigned/", ToAssignListApi.as_view(), name="to_assign_list"),
    path("drafts/", DraftListApi.as_view(), name="draft_list"),
    path("drafts/<pid:pid>/discard/", DraftDiscardApi.as_view(), name="draft_discard"),
    path("cases/<pid:pid>/facts/<slug:section>/history/", HistoryListApi.as_view(), name="history_list"),
    path("cases/<pid:pid>/facts/<slug:section>/history/show/", HistoryShowApi.as_view(), name="history_show"),
    path("cases/<pid:pid>/risks/", RiskListApi.as_view(), name="risk_list"),
    path("cases/<pid:pid>/assessments/", IdentificationListApi.as_view(), name="identification_list"),
    path(
        "cases/<pid:pid>/assessments/<pid:identification_pid>/decision/",
        IdentificationDecideApi.as_view(),
        name="identification_decide",
    ),
    path("ladders/", LadderListApi.as_view(), name="ladder_list"),
    path("ladders/<slug:code>/", LadderDetailApi.as_view(), name="ladder_detail"),
    path("ladders/<slug:code>/default/", LadderResetApi.as_view(), name="ladder_reset"),
    path("calendar/", CalendarDetailApi.as_view(), name="calendar_detail"),
    path("notices/", NoticeListApi.as_view(), name="notice_list"),
    path("notices/<pid:pid>/take/", NoticeTakeApi.as_view(), name="notice_take"),
    path("dues/", DueListApi.as_view(), name="due_list"),
    path("dues/<pid:pid>/", DueDetailApi.as_view(), name="due_detail"),
    path("dues/<pid:pid>/done/", DueCompleteApi.as_view(), name="due_complete"),
    path("dues/<pid:pid>/again/", DueReopenApi.as_view(), name="due_reopen"),
    path("dues/<pid:pid>/later/", DueSnoozeApi.as_view(), name="due_snooze"),
    path("dues/<pid:pid>/give/", DueGiveApi.as_view(), name="due_give"),
    path("dues/<pid:pid>/drop/", DueDropApi.as_view(), name="due_drop"),
    path("cases/<pid:pid>/notes/", NoteListApi.as_view(), name="note_list"),
    path("cases/<pid:pid>/notes/<pid:note_pid>/", NoteDetailApi.as_view(), name="note_detail"),
    path("cases/<pid:pid>/contacts/", EncounterListApi.as_view(), name="encounter_list"),
    path("cases/<pid:pid>/documents/", DocumentListApi.as_view(), name="document_list"),
    path("cases/<pid:pid>/documents/<pid:document_pid>/", DocumentFetchApi.as_view(), name="document_fetch"),
    path(
        "cases/<pid:pid>/documents/<pid:document_pid>/withdraw/",
        DocumentWithdrawApi.as_view(),
        name="document_withdraw",
    ),
    path("cases/<pid:pid>/services/", ServiceListApi.as_view(), name="service_list"),
    path("cases/<pid:pid>/services/<pid:service_pid>/strike/", ServiceWithdrawApi.as_view(), name="service_withdraw"),
    path("rules/", SchemeListApi.as_view(), name="scheme_list"),
    path("rules/<pid:pid>/", SchemeDetailApi.as_view(), name="scheme_detail"),
    path("rules/<pid:pid>/check/", SchemeCheckApi.as_view(), name="scheme_check"),
    path("cases/<pid:pid>/with/", SituationListApi.as_view(), name="situation_list"),
    path("cases/<pid:pid>/with/new/", SituationBeginApi.as_view(), name="situation_begin"),
    path("cases/<pid:pid>/with/<pid:link_pid>/", SituationUnlinkApi.as_view(), name="situation_unlink"),
    path("cases/<pid:pid>/with/<pid:link_pid>/undo/", SituationRestoreApi.as_view(), name="situation_restore"),
    path("mail/", MailDetailApi.as_view(), name="mail_detail"),
    path("mail/ask/", AddressAskApi.as_view(), name="address_ask"),
    path("messages/", MessageListApi.as_view(), name="message_list"),
    path("messages/<pid:pid>/again/", MessageRetryApi.as_view(), name="message_retry"),
    path("calls/", CallListApi.as_view(), name="call_list"),
    path("calls/<pid:pid>/", CallDetailApi.as_view(), name="call_detail"),
    path("calls/<pid:pid>/begin/", CallBeginApi.as_view(), name="call_begin"),
    path(PAPERS, ResidenceListApi.as_view(), name="residence_list"),
    path(f"{PAPERS}answer/", CooperationAnswerApi.as_view(), name="cooperation_answer"),
    path(f"{PAPERS}days/", DeadlineListApi.as_view(), name="deadline_list"),
    path(f"{PAPERS}days/<pid:date_pid>/", DeadlineDetailApi.as_view(), name="deadline_detail"),
    path(f"{PAPERS}days/<pid:date_pid>/check/", DeadlineCheckApi.as_view(), name="deadline_check"),
    path(f"{PAPERS}days/<pid:date_pid>/done/", DeadlineEndApi.as_view(), name="deadline_end"),
    path(LEGAL, LegalListApi.as_view(), name="legal_list"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/suspects/", SuspectsApi.as_view(), name="suspects_detail"),
    path(f"{LEGAL}records/b/<pid:row_pid>/suspects/", ReleaseSuspectsApi.as_view(), name="suspects_release"),
    path(f"{LEGAL}proceedings/", ProceedingListApi.as_view(), name="proceeding_list"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/", ProceedingDetailApi.as_view(), name="proceeding_detail"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/stage/", ProceedingStageApi.as_view(), name="proceeding_stage"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/wish/", ProceedingDecideApi.as_view(), name="proceeding_decide"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/link/", ProceedingLinkApi.as_view(), name="proceeding_link"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/apart/", ProceedingUnlinkApi.as_view(), name="proceeding_unlink"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/hearings/", HearingListApi.as_view(), name="hearing_list"),
    path(f"{LEGAL}proceedings/<pid:proceeding_pid>/limits/", LimitListApi.as_view(), name="limit_list"),
    path(f"{LEGAL}hearings/<pid:hearing_pid>/", HearingDetailApi.as_view(), name="hearing_detail"),
    path(f"{LEGAL}hearings/<pid:hearing_pid>/move/", HearingMoveApi.as_view(), name="hearing_move"),
    path(f"{LEGAL}hearings/<pid:hearing_pid>/end/", HearingEndApi.as_view(), name="hearing_end"),
    path(f"{LEGAL}talks/", BriefingListApi.as_view(), name="briefing_list"),
    path(f"{LEGAL}limits/<pid:limit_pid>/", LimitDetailApi.as_view(), name="limit_detail"),
    path(f"{LEGAL}limits/<pid:limit_pid>/check/", LimitCheckApi.as_view(), name="limit_check"),
    path(f"{LEGAL}limits/<pid:limit_pid>/end/", LimitEndApi.as_view(), name="limit_end"),
    path(f"{LEGAL}records/<slug:kind>/", LegalRecordListApi.as_view(), name="legalrecord_list"),
    path(f"{LEGAL}records/<slug:kind>/<pid:row_pid>/", LegalRecordDetailApi.as_view(), name="legalrecord_detail"),
    path(f"{LEGAL}records/<slug:kind>/<pid:row_pid>/end/", LegalRecordEndApi.as_view(), name="legalrecord_end"),
    path(f"{LEGAL}records/c/<pid:claim_pid>/paid/", ClaimPayApi.as_view(), name="claim_pay"),
    path(f"{LEGAL}records/b/<pid:row_pid>/came/", ReleaseNoticeApi.as_view(), name="release_notice"),
]
