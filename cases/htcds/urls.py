"""Addresses of imports."""

from django.urls import path

from cases.htcds import views

urlpatterns = [
    path("i/", views.import_send, name="import_send"),
    path("i/<pid:pid>/", views.import_detail, name="import_detail"),
    path("i/<pid:pid>/start/", views.import_start, name="import_start"),
    path("i/<pid:pid>/discard/", views.import_discard, name="import_discard"),
    path("i/<pid:pid>/rows/", views.import_fetch, name="import_fetch"),
]
