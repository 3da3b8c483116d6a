"""Snoozing, handing over and details of due things, and a row for each thing that was done to one."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("reminders", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name='DueMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('moved', 'Another day'), ('snoozed', 'Put off'), ('given', 'Handed over'), ('done', 'Done'), ('dropped', 'No longer needed'), ('reopened', 'Due again')], max_length=10)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField(blank=True, null=True)),
                ('to_day', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, choices=[('answer', 'Waiting for an answer from others'), ('wish', 'The person asked for a later day'), ('moved', 'The appointment was moved'), ('not_reached', 'Could not be reached safely'), ('first', 'Something else comes first'), ('unwanted', 'The person does not want it'), ('happened', 'It happened in another way'), ('twice', 'It stands here twice'), ('mistake', 'It was a mistake')], max_length=20)),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='duething',
            name='one_open_due_thing_per_subject_and_kind',
        ),
        migrations.AddField(
            model_name='duething',
            name='detail_id',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='duething',
            name='reason',
            field=models.CharField(blank=True, choices=[('answer', 'Waiting for an answer from others'), ('wish', 'The person asked for a later day'), ('moved', 'The appointment was moved'), ('not_reached', 'Could not be reached safely'), ('first', 'Something else comes first'), ('unwanted', 'The person does not want it'), ('happened', 'It happened in another way'), ('twice', 'It stands here twice'), ('mistake', 'It was a mistake')], max_length=20),
        ),
        migrations.AddField(
            model_name='duething',
            name='snoozed_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='duething',
            name='zone',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='duething',
            constraint=models.UniqueConstraint(condition=models.Q(('detail_id__isnull', True), ('state', 'open')), fields=('subject_id', 'kind'), name='one_open_due_thing_per_subject_and_kind'),
        ),
        migrations.AddConstraint(
            model_name='duething',
            constraint=models.UniqueConstraint(condition=models.Q(('detail_id__isnull', False), ('state', 'open')), fields=('detail_id',), name='one_open_due_thing_per_detail'),
        ),
        migrations.AddConstraint(
            model_name='duething',
            constraint=models.CheckConstraint(condition=models.Q(('snoozed_until__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='due_thing_waits_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='duething',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='due_thing_is_dropped_for_a_reason'),
        ),
        migrations.AddField(
            model_name='duemove',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duemove',
            name='due',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='reminders.duething'),
        ),
        migrations.AddField(
            model_name='duemove',
            name='from_owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='duemove',
            name='to_owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
