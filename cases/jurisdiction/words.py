"""How an entry of the table reads."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.choices import countries
from cases.jurisdiction.choices import Confidence, LengthKind, LengthUnit
from cases.jurisdiction.models import Scheme

TONES = {Confidence.HIGH.value: "ok", Confidence.MEDIUM.value: "soon", Confidence.LOW.value: "late"}
ICONS = {Confidence.HIGH.value: "check", Confidence.MEDIUM.value: "info", Confidence.LOW.value: "alert"}


def country_words(scheme: Scheme) -> str:
    """The country in the language of the screen; what stands above the countries as the table names it."""
    found = countries.name(scheme.country_code)
    return scheme.country if found == scheme.country_code else found


def span_words(count: int | None, unit: str) -> str:
    """A number with its unit: "3 months"; nothing for no number."""
    if count is None:
        return ""
    if unit == LengthUnit.DAYS:
        return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
    if unit == LengthUnit.WEEKS:
        return ngettext("%(count)d week", "%(count)d weeks", count) % {"count": count}
    if unit == LengthUnit.MONTHS:
        return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}
    return ngettext("%(count)d year", "%(count)d years", count) % {"count": count}


def length_words(scheme: Scheme) -> str:
    """The length and what it says: "at least 30 days"."""
    span = span_words(scheme.length_value, scheme.length_unit)
    if scheme.length_kind == LengthKind.MINIMUM:
        return _("at least %(span)s") % {"span": span}
    if scheme.length_kind == LengthKind.MAXIMUM:
        return _("at most %(span)s") % {"span": span}
    if scheme.length_kind == LengthKind.INITIAL:
        return _("%(span)s at first") % {"span": span}
    return span or str(scheme.get_length_kind_display())


def event_words(scheme: Scheme) -> str:
    """What starts the period, as words."""
    return scheme.starts_from_event.replace("_", " ").capitalize()
