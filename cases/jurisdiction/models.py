"""What the law of a country says about stays: reference data that names no person."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.jurisdiction.choices import (
    COUNTED,
    Confidence,
    Cooperation,
    ExpulsionBar,
    LengthKind,
    LengthUnit,
    SchemeType,
)
from cases.jurisdiction.querysets import SchemeQuerySet
from common.models import PublicModel, TimestampedModel

# Ten years in days: longer than any period of the table, short enough for the calendar.
LONGEST = 3660
# Pairs of number and unit: both or neither.
PAIRS = ("length", "extension", "total", "child", "child_extension")


def _number(label: Any) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )


def _unit(label: Any) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=6, choices=LengthUnit.choices, blank=True)


def _both_or_neither(name: str) -> models.CheckConstraint:
    value, unit = f"{name}_value", f"{name}_unit"
    return models.CheckConstraint(
        name=f"scheme_{name}_number_and_unit",
        condition=Q(**{f"{value}__isnull": True, unit: ""})
        # Without `isnull` an empty number would compare as unknown, and unknown passes a check.
        | Q(**{f"{value}__isnull": False, f"{value}__gte": 1, f"{unit}__in": LengthUnit.values}),
        violation_error_code=value,
        violation_error_message=_("Give both, the number and the unit, or neither."),
    )


class Scheme(PublicModel, TimestampedModel):
    """One version of one stay or period of one country. It is never changed: a correction is the next version.

    Without an organisation it belongs to the table that is shipped; with one it is that organisation's own correction.
    `valid_from` and `valid_to` say for which starts it holds, both days included; empty is without a limit.
    `replaces` is the version that it puts out of force altogether, because that one was wrong; where only the law changed
    it stays empty, and the earlier version goes on for earlier starts. Names no person.
    """

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(_("Code"), max_length=16, validators=[RegexValidator(r"\A[A-Z]{2,3}-[A-Z0-9]{1,12}\Z")])
    version = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    country_code = models.CharField(_("Country"), max_length=3)
    country = models.CharField(_("Name of the country"), max_length=60)
    scheme_name = models.CharField(_("Name"), max_length=120)
    type = models.CharField(_("Kind of stay"), max_length=17, choices=SchemeType.choices)
    length_value = _number(_("Length"))
    length_unit = _unit(_("Unit"))
    length_kind = models.CharField(_("What the length says"), max_length=34, choices=LengthKind.choices)
    starts_from_event = models.CharField(_("What starts it"), max_length=80)
    count_first_day = models.BooleanField(_("The first day counts"), default=False)
    roll_forward = models.BooleanField(_("An end on a rest day moves to the next working day"), default=False)
    extension_rule = models.CharField(_("Extension"), max_length=300, blank=True)
    extension_value = _number(_("One extension"))
    extension_unit = _unit(_("Unit of one extension"))
    total_value = _number(_("At most in all"))
    total_unit = _unit(_("Unit of the whole"))
    child_rule = models.CharField(_("Children"), max_length=300, blank=True)
    child_value = _number(_("Length for a child"))
    child_unit = _unit(_("Unit of the length for a child"))
    child_extension_value = _number(_("Extension for a child"))
    child_extension_unit = _unit(_("Unit of the extension for a child"))
    conditional_on_cooperation = models.CharField(
        _("Depends on cooperation"), max_length=7, choices=Cooperation.choices
    )
    expulsion_bar = models.CharField(_("Removal is barred"), max_length=7, choices=ExpulsionBar.choices)
    legal_source = models.CharField(_("Law"), max_length=200, blank=True)
    notes = models.CharField(_("Notes"), max_length=500, blank=True)

    source = models.CharField(_("Where it was read"), max_length=300, blank=True)
    source_date = models.CharField(_("As of"), max_length=60, blank=True)
    confidence = models.CharField(_("How sure"), max_length=6, choices=Confidence.choices)
    valid_from = models.DateField(_("Holds for starts from"), null=True, blank=True)
    valid_to = models.DateField(_("Holds for starts until"), null=True, blank=True)
    verified_on = models.DateField(_("Checked on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Why it was changed"), max_length=300, blank=True)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["country", "code", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="one_version_of_a_scheme_per_number"),
            *(_both_or_neither(name) for name in PAIRS),
            models.CheckConstraint(
                name="scheme_length_if_counted",
                condition=Q(length_value__isnull=False, length_kind__in=COUNTED)
                | (Q(length_value__isnull=True) & ~Q(length_kind__in=COUNTED)),
                violation_error_code="length_kind",
                violation_error_message=_(
                    "A fixed, least or greatest length needs its number; the other kinds have none."
                ),
            ),
            models.CheckConstraint(
                name="scheme_valid_to_not_before_valid_from",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_code="valid_to",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="scheme_checked_by_and_on",
                condition=Q(verified_on__isnull=True, verified_by__isnull=True)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                violation_error_message=_("Say both, who checked it and when."),
                violation_error_code="verified_on",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new version can be saved. Raises TypeError for one that exists."""
        if not self._state.adding:
            raise TypeError("A version of a scheme is never changed; write the next one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: ends that were reckoned from it must stay explainable."""
        raise TypeError("A version of a scheme is never deleted.")

    def __str__(self) -> str:
        return f"{self.code} ({self.version})"
