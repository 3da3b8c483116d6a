"""Documents of a case, sealed in chunks."""

from typing import ClassVar

import common.pid
import django.db.models.deletion
import encryption.classes
import encryption.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0002_accounts_life"),
        ("cases", "0010_note_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mistake", "Added by mistake"),
                            ("other_person", "It belongs to another person"),
                            ("unreadable", "It cannot be read"),
                            ("replaced", "A newer one replaces it"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "facts",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["NARRATIVE"], verbose_name="document"
                    ),
                ),
                (
                    "legal_facts",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["LEGAL"], verbose_name="legal document"
                    ),
                ),
                (
                    "health_facts",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["HEALTH"], verbose_name="medical document"
                    ),
                ),
                (
                    "identity_facts",
                    encryption.fields.SealedJSONField(
                        encryption.classes.FieldClass["IDENTITY"], verbose_name="identity document"
                    ),
                ),
                (
                    "added_by",
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
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="DocumentChunk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "content",
                    encryption.fields.SealedBytesField(
                        encryption.classes.FieldClass["NARRATIVE"], verbose_name="piece of a document"
                    ),
                ),
                (
                    "legal_content",
                    encryption.fields.SealedBytesField(
                        encryption.classes.FieldClass["LEGAL"], verbose_name="piece of a legal document"
                    ),
                ),
                (
                    "health_content",
                    encryption.fields.SealedBytesField(
                        encryption.classes.FieldClass["HEALTH"], verbose_name="piece of a medical document"
                    ),
                ),
                (
                    "identity_content",
                    encryption.fields.SealedBytesField(
                        encryption.classes.FieldClass["IDENTITY"], verbose_name="piece of an identity document"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chunks", to="cases.document"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "-created_at"], name="document_of_case"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["added_by", "-created_at"], name="document_by_whom"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="document_withdrawn_by_somebody_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentchunk",
            constraint=models.UniqueConstraint(fields=("document", "number"), name="one_document_chunk_per_number"),
        ),
    ]
