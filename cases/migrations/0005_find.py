"""What finding needs of cases."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0004_openings")]
    operations: ClassVar = []
