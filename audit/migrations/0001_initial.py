
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(verbose_name='time')),
                ('organisation_id', models.UUIDField(null=True)),
                ('session_digest', models.CharField(blank=True, max_length=32)),
                ('tag', models.CharField(max_length=40, verbose_name='what')),
                ('outcome', models.CharField(max_length=10, verbose_name='outcome')),
                ('subject_type', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.CharField(blank=True, max_length=40)),
                ('case_id', models.UUIDField(null=True)),
                ('detail', models.TextField()),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('actor', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-seq'],
                'indexes': [models.Index(fields=['organisation_id', 'seq'], name='audit_event_by_organisation'), models.Index(fields=['organisation_id', 'at'], name='audit_event_by_day'), models.Index(fields=['case_id', 'seq'], name='audit_event_by_case'), models.Index(fields=['actor', 'seq'], name='audit_event_by_actor')],
            },
        ),
    ]
