"""Addresses of a case."""

from django.urls import path

from cases.case import views

urlpatterns = [
    path("c/<pid:pid>/", views.case_detail, name="case_detail"),
    path("c/<pid:pid>/stage/", views.case_stage, name="case_stage"),
    path("c/<pid:pid>/close/", views.case_close, name="case_close"),
    path("c/<pid:pid>/reopen/", views.case_reopen, name="case_reopen"),
]
