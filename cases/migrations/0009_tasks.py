"""Tasks of a case."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0008_composer")]
    operations: ClassVar = []
