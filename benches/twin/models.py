"""A twin of every table of a case: the same columns and indexes, with plain text where the product has sealed cells."""

from typing import Any, ClassVar

from django.db import models

from accounts.choices import Role
from benches.twin.fields import Plain, PlainField
from cases import models as cases
from cases.case.querysets import work_permission
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
    cases.Identification,
    cases.Consent,
    cases.Dependant,
    cases.Note,
    cases.Encounter,
    cases.ServiceGiven,
    cases.Task,
    cases.Document,
    cases.StatusSheet,
    cases.StatusEvent,
    cases.StatusDate,
    cases.SituationLink,
    cases.HearingPart,
    cases.ProceedingStep,
    cases.Briefing,
)


class TwinRows(models.QuerySet[Any]):
    """The filters that a plain application would have: whose cases these are, and no more."""

    def visible_to(self, user: Any) -> Any:
        if self.model is TWINS[cases.SituationLink]:
            return self.filter(case__organisation_id=user.organisation_id)
        mine = self.filter(organisation_id=user.organisation_id)
        return mine if user.role == Role.COORDINATOR else mine.granted_to(user)

    def listed_to(self, user: Any) -> Any:
        return self.filter(organisation_id=user.organisation_id, team_id=user.team_id)

    def granted_to(self, user: Any) -> Any:
        return self.filter(grants__user=user, grants__permission=work_permission(), grants__ended_at__isnull=True)

    def open(self) -> Any:
        return self.filter(closed_on__isnull=True)

    def in_force(self) -> Any:
        return self.filter(ended_at__isnull=True)

    def of_cases(self, cases: Any) -> Any:
        return self.filter(content_object__in=cases).select_related("user").order_by("granted_at")


def _field(field: Any) -> Any:
    if isinstance(field, SealedField):
        return PlainField(
            null=True,
            is_json=isinstance(field, SealedJSONField),
            label=field.label,
            field_class=field.field_class,
        )
    if field.is_relation:
        target = field.remote_field.model
        to = f"twin.Twin{target.__name__}" if target in MODELS else target._meta.label
        inside = target in MODELS
        name = field.remote_field.related_name or "+"
        return models.ForeignKey(
            to,
            on_delete=models.DO_NOTHING,
            null=field.null,
            db_index=field.db_index,
            related_name=name if inside else "+",
            db_column=field.column,
        )
    _name, _path, args, options = field.deconstruct()
    return type(field)(*args, **options)


def _of(twin: Any, case: Any, **fields: Any) -> Any:
    """As the product's rows are made: of a case, not yet saved."""
    row = twin(case=case, organisation_id=case.organisation_id, **fields)
    for field in twin._meta.concrete_fields:
        if isinstance(field, PlainField) and not isinstance(row.__dict__[field.attname], Plain):
            setattr(row, field.attname, Plain(row.__dict__[field.attname], field.label, field.field_class))
    return row


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
    meta = type(
        "Meta", (), {"app_label": "twin", "indexes": indexes, "constraints": uniques, "default_permissions": ()}
    )
    members: dict[str, Any] = {field.name: _field(field) for field in model._meta.local_concrete_fields}
    members |= {
        "__module__": __name__,
        "Meta": meta,
        "objects": models.Manager.from_queryset(TwinRows)(),
        "of": classmethod(_of),
    }
    if model is cases.Case:
        members["is_closed"] = cases.Case.is_closed
    return type(f"Twin{model.__name__}", (models.Model,), members)


TWINS = {model: _twin(model) for model in MODELS}


class TwinValue(models.Model):
    """What can be found, in plain text and in its normal form: where the product has tokens."""

    organisation_id = models.UUIDField()
    scope_id = models.UUIDField()
    row_id = models.UUIDField()
    column = models.PositiveSmallIntegerField()
    value = models.TextField()

    class Meta:
        app_label = "twin"
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["value", "column"], name="t_value_lookup"),
            models.Index(fields=["scope_id"], name="t_value_scope"),
        ]

    def __str__(self) -> str:
        return self.value
