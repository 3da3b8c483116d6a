"""Addresses of the API. The schema stands behind sign-in like everything else."""

from django.urls import path

from cases.case.api import CaseDetailApi, CaseListApi
from cases.consent.api import ConsentListApi, ConsentWithdrawApi
from cases.find.api import CaseFindApi
from cases.note.api import NoteDetailApi, NoteListApi
from cases.safety.api import SafetyDetailApi
from common.schema import SchemaApi

app_name = "api"
urlpatterns = [
    path("schema/", SchemaApi.as_view(), name="schema"),
    path("cases/", CaseListApi.as_view(), name="case_list"),
    path("find/", CaseFindApi.as_view(), name="case_find"),
    path("cases/<pid:pid>/", CaseDetailApi.as_view(), name="case_detail"),
    path("cases/<pid:pid>/consents/", ConsentListApi.as_view(), name="consent_list"),
    path("cases/<pid:pid>/consents/<pid:consent_pid>/withdraw/", ConsentWithdrawApi.as_view(), name="consent_withdraw"),
    path("cases/<pid:pid>/safety/", SafetyDetailApi.as_view(), name="safety_detail"),
    path("cases/<pid:pid>/notes/", NoteListApi.as_view(), name="note_list"),
    path("cases/<pid:pid>/notes/<pid:note_pid>/", NoteDetailApi.as_view(), name="note_detail"),
]
