"""Addresses of ladders and of the office's calendar."""

from django.urls import path

from reminders.ladder import views

urlpatterns = [
    path("o/alerts/", views.ladder_list, name="ladder_list"),
    path("o/alerts/calendar/", views.calendar_edit, name="calendar_edit"),
    path("o/alerts/of/<slug:code>/", views.ladder_edit, name="ladder_edit"),
    path("o/alerts/of/<slug:code>/default/", views.ladder_reset, name="ladder_reset"),
]
