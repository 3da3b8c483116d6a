"""Addresses of emergency openings."""

from django.urls import path

from cases.emergency import views

urlpatterns = [
    path("emergency/", views.emergency_open, name="emergency_open"),
    path("emergency/<pid:pid>/", views.emergency_detail, name="emergency_detail"),
    path("o/review/", views.emergency_list, name="emergency_list"),
    path("o/review/<pid:pid>/", views.emergency_review, name="emergency_review"),
]
