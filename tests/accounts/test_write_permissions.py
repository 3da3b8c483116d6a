"""docs/permissions.md says what the table says."""

from django.core.management import call_command


def test_the_document_is_current():
    call_command("write_permissions", "--check")
