"""Which cases belong together, as far as the reader may open them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.access import admit_cases, relation_of_visible
from cases.models import Case, Situation, SituationLink
from cases.situation.choices import UNDO_FOR
from common.shown import Shown, show
from encryption.classes import FieldClass


@dataclass(frozen=True)
class Other:
    """Another case of the situation that the reader may open, and its alias."""

    case: Case
    alias: Shown


@dataclass(frozen=True)
class Together:
    """One situation of a case: the case's own link, and the others of it. There is always another one."""

    link: SituationLink
    others: list[Other]

    @property
    def situation(self) -> Situation:
        return self.link.situation

    @property
    def words(self) -> str:
        """The kind and the aliases, for a list to choose from."""
        names = _(", ").join(str(other.alias.value) if other.alias else other.case.reference for other in self.others)
        return f"{self.situation.get_kind_display()}: {names}"


def together_of(user: User, case: Any) -> list[Together]:
    """The situations of a case that was opened, the newest first. One in which no other case is in sight is not told.

    One query where there is none; else two, and the keys of the aliases.
    """
    links = SituationLink.objects.visible_to(user).in_force()
    own = list(links.filter(case_id=case.pk).select_related("situation").order_by("-created_at"))
    if not own:
        return []
    rows = links.filter(situation__in=[link.situation_id for link in own]).exclude(case_id=case.pk)
    held: dict[UUID, list[Case]] = defaultdict(list)
    for link in rows.select_related("case").order_by("case__serial"):
        held[link.situation_id].append(link.case)
    cases = {one.pk: one for found in held.values() for one in found}
    admit_cases(user, cases.values(), relation_of_visible(user), {FieldClass.IDENTITY})
    return [
        Together(link, [Other(one, show(one.alias)) for one in held[link.situation_id]])
        for link in own
        if held[link.situation_id]
    ]


def just_taken_out(user: User, case: Case) -> SituationLink | None:
    """The link that `user` ended within the last minute, for Undo; None where no other case of it is in sight."""
    links = SituationLink.objects.visible_to(user)
    mine = links.filter(case=case, ended_by=user, ended_at__gte=timezone.now() - UNDO_FOR).order_by("-ended_at")
    others = links.in_force().exclude(case=case)
    return mine.filter(situation__in=others.values("situation")).first()


def case_by_number(user: User, number: str) -> Case | None:
    """The case with this printed number that `user` may open. What is not there and what is not theirs look the same."""
    return Case.objects.visible_to(user).filter(reference__iexact=number.strip()).first()
