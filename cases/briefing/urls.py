"""Address at which it is recorded what the person was told."""

from django.urls import path

from cases.briefing import views

urlpatterns = [
    path("c/<pid:pid>/l/told/", views.briefing_create, name="briefing_create"),
    path("c/<pid:pid>/l/h/<pid:hearing_pid>/told/", views.briefing_hearing, name="briefing_hearing"),
]
