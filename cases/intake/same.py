"""Whether the phone number of a new intake is known already. What was found is kept with the intake, sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from cases.find.actions import check_case
from cases.intake.choices import Step
from cases.models import Case
from common.errors import DomainError
from encryption.digests import keyed_digest
from encryption.normal import phones

# Shape: {"of": digest of the number, "pids": [cases that may be listed], "hidden": bool, "ask": pid of a colleague,
# "failed": bool}.
SAME = "same"


@dataclass(frozen=True)
class KnownAlready:
    """What the pages of the intake say. `open` and `team`: cases to open, and cases of team-mates."""

    open: list[Case]
    team: list[Case]
    is_hidden: bool
    ask: str
    is_unchecked: bool


def with_check(user: User, content: Mapping[str, Any]) -> dict[str, Any]:
    """`content` with what is known of the number that was typed; looked for only when the number is another one."""
    text = _typed(content)
    rest = {name: held for name, held in content.items() if name != SAME}
    if not phones(text):
        return rest
    digest = _digest(text)
    before = content.get(SAME, {})
    if before.get("of") == digest and not before.get("failed"):
        return dict(content)
    try:
        same = check_case(actor=user, text=text)
    except DomainError:
        return rest | {SAME: {"of": digest, "failed": True}}
    return rest | {
        SAME: {
            "of": digest,
            "pids": [case.pid for case in same.known],
            "hidden": same.is_hidden,
            "ask": same.ask.pid if same.ask is not None else "",
        }
    }


def known_already(user: User, content: Mapping[str, Any]) -> KnownAlready | None:
    """What was found for the number that stands there now, as far as it may still be told. None: nothing."""
    held = content.get(SAME)
    if not held or held.get("of") != _digest(_typed(content)):
        return None
    pids = held.get("pids", [])
    can_open = list(Case.objects.visible_to(user).filter(pid__in=pids).order_by("-serial")) if pids else []
    team = list(Case.objects.listed_to(user).filter(pid__in=pids).order_by("-serial")) if pids else []
    asked = User.objects.visible_to(user).active().filter(pid=held.get("ask", "")).first()
    known = KnownAlready(
        open=can_open,
        team=[case for case in team if case not in can_open],
        is_hidden=bool(held.get("hidden")),
        ask=asked.display_name if asked is not None else "",
        is_unchecked=bool(held.get("failed")),
    )
    return known if known.open or known.team or known.is_hidden or known.is_unchecked else None


def _typed(content: Mapping[str, Any]) -> str:
    """The phone number as it was typed."""
    typed: str = (content.get(str(Step.PERSON.value), {}).get("phone") or [""])[0]
    return typed


def _digest(text: str) -> str:
    return keyed_digest("intake", text.encode()).hex()[:32]
