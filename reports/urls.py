"""Addresses of auditors."""

from django.urls import path

from reports import views
from reports.digest import urls as digest

app_name = "reports"

urlpatterns = [
    path("a/", views.audit_list, name="audit_list"),
    path("a/reveals/", views.reveal_list, name="reveal_list"),
    path("a/config/", views.policy_detail, name="policy_detail"),
    *digest.urlpatterns,
]
