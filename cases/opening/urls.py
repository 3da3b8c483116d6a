"""Addresses of locks, questions and answers."""

from django.urls import path

from cases.opening import views

urlpatterns = [
    path("c/<pid:pid>/show/", views.case_reveal, name="case_reveal"),
    path("c/<pid:pid>/ask/", views.opening_ask, name="opening_ask"),
    path("c/<pid:pid>/asked/", views.opening_list, name="opening_list"),
    path("c/<pid:pid>/asked/<pid:ask_pid>/", views.opening_decide, name="opening_decide"),
]
