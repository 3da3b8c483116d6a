"""Addresses of the weekly digest."""

from django.urls import path

from reports.digest import views

urlpatterns = [
    path("a/digest/", views.digest_list, name="digest_list"),
    path("a/digest/<pid:pid>/", views.digest_detail, name="digest_detail"),
]
