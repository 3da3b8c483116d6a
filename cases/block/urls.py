"""Addresses of conflict blocks."""

from django.urls import path

from cases.block import views

urlpatterns = [
    path("c/<pid:pid>/block/", views.block_set, name="block_set"),
    path("c/<pid:pid>/block/<pid:block_pid>/", views.block_lift, name="block_lift"),
]
