"""Forms that were sent already."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("common", "0001_initial")]
    operations: ClassVar = []
