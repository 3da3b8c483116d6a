"""Changing who the person is."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases import due_kinds
from cases.case.states import require_version
from cases.models import Case, Person
from cases.person.choices import GuardianState
from cases.person.questions import PROFILE
from cases.residence.reminding import remind_of_person
from cases.residence.watching import able
from cases.sheets import locked_case, save_version, set_answers, set_fields, sheet_of
from common.errors import DomainError
from reminders.actions import settle_due

# Held on the case itself, because lists show them.
ON_CASE = ("alias", "name_used")


class AliasNeeded(DomainError):
    """A case without an alias cannot be told from another."""

    code = "alias_needed"
    sentence = _("A case needs an alias. It can be any word that gives nothing away.")


@atomic
def edit_identity(*, actor: User, case: Case, changes: Mapping[str, Any], version: int | None = None) -> list[str]:
    """Names, papers and date of birth; `changes` is {field of Case or Person: value}. The alias is never empty."""
    case = locked_case(actor, case, Act.CASE_EDIT)
    person = sheet_of(Person, case)
    require_version(person, version)
    if "alias" in changes and not changes["alias"]:
        raise AliasNeeded
    on_case = set_fields(case, {name: changes[name] for name in ON_CASE if name in changes})
    on_person = set_fields(person, {name: value for name, value in changes.items() if name not in ON_CASE})
    if on_case or on_person:
        save_version(*([person, case] if on_case else [person]))
        record(actor, Tag.PERSON_EDIT, person, case_id=case.pk, changed=on_case + on_person)
    return on_case + on_person


@atomic
def edit_profile(*, actor: User, case: Case, answers: Mapping[str, Any], version: int | None = None) -> list[str]:
    """What describes the person; `answers` is {question name: answer}, and answers not named stay as they were.

    A guardian who is there, appointed or asked for settles what was due about a guardian.
    """
    case = locked_case(actor, case, Act.CASE_EDIT)
    person = sheet_of(Person, case)
    require_version(person, version)
    changed = set_answers(person, "profile", PROFILE, answers)
    if not changed:
        return []
    save_version(person)
    if answers.get("guardian") in set(GuardianState.values) - {GuardianState.ALONE.value}:
        settle_due(actor=actor, subject_id=case.pk, kind=due_kinds.GUARDIAN)
    answers_now = PROFILE.named(person.profile.reveal("edit") or {})
    remind_of_person(actor=actor, owner=next(able(case, actor), actor), case=case, answers=answers_now)
    record(actor, Tag.PERSON_EDIT, person, case_id=case.pk, changed=changed)
    return changed
