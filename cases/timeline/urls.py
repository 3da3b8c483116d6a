"""Address of the timeline."""

from django.urls import path

from cases.timeline import views

urlpatterns = [path("c/<pid:pid>/t/", views.timeline_list, name="timeline_list")]
