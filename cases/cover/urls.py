"""Addresses of cover."""

from django.urls import path

from cases.cover import views

urlpatterns = [
    path("o/cover/", views.cover_list, name="cover_list"),
    path("o/cover/new/", views.cover_create, name="cover_create"),
    path("o/cover/<pid:pid>/end/", views.cover_end, name="cover_end"),
]
