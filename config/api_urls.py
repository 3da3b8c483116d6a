"""Addresses of the API. The schema stands behind sign-in like everything else."""

from django.urls import path

from cases.call.api import CallDetailApi, CallListApi
from cases.case.api import CaseDetailApi, CaseListApi
from cases.consent.api import ConsentListApi, ConsentWithdrawApi
from cases.emergency.api import EmergencyDetailApi, EmergencyListApi, EmergencyOpenApi, EmergencyReviewApi
from cases.encounter.api import EncounterListApi
from cases.find.api import CaseFindApi
from cases.jurisdiction.api import SchemeCheckApi, SchemeDetailApi, SchemeListApi
from cases.note.api import NoteDetailApi, NoteListApi
from cases.opening.api import AskDecideApi, AskListApi, CaseRevealApi
from cases.safety.api import SafetyDetailApi
from cases.service.api import ServiceListApi, ServiceWithdrawApi
from cases.situation.api import SituationBeginApi, SituationListApi, SituationUnlinkApi
from cases.task.api import TaskListApi
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

app_name = "api"
urlpatterns = [
    path("schema/", SchemaApi.as_view(), name="schema"),
    path("cases/", CaseListApi.as_view(), name="case_list"),
    path("find/", CaseFindApi.as_view(), name="case_find"),
    path("cases/<pid:pid>/", CaseDetailApi.as_view(), name="case_detail"),
    path("cases/<pid:pid>/show/", CaseRevealApi.as_view(), name="case_reveal"),
    path("cases/<pid:pid>/asks/", AskListApi.as_view(), name="ask_list"),
    path("cases/<pid:pid>/asks/<pid:ask_pid>/", AskDecideApi.as_view(), name="ask_decide"),
    path("emergency/", EmergencyOpenApi.as_view(), name="emergency_open"),
    path("emergency/<pid:pid>/", EmergencyDetailApi.as_view(), name="emergency_detail"),
    path("reviews/", EmergencyListApi.as_view(), name="emergency_list"),
    path("reviews/<pid:pid>/", EmergencyReviewApi.as_view(), name="emergency_review"),
    path("cases/<pid:pid>/consents/", ConsentListApi.as_view(), name="consent_list"),
    path("cases/<pid:pid>/consents/<pid:consent_pid>/withdraw/", ConsentWithdrawApi.as_view(), name="consent_withdraw"),
    path("cases/<pid:pid>/safety/", SafetyDetailApi.as_view(), name="safety_detail"),
    path("cases/<pid:pid>/tasks/", TaskListApi.as_view(), name="task_list"),
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
    path("cases/<pid:pid>/services/", ServiceListApi.as_view(), name="service_list"),
    path("cases/<pid:pid>/services/<pid:service_pid>/strike/", ServiceWithdrawApi.as_view(), name="service_withdraw"),
    path("rules/", SchemeListApi.as_view(), name="scheme_list"),
    path("rules/<pid:pid>/", SchemeDetailApi.as_view(), name="scheme_detail"),
    path("rules/<pid:pid>/check/", SchemeCheckApi.as_view(), name="scheme_check"),
    path("cases/<pid:pid>/with/", SituationListApi.as_view(), name="situation_list"),
    path("cases/<pid:pid>/with/new/", SituationBeginApi.as_view(), name="situation_begin"),
    path("cases/<pid:pid>/with/<pid:link_pid>/", SituationUnlinkApi.as_view(), name="situation_unlink"),
    path("calls/", CallListApi.as_view(), name="call_list"),
    path("calls/<pid:pid>/", CallDetailApi.as_view(), name="call_detail"),
]
