"""A case that was begun beside another one is linked when its intake is saved."""

from accounts.models import User
from cases.hooks import register_intake_end
from cases.models import Case
from cases.situation.actions import join_situation


def _join(actor: User, key: str, case: Case | None) -> None:
    join_situation(actor=actor, key=key, case=case)


def register() -> None:
    """Called once when the app starts."""
    register_intake_end(_join)
