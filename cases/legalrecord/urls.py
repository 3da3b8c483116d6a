"""Addresses of protection, notices of release, claims, and acts that were compelled. One letter stands for the kind."""

from django.urls import path

from cases.legalrecord import views

urlpatterns = [
    path("c/<pid:pid>/l/r/<slug:kind>/new/", views.legalrecord_create, name="legalrecord_create"),
    path("c/<pid:pid>/l/r/<slug:kind>/<pid:row_pid>/", views.legalrecord_edit, name="legalrecord_edit"),
    path("c/<pid:pid>/l/r/<slug:kind>/<pid:row_pid>/end/", views.legalrecord_end, name="legalrecord_end"),
    path("c/<pid:pid>/l/r/c/<pid:claim_pid>/paid/", views.claim_pay, name="claim_pay"),
    path("c/<pid:pid>/l/r/b/<pid:row_pid>/came/", views.release_notice, name="release_notice"),
]
