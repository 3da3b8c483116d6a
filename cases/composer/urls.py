"""Address of the composer."""

from django.urls import path

from cases.composer import views

urlpatterns = [path("c/<pid:pid>/add/", views.entry_create, name="entry_create")]
