"""Addresses of the stay. Events are numbers: an address says nothing of what happened."""

from django.urls import path

from cases.residence import views

urlpatterns = [
    path("c/<pid:pid>/papers/", views.residence_list, name="residence_list"),
    path("c/<pid:pid>/papers/<int:number>/", views.residence_record, name="residence_record"),
    path("c/<pid:pid>/papers/answer/", views.cooperation_answer, name="cooperation_answer"),
    path("c/<pid:pid>/papers/day/", views.deadline_create, name="deadline_create"),
    path("c/<pid:pid>/papers/day/<pid:date_pid>/", views.deadline_change, name="deadline_change"),
    path("c/<pid:pid>/papers/day/<pid:date_pid>/done/", views.deadline_end, name="deadline_end"),
    path("c/<pid:pid>/papers/day/<pid:date_pid>/check/", views.deadline_check, name="deadline_check"),
]
