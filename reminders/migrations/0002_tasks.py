"""Snoozing, handing over and titles of due things."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("reminders", "0001_initial")]
    operations: ClassVar = []
