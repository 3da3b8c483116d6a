"""Cover, hand-over, what was said at closing, and cases of one situation."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.pid
import encryption.classes
import encryption.fields


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0005_find"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Situation",
            fields=[
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raid", "A raid or inspection"),
                            ("employer", "The same work place or employer"),
                            ("place", "The same house or place"),
                            ("journey", "The same journey"),
                            ("family", "The same family"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SituationLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ("awaited_pid", models.CharField(blank=True, db_index=True, max_length=10)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="casegrant",
            name="warned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="CaseClosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("goals_reached", "Goals reached"),
                            ("persons_wish", "The person's wish"),
                            ("transfer", "Transferred to another organisation"),
                            ("contact_lost", "Contact lost"),
                            ("return", "Returned"),
                            ("death", "Death"),
                            ("not_kept", "The person does not want a record"),
                            ("not_recorded", "Not recorded: imported as closed"),
                        ],
                        max_length=20,
                        verbose_name="reason for closing",
                    ),
                ),
                ("closed_on", models.DateField(verbose_name="closed on")),
                (
                    "agreed",
                    encryption.fields.SealedTextField(
                        encryption.classes.FieldClass["NARRATIVE"], max_length=10000, verbose_name="what was agreed"
                    ),
                ),
                (
                    "later_contact",
                    encryption.fields.SealedTextField(
                        encryption.classes.FieldClass["CONTACT"], max_length=10000, verbose_name="safe later contact"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseHandover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="offered",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "note",
                    encryption.fields.SealedTextField(
                        encryption.classes.FieldClass["NARRATIVE"], max_length=10000, verbose_name="note"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ("until", models.DateTimeField(verbose_name="until")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "absent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covers", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("colleagues", models.ManyToManyField(related_name="stands_in", to=settings.AUTH_USER_MODEL)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
        migrations.AddField(
            model_name="casegrant",
            name="cover",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grants",
                to="cases.cover",
            ),
        ),
        migrations.AddIndex(
            model_name="casegrant",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True), ("warned_at__isnull", True)),
                fields=["until"],
                name="grant_end_untold",
            ),
        ),
        migrations.AddField(
            model_name="situation",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="situation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddField(
            model_name="situationlink",
            name="case",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="situation_links",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="situationlink",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="situationlink",
            name="linked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="situationlink",
            name="situation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="cases.situation"
            ),
        ),
        migrations.AddIndex(
            model_name="casehandover",
            index=models.Index(
                condition=models.Q(("state", "offered")), fields=["receiver"], name="handover_waiting_for"
            ),
        ),
        migrations.AddIndex(
            model_name="casehandover",
            index=models.Index(fields=["giver", "-answered_at"], name="handover_of_giver"),
        ),
        migrations.AddConstraint(
            model_name="casehandover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "offered")),
                fields=("case", "giver"),
                name="one_waiting_handover_per_case_and_giver",
            ),
        ),
        migrations.AddIndex(
            model_name="cover",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["until"], name="cover_open_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="cover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("absent",), name="one_open_cover_per_user"
            ),
        ),
        migrations.AddConstraint(
            model_name="situationlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("situation", "case"),
                name="one_open_link_per_situation_and_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="situationlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("awaited_pid", ""), ("case__isnull", False)),
                    models.Q(("case__isnull", True), models.Q(("awaited_pid", ""), _negated=True)),
                    _connector="OR",
                ),
                name="situation_link_has_a_case_or_awaits_one",
            ),
        ),
    ]
