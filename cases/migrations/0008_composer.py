"""Contacts, services given and the contact log."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0007_consent_and_safety")]
    operations: ClassVar = []
