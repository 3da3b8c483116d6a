"""Addresses of notes."""

from django.urls import path

from cases.note import views

urlpatterns = [
    path("n/", views.note_add, name="note_add"),
    path("c/<pid:pid>/n/", views.note_create, name="note_create"),
    path("c/<pid:pid>/n/keep/", views.note_keep, name="note_keep"),
    path("c/<pid:pid>/n/<pid:note_pid>/", views.note_detail, name="note_detail"),
    path("c/<pid:pid>/n/<pid:note_pid>/add/", views.note_extend, name="note_extend"),
    path("c/<pid:pid>/n/<pid:note_pid>/edit/", views.note_edit, name="note_edit"),
]
