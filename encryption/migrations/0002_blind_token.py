"""Tokens that find a value without opening it."""

from typing import Any, ClassVar

from django.db import migrations, models


def mark_existing(apps: Any, schema_editor: Any) -> None:
    """Values that are there already have no tokens yet: searching them is refused until `rebuild_tokens` has run."""
    database = schema_editor.connection.alias
    organisations = apps.get_model("encryption", "ClassKey").objects.using(database)
    index = apps.get_model("encryption", "BlindIndex").objects.using(database)
    ids = organisations.order_by().values_list("organisation_id", flat=True).distinct()
    index.bulk_create([index.model(organisation_id=organisation_id, recipe="") for organisation_id in ids])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("encryption", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="BlindIndex",
            fields=[
                ("organisation_id", models.UUIDField(primary_key=True, serialize=False)),
                ("epoch", models.PositiveIntegerField(default=1, verbose_name="epoch")),
                ("recipe", models.CharField(blank=True, max_length=80, verbose_name="recipe")),
                ("building", models.PositiveIntegerField(default=0)),
                ("building_recipe", models.CharField(blank=True, max_length=80)),
                ("place_column", models.PositiveSmallIntegerField(default=0)),
                ("place_row", models.UUIDField(blank=True, null=True)),
            ],
            options={"verbose_name": "search index", "verbose_name_plural": "search indexes"},
        ),
        migrations.CreateModel(
            name="BlindToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation_id", models.UUIDField(verbose_name="organisation")),
                ("scope_id", models.UUIDField(verbose_name="case")),
                ("row_id", models.UUIDField(verbose_name="row")),
                ("column", models.PositiveSmallIntegerField(verbose_name="column")),
                ("epoch", models.PositiveIntegerField(verbose_name="epoch")),
                ("token", models.BinaryField(verbose_name="token")),
            ],
            options={
                "verbose_name": "search token",
                "verbose_name_plural": "search tokens",
                "indexes": [
                    models.Index(fields=["token", "column"], name="blind_token_lookup"),
                    models.Index(fields=["scope_id"], name="blind_token_scope"),
                ],
            },
        ),
        migrations.RunPython(mark_existing, migrations.RunPython.noop),
    ]
