"""Addresses of Today and of what is due."""

from django.urls import path

from cases.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("d/<pid:pid>/", views.due_detail, name="due_detail"),
    path("d/<pid:pid>/done/", views.due_complete, name="due_complete"),
    path("d/<pid:pid>/again/", views.due_reopen, name="due_reopen"),
    path("d/<pid:pid>/later/", views.due_snooze, name="due_snooze"),
    path("d/<pid:pid>/give/", views.due_give, name="due_give"),
    path("d/<pid:pid>/drop/", views.due_drop, name="due_drop"),
]
