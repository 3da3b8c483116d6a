"""Addresses of assignments."""

from django.urls import path

from cases.assignment import views

urlpatterns = [
    path("c/<pid:pid>/assign/", views.assignment_give, name="assignment_give"),
    path("c/<pid:pid>/assign/<pid:grant_pid>/", views.assignment_end, name="assignment_end"),
]
