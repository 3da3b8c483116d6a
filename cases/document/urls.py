"""Addresses of documents."""

from django.urls import path

from cases.document import views

urlpatterns = [
    path("c/<pid:pid>/d/", views.document_list, name="document_list"),
    path("c/<pid:pid>/d/new/", views.document_add, name="document_add"),
    path("c/<pid:pid>/d/<pid:document_pid>/", views.document_fetch, name="document_fetch"),
    path("c/<pid:pid>/d/<pid:document_pid>/withdraw/", views.document_withdraw, name="document_withdraw"),
]
