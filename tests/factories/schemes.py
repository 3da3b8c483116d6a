"""Invented entries of the table of periods and permits."""

from typing import Any

from cases.models import Scheme


def make_scheme(code: str = "BE-RP", **fields: Any) -> Scheme:
    """One version; the next free number of its code. Forty-five days in Belgium unless said otherwise."""
    values: dict[str, Any] = {
        "country_code": code.split("-")[0],
        "country": "Belgium",
        "scheme_name": "Invented period",
        "type": "reflection_period",
        "length_value": 45,
        "length_unit": "days",
        "length_kind": "fixed",
        "starts_from_event": "authority_decision",
        "conditional_on_cooperation": "no",
        "expulsion_bar": "yes",
        "legal_source": "Invented Act, art. 1",
        "source": "An invented gazette",
        "source_date": "2026",
        "confidence": "high",
    }
    fields.setdefault("version", Scheme.objects.filter(code=code).count() + 1)
    scheme = Scheme(code=code, **(values | fields))
    scheme.full_clean()
    scheme.save()
    return scheme
