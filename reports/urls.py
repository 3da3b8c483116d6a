"""Addresses of auditors."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("a/", views.audit_list, name="audit_list"),
    path("a/config/", views.policy_detail, name="policy_detail"),
]
