"""Opened fields, questions to open, emergency openings."""

import uuid
from typing import ClassVar

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import common.pid
import encryption.classes
import encryption.fields
import encryption.models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0001_initial"),
        ("cases", "0003_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name='AskRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('pid', models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ('line', models.CharField(max_length=60)),
                ('labels', models.JSONField(default=list, verbose_name='fields')),
                ('reason', models.CharField(choices=[('care', 'To help the person now'), ('safety', 'To keep somebody safe'), ('law', 'For a lawyer or authority the person agreed to'), ('check', 'To check or correct the record')], max_length=10, verbose_name='reason')),
                ('words', encryption.fields.SealedTextField(encryption.classes.FieldClass['NARRATIVE'], max_length=1000, verbose_name='in words')),
                ('state', models.CharField(choices=[('asked', 'Waits for an answer'), ('granted', 'Yes'), ('refused', 'No')], default='asked', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('granted_until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('answer', encryption.fields.SealedTextField(encryption.classes.FieldClass['NARRATIVE'], max_length=1000, verbose_name='answer')),
            ],
        ),
        migrations.CreateModel(
            name='EmergencyOpening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('pid', models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('reason', models.CharField(choices=[('danger', 'The person is in danger now'), ('health', 'A medical emergency'), ('missing', 'The person is missing or called for help'), ('nobody', 'The person is here and nobody on the case can be reached')], max_length=10, verbose_name='reason')),
                ('words', encryption.fields.SealedTextField(encryption.classes.FieldClass['NARRATIVE'], max_length=1000, verbose_name='in words')),
                ('review_by', models.DateField(verbose_name='to be judged by')),
                ('verdict', models.CharField(blank=True, choices=[('', 'Not judged yet'), ('justified', 'Justified'), ('not_justified', 'Not justified')], max_length=15, verbose_name='judgement')),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('judgement', encryption.fields.SealedTextField(encryption.classes.FieldClass['NARRATIVE'], max_length=1000, verbose_name='judgement in words')),
            ],
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('pid', models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ('labels', models.JSONField(default=list, verbose_name='fields')),
                ('reason', models.CharField(choices=[('care', 'To help the person now'), ('safety', 'To keep somebody safe'), ('law', 'For a lawyer or authority the person agreed to'), ('check', 'To check or correct the record')], max_length=10, verbose_name='reason')),
                ('words', encryption.fields.SealedTextField(encryption.classes.FieldClass['NARRATIVE'], max_length=1000, verbose_name='in words')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='askrequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='askrequest',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='askrequest',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='askrequest',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='emergencyopening',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='emergencyopening',
            name='judged_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='emergencyopening',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='emergencyopening',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='opening',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='opening',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='opening',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddIndex(
            model_name='askrequest',
            index=models.Index(condition=models.Q(('state', 'granted')), fields=['asked_by', 'granted_until'], name='ask_granted_to'),
        ),
        migrations.AddConstraint(
            model_name='askrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('case', 'asked_by', 'line'), name='one_waiting_question_per_line_and_user'),
        ),
        migrations.AddConstraint(
            model_name='askrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('granted_until__isnull', False), ('state', 'granted')), models.Q(models.Q(('state', 'granted'), _negated=True), ('granted_until__isnull', True)), _connector='OR'), name='a_granted_question_has_an_end'),
        ),
        migrations.AddIndex(
            model_name='emergencyopening',
            index=models.Index(fields=['organisation', '-opened_at'], name='emergency_of_organisation'),
        ),
        migrations.AddIndex(
            model_name='emergencyopening',
            index=models.Index(fields=['opened_by', '-opened_at'], name='emergency_of_user'),
        ),
        migrations.AddConstraint(
            model_name='emergencyopening',
            constraint=models.CheckConstraint(condition=models.Q(('judged_by__isnull', True), models.Q(('judged_by', models.F('opened_by')), _negated=True), _connector='OR'), name='emergency_judged_by_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='emergencyopening',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='emergency_judged_by_somebody'),
        ),
    ]
