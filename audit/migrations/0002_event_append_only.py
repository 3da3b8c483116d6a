"""The database refuses UPDATE, DELETE and TRUNCATE on the trail, and rows that do not follow the newest one."""

from django.db import migrations

from audit.append_only import guard_statements, unguard_statements


def guard(apps, schema_editor):
    for statement in guard_statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in unguard_statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
