"""Contacts, services given, additions to notes, and the contact log."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.pid
import encryption.classes
import encryption.fields

CHANNELS = [
    ("phone", "Phone"),
    ("walk_in", "At the door"),
    ("message", "Message"),
    ("email", "E-mail"),
    ("web", "Form or chat"),
]
CALLERS = [
    ("person", "The person"),
    ("relative", "Relative or friend"),
    ("client", "Client or buyer"),
    ("police", "Police or another authority"),
    ("exploiter", "Perhaps an exploiter"),
    ("professional", "Another professional"),
    ("unknown", "Not clear"),
]
KINDS = [
    ("call", "Phone call"),
    ("visit", "Visit"),
    ("office", "At our office"),
    ("message", "Message"),
    ("accompaniment", "Accompaniment"),
    ("video", "Video call"),
]
PROTECT = django.db.models.deletion.PROTECT


def _row(*fields):
    return [
        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
        ("created_at", models.DateTimeField(auto_now_add=True)),
        ("updated_at", models.DateTimeField(auto_now=True)),
        ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
        *fields,
    ]


def _organisation():
    return models.ForeignKey(on_delete=PROTECT, related_name="+", to="accounts.organisation")


def _user(**more):
    return models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more)


def _case():
    return models.ForeignKey(on_delete=PROTECT, related_name="%(class)ss", to="cases.case")


def _sealed(kind, name, words, **more):
    field = getattr(encryption.fields, kind)
    return field(encryption.classes.FieldClass[name], verbose_name=words, **more)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("cases", "0007_consent_and_safety"),
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Encounter",
            fields=_row(
                ("happened_at", models.DateTimeField(verbose_name="when")),
                ("kind", models.CharField(choices=KINDS, max_length=20, verbose_name="how")),
                ("facts", _sealed("SealedJSONField", "OUTCOME", "with whom, how it went, how long")),
                ("text", _sealed("SealedTextField", "NARRATIVE", "what was said", max_length=10000)),
                (
                    "health_text",
                    _sealed("SealedTextField", "HEALTH", "what was said to the health worker", max_length=10000),
                ),
                ("author", _user()),
                ("case", _case()),
                ("organisation", _organisation()),
            ),
            options={"ordering": ["-happened_at", "-created_at"]},
        ),
        migrations.AddIndex(
            model_name="encounter",
            index=models.Index(fields=["case", "-happened_at"], name="encounter_of_case"),
        ),
        migrations.CreateModel(
            name="ServiceGiven",
            fields=_row(
                ("given_on", models.DateField(verbose_name="given on")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("facts", _sealed("SealedJSONField", "OUTCOME", "service")),
                ("health_facts", _sealed("SealedJSONField", "HEALTH", "health service")),
                ("remark", _sealed("SealedTextField", "NARRATIVE", "remark", max_length=1000)),
                ("health_remark", _sealed("SealedTextField", "HEALTH", "health remark", max_length=1000)),
                ("case", _case()),
                ("organisation", _organisation()),
                ("recorded_by", _user()),
                ("withdrawn_by", _user(blank=True, null=True)),
            ),
            options={"ordering": ["-given_on", "-created_at"]},
        ),
        migrations.AddIndex(
            model_name="servicegiven",
            index=models.Index(fields=["case", "-given_on"], name="service_of_case"),
        ),
        migrations.AddConstraint(
            model_name="servicegiven",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="service_withdrawn_by_somebody",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="adds_to",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="additions", to="cases.note"
            ),
        ),
        migrations.CreateModel(
            name="Call",
            fields=_row(
                ("happened_at", models.DateTimeField(verbose_name="when")),
                ("channel", models.CharField(choices=CHANNELS, max_length=20, verbose_name="how")),
                ("caller", models.CharField(choices=CALLERS, max_length=20, verbose_name="who")),
                ("case_key", models.CharField(blank=True, max_length=10)),
                ("facts", _sealed("SealedJSONField", "PROFILE", "language, danger, what was asked and done")),
                ("words", _sealed("SealedTextField", "NARRATIVE", "what was said", max_length=2000)),
                ("logged_by", _user()),
                ("organisation", _organisation()),
            ),
            options={"ordering": ["-happened_at", "-created_at"]},
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["organisation", "-happened_at"], name="call_of_organisation"),
        ),
        migrations.CreateModel(
            name="CallCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="first day of the month")),
                ("channel", models.CharField(choices=CHANNELS, max_length=20)),
                ("caller", models.CharField(choices=CALLERS, max_length=20)),
                ("count", models.PositiveIntegerField(default=0)),
                ("organisation", _organisation()),
            ],
        ),
        migrations.AddConstraint(
            model_name="callcount",
            constraint=models.UniqueConstraint(
                fields=("organisation", "month", "channel", "caller"), name="one_call_count_per_month_and_kind"
            ),
        ),
    ]
