"""Earlier values of sealed fields."""

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
        ("accounts", "0001_initial"),
        ("cases", "0002_case_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="EarlierValue",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ("subject_id", models.UUIDField()),
                ("field", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("was_saved", models.BooleanField(default=True)),
                (
                    "identity",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["IDENTITY"], verbose_name="earlier value"
                    ),
                ),
                (
                    "contact",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["CONTACT"], verbose_name="earlier value"
                    ),
                ),
                (
                    "profile",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["PROFILE"], verbose_name="earlier value"
                    ),
                ),
                (
                    "health",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["HEALTH"], verbose_name="earlier value"
                    ),
                ),
                (
                    "shared_health",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["HEALTH"], verbose_name="earlier value"
                    ),
                ),
                (
                    "legal",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["LEGAL"], verbose_name="earlier value"
                    ),
                ),
                (
                    "narrative",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["NARRATIVE"], verbose_name="earlier value"
                    ),
                ),
                (
                    "location",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["LOCATION"], verbose_name="earlier value"
                    ),
                ),
                (
                    "suspects",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["SUSPECTS"], verbose_name="earlier value"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-created_at"], name="earlier_value_of_case")],
            },
        ),
    ]
