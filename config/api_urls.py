"""Addresses of the API. The schema stands behind sign-in like everything else."""

from django.urls import path

from cases.case.api import CaseDetailApi, CaseListApi
from cases.note.api import NoteDetailApi, NoteListApi
from common.schema import SchemaApi

app_name = "api"
urlpatterns = [
    path("schema/", SchemaApi.as_view(), name="schema"),
    path("cases/", CaseListApi.as_view(), name="case_list"),
    path("cases/<pid:pid>/", CaseDetailApi.as_view(), name="case_detail"),
    path("cases/<pid:pid>/notes/", NoteListApi.as_view(), name="note_list"),
    path("cases/<pid:pid>/notes/<pid:note_pid>/", NoteDetailApi.as_view(), name="note_detail"),
]
