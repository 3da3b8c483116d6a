"""Cover, hand-over and cases of one situation."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0005_find")]
    operations: ClassVar = []
