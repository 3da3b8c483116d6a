"""Tasks of a case."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.pid
import encryption.classes
import encryption.fields


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("cases", "0008_composer"),
        ("reminders", "0002_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "words",
                    encryption.fields.SealedTextField(
                        encryption.classes.FieldClass["NARRATIVE"], max_length=10000, verbose_name="what is to do"
                    ),
                ),
                (
                    "health_words",
                    encryption.fields.SealedTextField(
                        encryption.classes.FieldClass["HEALTH"], max_length=10000, verbose_name="health task"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="task",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="due",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reminders.duething"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["case", "-created_at"], name="task_of_case"),
        ),
    ]
