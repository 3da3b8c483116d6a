"""Addresses of what belongs to no domain app."""

from django.urls import path

from common.jobs.views import job_detail

app_name = "common"

urlpatterns = [path("j/<pid:pid>/", job_detail, name="job_detail")]
