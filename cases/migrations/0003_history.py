"""Earlier values of sealed fields."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0002_case_import")]
    operations: ClassVar = []
