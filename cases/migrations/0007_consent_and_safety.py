"""Recipients of consent, safety plan, who must not know."""

from typing import ClassVar
from uuid import uuid4

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import common.pid
import encryption.fields
from encryption.classes import FieldClass


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0006_case_life"), ("accounts", "0002_accounts_life")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SafetySheet",
            fields=[
                ("id", models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("pid", models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "signals",
                    encryption.fields.SealedJSONField(
                        FieldClass.CONTACT, verbose_name="signals that something is wrong"
                    ),
                ),
                (
                    "safe_word",
                    encryption.fields.SealedTextField(FieldClass.CONTACT, max_length=120, verbose_name="safe word"),
                ),
                (
                    "may_call",
                    encryption.fields.SealedTextField(
                        FieldClass.CONTACT, max_length=1000, verbose_name="who may be called"
                    ),
                ),
                ("avoid", encryption.fields.SealedJSONField(FieldClass.NARRATIVE, verbose_name="places to avoid")),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="consent",
            name="recipient_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="consent",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.consent",
            ),
        ),
        migrations.AddField(
            model_name="contactsheet",
            name="keep_from",
            field=encryption.fields.SealedJSONField(
                FieldClass.CONTACT, verbose_name="people who must not know"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=Q(is_current=True) & ~Q(recipient_key=""),
                fields=("case", "kind", "recipient_key"),
                name="one_current_answer_per_recipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=Q(is_current=True, kind__in=("service", "record", "contact", "statistics", "recording")),
                fields=("case", "kind"),
                name="one_current_answer_per_kind",
            ),
        ),
        migrations.AddField(
            model_name="safetysheet",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="safetysheet",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="safetysheet",
            constraint=models.UniqueConstraint(fields=("case",), name="one_safetysheet_per_case"),
        ),
    ]
