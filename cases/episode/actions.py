"""Recording what happened."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.case.states import require_version
from cases.episode.questions import FACTS
from cases.models import Case, Episode
from cases.sheets import locked_case, may_write, save_version, set_answers, set_fields
from common.access import require


@atomic
def create_episode(*, actor: User, case: Case, answers: Mapping[str, Any]) -> Episode:
    """A further time the person was trafficked; `answers` is {question name: answer}."""
    case = locked_case(actor, case, Act.CASE_EDIT)
    last = Episode.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    episode = Episode.of(case, number=last + 1)
    require(may_write(episode, "facts"))
    facts = FACTS.merged(None, answers)
    episode.facts = facts or None
    episode.save(force_insert=True)
    record(actor, Tag.EPISODE_CREATE, episode, case_id=case.pk, changed=FACTS.changed(None, facts))
    return episode


@atomic
def edit_episode(*, actor: User, episode: Episode, answers: Mapping[str, Any], version: int | None = None) -> list[str]:
    """What happened, in kinds and codes; answers not named stay as they were."""
    case, episode = _locked(actor, episode, version)
    changed = set_answers(episode, "facts", FACTS, answers)
    if changed:
        save_version(episode)
        record(actor, Tag.EPISODE_EDIT, episode, case_id=case.pk, changed=changed)
    return changed


@atomic
def edit_account(*, actor: User, episode: Episode, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """The person's account, places and suspects: each its own class, so each its own right to write."""
    case, episode = _locked(actor, episode, version)
    changed = set_fields(episode, changes)
    if changed:
        save_version(episode)
        record(actor, Tag.EPISODE_EDIT, episode, case_id=case.pk, changed=changed)
    return changed


def _locked(actor: User, episode: Episode, version: int | None) -> tuple[Case, Episode]:
    case = locked_case(actor, episode.case, Act.CASE_EDIT)
    episode = Episode.objects.select_for_update().get(pk=episode.pk, case=case)
    require_version(episode, version)
    return case, episode
