"""The table of periods and permits; needs `manage.py load_jurisdictions` afterwards."""

import common.pid
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_accounts_life'),
        ('cases', '0010_note_corrections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('pid', models.CharField(default=common.pid.new_pid, editable=False, max_length=10, unique=True)),
                ('code', models.CharField(max_length=16, validators=[django.core.validators.RegexValidator('\\A[A-Z]{2,3}-[A-Z0-9]{1,12}\\Z')], verbose_name='Code')),
                ('version', models.PositiveIntegerField(default=1)),
                ('country_code', models.CharField(max_length=3, verbose_name='Country')),
                ('country', models.CharField(max_length=60, verbose_name='Name of the country')),
                ('scheme_name', models.CharField(max_length=120, verbose_name='Name')),
                ('type', models.CharField(choices=[('reflection_period', 'Reflection period'), ('permit', 'Permit'), ('visa', 'Visa'), ('long_term', 'Long-term stay')], max_length=17, verbose_name='Kind of stay')),
                ('length_value', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3660)], verbose_name='Length')),
                ('length_unit', models.CharField(blank=True, choices=[('days', 'days'), ('weeks', 'weeks'), ('months', 'months'), ('years', 'years')], max_length=6, verbose_name='Unit')),
                ('length_kind', models.CharField(choices=[('fixed', 'Exactly this long'), ('minimum', 'At least this long'), ('maximum', 'At most this long'), ('initial', 'This long at first'), ('set_by_authority', 'The authority sets it'), ('set_nationally', 'National law sets it'), ('set_by_inter_agency_council', 'An inter-agency council sets it'), ('duration_of_investigation_or_trial', 'As long as the investigation or trial'), ('unlimited', 'Without an end'), ('none', 'There is no such period')], max_length=34, verbose_name='What the length says')),
                ('starts_from_event', models.CharField(max_length=80, verbose_name='What starts it')),
                ('count_first_day', models.BooleanField(default=False, verbose_name='The first day counts')),
                ('roll_forward', models.BooleanField(default=False, verbose_name='An end on a rest day moves to the next working day')),
                ('extension_rule', models.CharField(blank=True, max_length=300, verbose_name='Extension')),
                ('extension_value', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3660)], verbose_name='One extension')),
                ('extension_unit', models.CharField(blank=True, choices=[('days', 'days'), ('weeks', 'weeks'), ('months', 'months'), ('years', 'years')], max_length=6, verbose_name='Unit of one extension')),
                ('total_value', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3660)], verbose_name='At most in all')),
                ('total_unit', models.CharField(blank=True, choices=[('days', 'days'), ('weeks', 'weeks'), ('months', 'months'), ('years', 'years')], max_length=6, verbose_name='Unit of the whole')),
                ('child_rule', models.CharField(blank=True, max_length=300, verbose_name='Children')),
                ('child_value', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3660)], verbose_name='Length for a child')),
                ('child_unit', models.CharField(blank=True, choices=[('days', 'days'), ('weeks', 'weeks'), ('months', 'months'), ('years', 'years')], max_length=6, verbose_name='Unit of the length for a child')),
                ('child_extension_value', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3660)], verbose_name='Extension for a child')),
                ('child_extension_unit', models.CharField(blank=True, choices=[('days', 'days'), ('weeks', 'weeks'), ('months', 'months'), ('years', 'years')], max_length=6, verbose_name='Unit of the extension for a child')),
                ('conditional_on_cooperation', models.CharField(choices=[('no', 'No'), ('yes', 'Yes'), ('depends', 'Depends')], max_length=7, verbose_name='Depends on cooperation')),
                ('expulsion_bar', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], max_length=7, verbose_name='Removal is barred')),
                ('legal_source', models.CharField(blank=True, max_length=200, verbose_name='Law')),
                ('notes', models.CharField(blank=True, max_length=500, verbose_name='Notes')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='Where it was read')),
                ('source_date', models.CharField(blank=True, max_length=60, verbose_name='As of')),
                ('confidence', models.CharField(choices=[('high', 'Official text'), ('medium', 'Second-hand'), ('low', 'Not confirmed')], max_length=6, verbose_name='How sure')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='Holds for starts from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='Holds for starts until')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='Checked on')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='Why it was changed')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cases.scheme')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Checked by')),
            ],
            options={
                'ordering': ['country', 'code', 'version'],
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='one_version_of_a_scheme_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('length_unit', ''), ('length_value__isnull', True)), models.Q(('length_unit__in', ['days', 'weeks', 'months', 'years']), ('length_value__gte', 1), ('length_value__isnull', False)), _connector='OR'), name='scheme_length_number_and_unit', violation_error_code='length_value', violation_error_message='Give both, the number and the unit, or neither.'), models.CheckConstraint(condition=models.Q(models.Q(('extension_unit', ''), ('extension_value__isnull', True)), models.Q(('extension_unit__in', ['days', 'weeks', 'months', 'years']), ('extension_value__gte', 1), ('extension_value__isnull', False)), _connector='OR'), name='scheme_extension_number_and_unit', violation_error_code='extension_value', violation_error_message='Give both, the number and the unit, or neither.'), models.CheckConstraint(condition=models.Q(models.Q(('total_unit', ''), ('total_value__isnull', True)), models.Q(('total_unit__in', ['days', 'weeks', 'months', 'years']), ('total_value__gte', 1), ('total_value__isnull', False)), _connector='OR'), name='scheme_total_number_and_unit', violation_error_code='total_value', violation_error_message='Give both, the number and the unit, or neither.'), models.CheckConstraint(condition=models.Q(models.Q(('child_unit', ''), ('child_value__isnull', True)), models.Q(('child_unit__in', ['days', 'weeks', 'months', 'years']), ('child_value__gte', 1), ('child_value__isnull', False)), _connector='OR'), name='scheme_child_number_and_unit', violation_error_code='child_value', violation_error_message='Give both, the number and the unit, or neither.'), models.CheckConstraint(condition=models.Q(models.Q(('child_extension_unit', ''), ('child_extension_value__isnull', True)), models.Q(('child_extension_unit__in', ['days', 'weeks', 'months', 'years']), ('child_extension_value__gte', 1), ('child_extension_value__isnull', False)), _connector='OR'), name='scheme_child_extension_number_and_unit', violation_error_code='child_extension_value', violation_error_message='Give both, the number and the unit, or neither.'), models.CheckConstraint(condition=models.Q(models.Q(('length_kind__in', ('fixed', 'minimum', 'maximum', 'initial')), ('length_value__isnull', False)), models.Q(('length_value__isnull', True), models.Q(('length_kind__in', ('fixed', 'minimum', 'maximum', 'initial')), _negated=True)), _connector='OR'), name='scheme_length_if_counted', violation_error_code='length_kind', violation_error_message='A fixed, least or greatest length needs its number; the other kinds have none.'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='scheme_valid_to_not_before_valid_from', violation_error_code='valid_to', violation_error_message='The last day lies before the first.'), models.CheckConstraint(condition=models.Q(models.Q(('verified_by__isnull', True), ('verified_on__isnull', True)), models.Q(('verified_by__isnull', False), ('verified_on__isnull', False)), _connector='OR'), name='scheme_checked_by_and_on', violation_error_code='verified_on', violation_error_message='Say both, who checked it and when.')],
            },
        ),
    ]
