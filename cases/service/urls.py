"""Addresses of services given."""

from django.urls import path

from cases.service import views

urlpatterns = [
    path("c/<pid:pid>/service/", views.service_create, name="service_create"),
    path("c/<pid:pid>/services/", views.service_list, name="service_list"),
    path("c/<pid:pid>/services/<pid:service_pid>/strike/", views.service_withdraw, name="service_withdraw"),
]
