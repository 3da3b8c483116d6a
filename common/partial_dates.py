"""Dates of which a part is known: "About 1998", "March 2024". Any part may be missing from the left."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Year, year and month, or a whole day. `is_about`: an estimate. Raises ValueError for a day that never was."""

    year: int
    month: int | None = None
    day: int | None = None
    is_about: bool = False

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """From {"y": 1998, "m": 3, "d": 4, "about": true}; `m`, `d` and `about` may be missing."""
        return cls(int(value["y"]), value.get("m"), value.get("d"), bool(value.get("about", False)))

    @classmethod
    def from_text(cls, text: str, *, is_about: bool = False) -> Self:
        """From `1998`, `1998-03` or `1998-03-04`. Raises ValueError for anything else."""
        parts: list[int] = [int(part) for part in text.strip().split("-")]
        if not 1 <= len(parts) <= 3:
            raise ValueError("not a partial date")
        month = parts[1] if len(parts) > 1 else None
        return cls(parts[0], month, parts[2] if len(parts) > 2 else None, is_about)

    @classmethod
    def from_day(cls, day: date) -> Self:
        """A whole day."""
        return cls(day.year, day.month, day.day)

    def as_json(self) -> dict[str, int | bool]:
        """The stored shape, see `from_json`."""
        shape: dict[str, int | bool] = {"y": self.year}
        if self.month is not None:
            shape["m"] = self.month
        if self.day is not None:
            shape["d"] = self.day
        if self.is_about:
            shape["about"] = True
        return shape

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        if self.day is not None:
            return self.first
        if self.month is None:
            return date(self.year, 12, 31)
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1) if self.year < 9999 else date.max
        return following - timedelta(days=1) if following != date.max else following

    def ages_on(self, day: date) -> tuple[int, int]:
        """Youngest and oldest age in whole years that somebody born then can have on `day`; never below 0."""
        return max(_age(self.last, day), 0), max(_age(self.first, day), 0)

    @property
    def words(self) -> str:
        """As people read it, in the active language."""
        if self.day is not None:
            text = formats.date_format(self.first, "DATE_FORMAT")
        elif self.month is not None:
            text = formats.date_format(self.first, "YEAR_MONTH_FORMAT")
        else:
            text = str(self.year)
        return gettext("About %(date)s") % {"date": text} if self.is_about else text

    def __str__(self) -> str:
        return self.words


def _age(born: date, day: date) -> int:
    """Whole years; somebody born on 29 February turns older on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class PartialDateWidget(forms.MultiWidget):
    """Three boxes and a tick. No calendar: nobody clicks back to 1971."""

    template_name = "parts/partial_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            widgets={
                "day": _box(_("Day"), 2),
                "month": _box(_("Month"), 2),
                "year": _box(_("Year"), 4),
                "about": forms.CheckboxInput(attrs={"data-label": _("About")}),
            },
            attrs=attrs,
        )

    def decompress(self, value: Any) -> list[Any]:
        """The four boxes of a PartialDate or of its JSON."""
        if isinstance(value, dict) and "y" in value:
            value = PartialDate.from_json(value)
        if not isinstance(value, PartialDate):
            return [None, None, None, False]
        return [value.day, value.month, value.year, value.is_about]


def _box(label: Any, length: int) -> forms.TextInput:
    return forms.TextInput(
        attrs={"inputmode": "numeric", "maxlength": length, "size": length, "data-label": label, "autocomplete": "off"}
    )


class PartialDateField(forms.MultiValueField):
    """Gives a PartialDate, or None when all boxes are empty. `allow_future` is off: it asks for what has been."""

    widget = PartialDateWidget

    def __init__(self, *, allow_future: bool = False, **kwargs: Any) -> None:
        self.allow_future = allow_future
        fields = (
            forms.IntegerField(required=False, min_value=1, max_value=31),
            forms.IntegerField(required=False, min_value=1, max_value=12),
            forms.IntegerField(required=False, min_value=EARLIEST_YEAR, max_value=2200),
            forms.BooleanField(required=False),
        )
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> PartialDate | None:
        """The tick alone is no answer."""
        if isinstance(value, PartialDate):
            value = PartialDateWidget().decompress(value)
        if not value or not any(part not in (None, "") for part in list(value)[:3]):
            value = []
        result: PartialDate | None = super().clean(value)
        return result

    def compress(self, data_list: list[Any]) -> PartialDate | None:
        if not data_list:
            return None
        day, month, year, is_about = (*data_list, False)[:4]
        if year is None:
            raise ValidationError(_("Add the year, at least roughly."), code="no_year")
        if day is not None and month is None:
            raise ValidationError(_("Add the month, or leave the day empty."), code="no_month")
        try:
            result = PartialDate(year, month, day, bool(is_about))
        except ValueError as error:
            raise ValidationError(_("This day does not exist in that month."), code="no_such_day") from error
        if not self.allow_future and result.first > timezone.localdate():
            raise ValidationError(_("This date has not come yet."), code="future")
        return result

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            new = self.clean(data)
        except ValidationError:
            return True
        old = PartialDate.from_json(initial) if isinstance(initial, dict) and "y" in initial else initial
        return bool(new != (old or None))
