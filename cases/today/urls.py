"""Addresses of Today."""

from django.urls import path

from cases.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("d/<pid:pid>/done/", views.due_complete, name="due_complete"),
    path("d/<pid:pid>/again/", views.due_reopen, name="due_reopen"),
]
