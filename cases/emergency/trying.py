"""Between a request and an emergency opening: shared by page and API."""

from accounts.models import User
from audit.record import reading, refused
from audit.tags import Tag
from cases.emergency.queries import admit_for_emergency, hidden_number, own_opening
from cases.emergency.states import require_running
from cases.models import EmergencyOpening
from common.errors import NotAllowed


def note_wrong_number(user: User, number: str) -> None:
    """The try is in the trail, of the case too if there is one; the answer is the same."""
    hidden = hidden_number(user, number)
    refused(Tag.EMERGENCY_OPEN, hidden, case_id=hidden.pk if hidden is not None else None)


def open_running(user: User, pid: str) -> EmergencyOpening:
    """The own opening while its hour runs, its case in scope with what it opens, and recorded.

    NotAllowed for what is not the own or was blocked since; EmergencyOver afterwards.
    """
    opening = own_opening(user, pid)
    if opening is None:
        refused(Tag.EMERGENCY_READ)
        raise NotAllowed
    require_running(opening)
    admit_for_emergency(user, opening.case)
    reading(Tag.EMERGENCY_READ, subject=opening, case_id=opening.case_id)
    return opening
