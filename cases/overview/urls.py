"""Addresses of the coordinator's overview."""

from django.urls import path

from cases.overview import views

urlpatterns = [
    path("o/", views.load_detail, name="load_detail"),
    path("o/assign/", views.assignment_list, name="assignment_list"),
]
