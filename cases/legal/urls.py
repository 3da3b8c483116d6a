"""Addresses of the page Legal. They are bland: a list of visited pages says nothing."""

from django.urls import path

from cases.legal import views

urlpatterns = [
    path("c/<pid:pid>/l/", views.legal_list, name="legal_list"),
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/x/", views.suspects_edit, name="suspects_edit"),
    path("c/<pid:pid>/l/r/b/<pid:row_pid>/x/", views.suspects_release, name="suspects_release"),
]
