"""What a list of cases can be narrowed to."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Whose(models.TextChoices):
    """Which cases. Another team's are never listed."""

    MINE = "mine", _("My cases")
    TEAM = "team", _("My team")
    ALL = "all", _("All I may see")


class Opened(models.TextChoices):
    """Whether work on a case goes on."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    ANY = "any", _("Open and closed")


class Only(models.TextChoices):
    """What needs a look. Source: the coordinator's overview."""

    LATE = "late", _("Something is late")
    QUIET = "quiet", _("No contact for 30 days")
    ENDING = "ending", _("An assignment ends soon")


# A person of whom nothing was heard for so long is asked after.
QUIET_DAYS = 30
ENDING_DAYS = 14
SIZES = (25, 50)


@dataclass(frozen=True)
class CaseFilter:
    """Which cases, how many, and from where on. `before` and `after` are serials; at most one of them is set."""

    whose: Whose = Whose.ALL
    opened: Opened = Opened.OPEN
    stage: str = ""
    worker: User | None = None
    only: str = ""
    size: int = SIZES[0]
    before: int | None = None
    after: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether more could be found without filters."""
        return bool(self.opened != Opened.OPEN or self.stage or self.worker or self.only)
