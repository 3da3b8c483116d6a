"""Tokens that find a value without opening it."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("encryption", "0001_initial")]
    operations: ClassVar = []
