"""Addresses of what belongs to no domain app."""

from django.urls import path

from common.drafts.views import draft_discard, draft_keep
from common.jobs.views import job_detail

app_name = "common"

urlpatterns = [
    path("j/<pid:pid>/", job_detail, name="job_detail"),
    path("drafts/<slug:kind>/<str:key>/", draft_keep, name="draft_keep"),
    path("drafts/<slug:kind>/<str:key>/off/", draft_discard, name="draft_discard"),
]
