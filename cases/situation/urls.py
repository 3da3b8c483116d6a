"""Addresses of cases that belong together."""

from django.urls import path

from cases.situation import views

urlpatterns = [
    path("c/<pid:pid>/with/", views.situation_link, name="situation_link"),
    path("c/<pid:pid>/with/new/", views.situation_begin, name="situation_begin"),
    path("c/<pid:pid>/with/<pid:link_pid>/", views.situation_unlink, name="situation_unlink"),
    path("c/<pid:pid>/with/<pid:link_pid>/undo/", views.situation_restore, name="situation_restore"),
]
