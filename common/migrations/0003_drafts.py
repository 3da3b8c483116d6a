"""What drafts hold beside their text."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("common", "0002_sent_form")]
    operations: ClassVar = []
