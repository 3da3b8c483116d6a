"""Addresses of proceedings."""

from django.urls import path

from cases.proceeding import views

urlpatterns = [
    path("c/<pid:pid>/l/new/", views.proceeding_create, name="proceeding_create"),
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/", views.proceeding_detail, name="proceeding_detail"),
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/edit/", views.proceeding_edit, name="proceeding_edit"),
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/stage/", views.proceeding_stage, name="proceeding_stage"),
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/wish/", views.proceeding_decide, name="proceeding_decide"),
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/link/", views.proceeding_link, name="proceeding_link"),
    path("c/<pid:pid>/l/p/<pid:proceeding_pid>/apart/", views.proceeding_unlink, name="proceeding_unlink"),
]
