"""From a date or an age to an age group."""

from django.utils import timezone

from cases.person.choices import AgeGroup
from common.partial_dates import PartialDate


def age_group_of(birth: PartialDate, age: int | None) -> str:
    """The age group that a date leaves no doubt about; *unsure* if it may be a child, "" if it may be two of adults."""
    youngest, oldest = (age, age) if age is not None else birth.ages_on(timezone.localdate())
    groups = {_group(youngest), _group(oldest)}
    if len(groups) == 1:
        return str(groups.pop().value)
    return AgeGroup.UNSURE.value if AgeGroup.CHILD in groups else ""


def _group(age: int) -> AgeGroup:
    for limit, group in (
        (18, AgeGroup.CHILD),
        (25, AgeGroup.ADULT_18_24),
        (35, AgeGroup.ADULT_25_34),
        (45, AgeGroup.ADULT_35_44),
    ):
        if age < limit:
            return group
    return AgeGroup.ADULT_45
