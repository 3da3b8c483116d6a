"""Addresses of the intake and of what one has not finished."""

from django.urls import path

from cases.intake import views

urlpatterns = [
    path("c/new/", views.case_create, name="case_create"),
    path("c/new/<pid:pid>/<int:step>/", views.intake_step, name="intake_step"),
    path("c/new/<pid:pid>/<int:step>/keep/", views.intake_keep, name="intake_keep"),
    path("c/new/<pid:pid>/discard/", views.intake_discard, name="intake_discard"),
    path("drafts/", views.draft_list, name="draft_list"),
]
