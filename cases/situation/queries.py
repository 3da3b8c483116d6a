"""Which cases belong together, as far as the reader may open them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.access import admit_cases, relation_of_visible
from cases.episode.questions import FACTS
from cases.intake.choices import Step
from cases.models import Case, Episode, Situation, SituationLink
from cases.situation.choices import UNDO_FOR, SituationKind
from common.answers import unanswered
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


# What is the same for everybody there, by what the cases share. How the person came to us is taken over from each.
# Kinds of exploitation, recruiters and control are not: they were done to one person, and she says them.
TAKEN_FACTS: Mapping[str, frozenset[SituationKind]] = MappingProxyType(
    {
        "industry": frozenset({SituationKind.RAID, SituationKind.EMPLOYER}),
        "exploited_in": frozenset({SituationKind.RAID, SituationKind.EMPLOYER, SituationKind.PLACE}),
        "transit": frozenset({SituationKind.JOURNEY}),
    }
)


@dataclass(frozen=True)
class Circumstance:
    """A fact of a situation itself, for a new case beside the one it stands in.

    `step` and `typed` ({name: values}) are as the intake would have been filled in; `kinds` of situations it belongs to.
    """

    step: Step
    label: Any
    words: str
    typed: Mapping[str, list[str]]
    kinds: frozenset[SituationKind]

    @property
    def where(self) -> str:
        """The kinds in words; "" for all of them."""
        every = len(self.kinds) == len(SituationKind)
        return "" if every else _(", ").join(str(kind.label) for kind in SituationKind if kind in self.kinds)


def circumstances_of(case: Case) -> list[Circumstance]:
    """What a new case of the same situation could take over from one whose profile was opened."""
    every, raid = frozenset(SituationKind), frozenset({SituationKind.RAID})
    day = formats.date_format(case.opened_on, "DATE_FORMAT")
    found = [Circumstance(Step.MET, _("Day of first contact"), day, {"opened_on": [case.opened_on.isoformat()]}, raid)]
    if case.channel:
        channel = str(case.get_channel_display())
        found.insert(0, Circumstance(Step.MET, _("Came to us through"), channel, {"channel": [case.channel]}, every))
    episode = Episode.objects.filter(case=case).order_by("-number").first()
    facts = FACTS.named(show(episode.facts, "situation").value) if episode is not None else {}
    for name, kinds in TAKEN_FACTS.items():
        value = facts.get(name)
        if value and unanswered(value) is None:
            typed = {f"{name}_{place}": [code] for place, code in enumerate(value)} if isinstance(value, list) else {}
            question = FACTS[name]
            words = question.words(value)
            found.append(Circumstance(Step.HAPPENED, question.label, words, typed or {name: [value]}, kinds))
    return found


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
