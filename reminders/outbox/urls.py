"""Addresses about mail."""

from django.urls import path

from reminders.outbox import views

urlpatterns = [
    path("me/mail/", views.mail_edit, name="mail_edit"),
    path("me/mail/ask/", views.address_ask, name="address_ask"),
    path("me/mail/<slug:token>/", views.address_confirm, name="address_confirm"),
    path("o/mail/", views.message_list, name="message_list"),
    path("o/mail/<pid:pid>/again/", views.message_retry, name="message_retry"),
]
