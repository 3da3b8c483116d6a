"""Address of contacts."""

from django.urls import path

from cases.encounter import views

urlpatterns = [path("c/<pid:pid>/contact/", views.encounter_create, name="encounter_create")]
