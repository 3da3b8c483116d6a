"""Addresses of consent."""

from django.urls import path

from cases.consent import views

urlpatterns = [
    path("c/<pid:pid>/consent/", views.consent_list, name="consent_list"),
    path("c/<pid:pid>/consent/new/", views.consent_record, name="consent_record"),
    path("c/<pid:pid>/consent/sheet/", views.consent_sheet, name="consent_sheet"),
    path("c/<pid:pid>/consent/<pid:consent_pid>/undo/", views.consent_restore, name="consent_restore"),
    path("c/<pid:pid>/consent/<pid:consent_pid>/", views.consent_withdraw, name="consent_withdraw"),
]
