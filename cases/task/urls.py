"""Addresses of tasks."""

from django.urls import path

from cases.task import views

urlpatterns = [
    path("c/<pid:pid>/task/", views.task_create, name="task_create"),
    path("t/<pid:pid>/", views.task_edit, name="task_edit"),
]
