"""A twin of every table of a case: the same columns and indexes, with plain text where the product has sealed cells."""

from typing import Any

from django.db import models

from benches.twin.fields import PlainField
from cases import models as cases
from encryption.fields import SealedField, SealedJSONField

MODELS = (
    cases.Case,
    cases.CaseGrant,
    cases.Person,
    cases.ContactSheet,
    cases.Episode,
    cases.NeedSheet,
    cases.HealthSheet,
    cases.LegalSheet,
    cases.RiskReview,
    cases.Consent,
    cases.Dependant,
    cases.Note,
)


def _field(field: Any) -> Any:
    if isinstance(field, SealedField):
        return PlainField(null=True, is_json=isinstance(field, SealedJSONField))
    if field.is_relation:
        target = field.remote_field.model
        to = f"twin.Twin{target.__name__}" if target in MODELS else target._meta.label
        return models.ForeignKey(
            to, on_delete=models.DO_NOTHING, null=field.null, related_name="+", db_column=field.column
        )
    _name, _path, args, options = field.deconstruct()
    return type(field)(*args, **options)


def _twin(model: type[models.Model]) -> type[models.Model]:
    indexes = [
        models.Index(fields=index.fields, condition=index.condition, name=f"t_{index.name}"[:30])
        for index in model._meta.indexes
    ]
    uniques = [
        models.UniqueConstraint(fields=rule.fields, condition=rule.condition, name=f"t_{rule.name}"[:60])
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint)
    ]
    meta = type("Meta", (), {"app_label": "twin", "indexes": indexes, "constraints": uniques, "default_permissions": ()})
    members: dict[str, Any] = {field.name: _field(field) for field in model._meta.local_concrete_fields}
    members |= {"__module__": __name__, "Meta": meta, "objects": models.Manager()}
    if model is cases.Case:
        members["is_closed"] = cases.Case.is_closed
    return type(f"Twin{model.__name__}", (models.Model,), members)


TWINS = {model: _twin(model) for model in MODELS}
