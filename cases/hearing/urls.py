"""Addresses of hearings."""

from django.urls import path

from cases.hearing import views

urlpatterns = [
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/day/", views.hearing_create, name="hearing_create"),
    path("c/<pid:pid>/l/h/<pid:hearing_pid>/", views.hearing_edit, name="hearing_edit"),
    path("c/<pid:pid>/l/h/<pid:hearing_pid>/move/", views.hearing_move, name="hearing_move"),
    path("c/<pid:pid>/l/h/<pid:hearing_pid>/end/", views.hearing_end, name="hearing_end"),
]
