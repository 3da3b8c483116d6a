"""A decision on an assessment says from which version it was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_second_reader")]

    operations = [
        migrations.AddField(
            model_name="identification", name="version", field=models.PositiveIntegerField(default=1)
        ),
    ]
