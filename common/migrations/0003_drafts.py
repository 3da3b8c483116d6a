"""What drafts hold beside their text."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("common", "0002_sent_form")]
    operations: ClassVar = [
        migrations.AddField("draft", "page", models.CharField(blank=True, max_length=40)),
        migrations.AddField("draft", "typed_at", models.BigIntegerField(default=0)),
    ]
