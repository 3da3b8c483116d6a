"""Addresses of the table of periods and permits."""

from django.urls import path

from cases.jurisdiction import views

urlpatterns = [
    path("o/rules/", views.scheme_list, name="scheme_list"),
    path("o/rules/<pid:pid>/", views.scheme_detail, name="scheme_detail"),
    path("o/rules/<pid:pid>/edit/", views.scheme_correct, name="scheme_correct"),
    path("o/rules/<pid:pid>/check/", views.scheme_check, name="scheme_check"),
]
