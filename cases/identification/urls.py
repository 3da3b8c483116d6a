"""Addresses of assessments."""

from django.urls import path

from cases.identification import views

urlpatterns = [
    path("c/<pid:pid>/id/", views.identification_list, name="identification_list"),
    path("c/<pid:pid>/id/new/", views.identification_create, name="identification_create"),
    path("c/<pid:pid>/id/<pid:identification_pid>/", views.identification_decide, name="identification_decide"),
]
