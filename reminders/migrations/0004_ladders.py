"""Ladders of alerts, the office calendar, and when the sweep looks at a due thing."""

import common.pid
import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


def nothing_more_for_the_settled(apps, schema_editor):
    """What was done before is not swept. What is open is looked at by the first sweep, from this moment on."""
    apps.get_model("reminders", "DueThing").objects.exclude(state="open").update(next_alert_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_accounts_life'),
        ('reminders', '0003_outbox'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('pid', models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('worker', 'answers for it'), ('stand_in', 'stands in'), ('deputy', 'works on the same case'), ('lead', 'coordinates')], max_length=10)),
                ('round', models.PositiveIntegerField(default=1)),
                ('step', models.CharField(max_length=60)),
                ('reach', models.CharField(choices=[('worker', 'The worker'), ('lead_later', 'The worker; after two working days without an answer the coordinator too'), ('all', 'Worker, deputy and coordinator, daily until something is recorded')], max_length=12)),
                ('is_urgent', models.BooleanField(default=False)),
                ('for_at', models.DateTimeField()),
                ('raised_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Ladder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=40)),
                ('version', models.PositiveIntegerField(default=1)),
                ('reason', models.CharField(choices=[('law', 'A rule or the law changed'), ('earlier', 'Warnings came too late'), ('fewer', 'There were too many warnings'), ('office', 'The office works in another way'), ('ladder_mistake', 'It was a mistake')], max_length=20, verbose_name='reason')),
            ],
        ),
        migrations.CreateModel(
            name='LadderStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('at_once', 'As soon as it is known'), ('half', 'At half-time'), ('before', 'Days before (0: on the day)'), ('after', 'Days after, once'), ('every', 'After the day, again every … days')], max_length=10, verbose_name='when')),
                ('days', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(3660)], verbose_name='days')),
                ('reach', models.CharField(choices=[('worker', 'The worker'), ('lead_later', 'The worker; after two working days without an answer the coordinator too'), ('all', 'Worker, deputy and coordinator, daily until something is recorded')], max_length=12, verbose_name='whom')),
            ],
        ),
        migrations.CreateModel(
            name='OfficeCalendar',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='accounts.organisation')),
                ('rest_weekdays', models.CharField(blank=True, default='67', max_length=7, verbose_name='days of rest')),
                ('hour', models.TimeField(default=datetime.time(8, 0), verbose_name='hour of alerts')),
                ('holidays', models.JSONField(blank=True, default=list, verbose_name='holidays')),
                ('planned_zone', models.CharField(blank=True, max_length=64)),
                ('swept_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='duething',
            name='answered_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='duething',
            name='begun_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name='duething',
            name='next_alert_at',
            field=models.DateTimeField(blank=True, db_default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), null=True),
        ),
        migrations.AddField(
            model_name='duething',
            name='round',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.RunPython(nothing_more_for_the_settled, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='duething',
            index=models.Index(condition=models.Q(('next_alert_at__isnull', False)), fields=['next_alert_at', 'due_on'], name='due_next_alert'),
        ),
        migrations.AddField(
            model_name='alert',
            name='due',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='reminders.duething'),
        ),
        migrations.AddField(
            model_name='alert',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='alert',
            name='recipient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ladder',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ladder',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='ladderstep',
            name='ladder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='reminders.ladder'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(fields=['recipient', '-raised_at'], name='alert_of_recipient'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(fields=('due', 'round', 'step', 'recipient'), name='one_alert_per_step_and_person'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.UniqueConstraint(fields=('organisation', 'code'), name='one_ladder_per_office_and_code'),
        ),
        migrations.AddConstraint(
            model_name='ladderstep',
            constraint=models.UniqueConstraint(fields=('ladder', 'moment', 'days'), name='one_step_per_ladder_and_day'),
        ),
        migrations.AddConstraint(
            model_name='ladderstep',
            constraint=models.CheckConstraint(condition=models.Q(('moment__in', ['before', 'after', 'every']), ('days', 0), _connector='OR'), name='ladder_step_days_where_counted'),
        ),
        migrations.AddConstraint(
            model_name='ladderstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('moment__in', ['after', 'every']), _negated=True), ('days__gte', 1), _connector='OR'), name='ladder_step_after_is_after'),
        ),
    ]
