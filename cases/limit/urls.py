"""Addresses of days that run out."""

from django.urls import path

from cases.limit import views

urlpatterns = [
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/last/", views.limit_create, name="limit_create"),
    path("c/<pid:pid>/l/d/<pid:limit_pid>/", views.limit_edit, name="limit_edit"),
    path("c/<pid:pid>/l/d/<pid:limit_pid>/check/", views.limit_check, name="limit_check"),
    path("c/<pid:pid>/l/d/<pid:limit_pid>/end/", views.limit_end, name="limit_end"),
]
