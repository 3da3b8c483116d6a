"""Addresses of the safety plan."""

from django.urls import path

from cases.safety import views

urlpatterns = [
    path("c/<pid:pid>/safety/", views.safety_edit, name="safety_edit"),
    path("c/<pid:pid>/safety/from/", views.secrecy_edit, name="secrecy_edit"),
]
