"""Opened fields, questions to open, emergency openings."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0003_history")]
    operations: ClassVar = []
