"""An index of the notes that correct another, instead of one of all."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0009_tasks")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="note",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="cases.note",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(
                condition=models.Q(("corrects__isnull", False)), fields=["corrects"], name="note_that_corrects"
            ),
        ),
    ]
