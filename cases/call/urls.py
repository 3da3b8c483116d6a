"""Addresses of the contact log."""

from django.urls import path

from cases.call import views

urlpatterns = [
    path("l/", views.call_list, name="call_list"),
    path("l/new/", views.call_create, name="call_create"),
    path("l/<pid:pid>/", views.call_detail, name="call_detail"),
    path("l/<pid:pid>/begin/", views.call_begin, name="call_begin"),
]
