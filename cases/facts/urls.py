"""Addresses of facts."""

from django.urls import path

from cases.facts import views

urlpatterns = [
    path("c/<pid:pid>/facts/", views.facts_list, name="facts_list"),
    path("c/<pid:pid>/facts/e/", views.episode_create, name="episode_create"),
    path("c/<pid:pid>/facts/e/<pid:episode_pid>/<slug:section>/", views.episode_edit, name="episode_edit"),
    path("c/<pid:pid>/facts/d/", views.dependant_create, name="dependant_create"),
    path("c/<pid:pid>/facts/d/<pid:dependant_pid>/", views.dependant_edit, name="dependant_edit"),
    path("c/<pid:pid>/facts/<slug:section>/", views.facts_edit, name="facts_edit"),
]
