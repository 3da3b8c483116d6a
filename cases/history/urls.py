"""Addresses of earlier values."""

from django.urls import path

from cases.history import views

urlpatterns = [path("c/<pid:pid>/facts/<slug:section>/history/", views.facts_history, name="facts_history")]
