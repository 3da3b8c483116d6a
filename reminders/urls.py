"""Addresses of reminders. Each noun lists its own."""

from django.urls import include, path

app_name = "reminders"

NOUNS: tuple[str, ...] = ("outbox",)

urlpatterns = [path("", include(f"reminders.{noun}.urls")) for noun in NOUNS]
