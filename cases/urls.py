"""Addresses of cases. Each noun lists its own; paths are short and bland, views keep full words."""

from django.urls import include, path

app_name = "cases"

NOUNS: tuple[str, ...] = (
    "today",
    "caseload",
    "find",
    "intake",
    "case",
    "timeline",
    "note",
    "notice",
    "residence",
    "composer",
    "encounter",
    "service",
    "legal",
    "proceeding",
    "hearing",
    "briefing",
    "limit",
    "legalrecord",
    "document",
    "call",
    "task",
    "facts",
    "history",
    "consent",
    "risk",
    "safety",
    "identification",
    "assignment",
    "cover",
    "handover",
    "leaving",
    "overview",
    "jurisdiction",
    "block",
    "situation",
    "opening",
    "emergency",
    "look",
    "htcds",
)

urlpatterns = [path("", include(f"cases.{noun}.urls")) for noun in NOUNS]
