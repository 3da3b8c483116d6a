"""What is said of a person in a line: age and languages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.person.choices import AgeGroup
from cases.person.questions import PROFILE
from common.answers import unanswered
from common.partial_dates import PartialDate

_BANDS = ((18, AgeGroup.CHILD), (25, AgeGroup.ADULT_18_24), (35, AgeGroup.ADULT_25_34), (45, AgeGroup.ADULT_35_44))


def age_band(answers: Mapping[str, Any], today: date) -> str:
    """The age group of named PROFILE answers, from the year of birth where it is known. "" if nothing is known."""
    born = answers.get("birth_year")
    if born and unanswered(born) is None:
        youngest, oldest = PartialDate.from_json(born).ages_on(today)
        if youngest < 18 <= oldest:
            return str(AgeGroup.UNSURE.label)
        return str(next((group for below, group in _BANDS if oldest < below), AgeGroup.ADULT_45).label)
    group = answers.get("age_group")
    return PROFILE["age_group"].words(group) if unanswered(group) is None else ""


def spoken(answers: Mapping[str, Any]) -> str:
    """The languages of named PROFILE answers. "" if nothing is known."""
    held = answers.get("languages")
    return PROFILE["languages"].words(held) if unanswered(held) is None else ""


def is_child(answers: Mapping[str, Any], today: date) -> bool:
    """Whether named PROFILE answers leave no doubt that the person is under 18."""
    born = answers.get("birth_year")
    if born and unanswered(born) is None:
        return PartialDate.from_json(born).ages_on(today)[1] < 18
    return bool(answers.get("age_group") == AgeGroup.CHILD)


def earliest_birth_of(answers: Mapping[str, Any]) -> date | None:
    """The earliest day on which the person can be born, also by an estimate; None if nothing is known."""
    born = answers.get("birth_year")
    return PartialDate.from_json(born).first if born and unanswered(born) is None else None
