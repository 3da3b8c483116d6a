"""The outbox and what each colleague wishes about mail."""

import common.pid
import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_accounts_life'),
        ('reminders', '0002_tasks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MailSetting',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='mail_setting', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('has_mail', models.BooleanField(default=True, verbose_name='send me mail')),
                ('hour', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='hour of the mail of the day')),
                ('confirmed_address', models.EmailField(blank=True, max_length=254, verbose_name='confirmed address')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='link sent to the address')),
                ('version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hour__lte', 23)), name='mail_hour_is_an_hour')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('pid', models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('template', models.CharField(choices=[('due', 'Something is due'), ('now', 'Something is urgent'), ('stand_in', 'Something of a colleague is urgent'), ('digest', 'Mail of the day'), ('address', 'Question whether an address is right')], max_length=10)),
                ('key', models.CharField(editable=False, max_length=120, unique=True)),
                ('is_urgent', models.BooleanField(default=False)),
                ('not_before', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('in_hand', 'Being sent'), ('sent', 'Sent'), ('gathered', 'Counted in the mail of the day'), ('withheld', 'Not sent, as its reader wishes'), ('dead', 'Given up')], default='waiting', max_length=10)),
                ('trouble', models.CharField(blank=True, choices=[('mail_off', 'No mail server is set up here'), ('left', 'The account is closed'), ('unwanted', 'Mail is switched off in the own settings'), ('no_address', 'No confirmed address'), ('unreached', 'The mail server was not reached'), ('later', 'The mail server asked to come back later'), ('refused', 'The mail server refused it'), ('no_answer', 'The mail server did not answer; it may arrive twice'), ('broken', 'It could not be written')], max_length=10)),
                ('count', models.PositiveIntegerField(default=1)),
                ('try_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('claim', models.CharField(blank=True, max_length=32)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('doubt_count', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gathered', to='reminders.message')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'not_before'], name='message_by_state'), models.Index(fields=['sent_at'], name='message_by_sending')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_hand'), _negated=True), models.Q(('claimed_until__isnull', False), models.Q(('claim', ''), _negated=True)), _connector='OR'), name='message_lease_while_in_hand'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='message_sent_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'gathered'), _negated=True), ('digest__isnull', False), _connector='OR'), name='message_gathered_in_a_digest'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['withheld', 'dead']), _negated=True), models.Q(('trouble', ''), _negated=True), _connector='OR'), name='message_ends_badly_for_a_reason')],
            },
        ),
    ]
