"""What pages read about mail."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from reminders.outbox.choices import MessageState, Template, Trouble
from reminders.outbox.models import MailSetting, Message

# As many lines as somebody goes through; the heading says how many there are.
MOST = 100


def wishes_of(user: User) -> MailSetting:
    """What the user wishes about mail; who never said anything has no confirmed address and so gets none."""
    found: MailSetting | None = MailSetting.objects.filter(user_id=user.pk).first()
    return found or MailSetting(user=user)


def is_confirmed(user: User, wishes: MailSetting) -> bool:
    """Whether mail may go to the address of the account."""
    return bool(user.email) and wishes.confirmed_address == user.email


@dataclass(frozen=True)
class Undelivered:
    """One mail that did not arrive: whose, which, and what stands in its way."""

    message: Message
    what: str | Promise
    trouble: str | Promise

    @property
    def is_given_up(self) -> bool:
        """Nobody tries any more, so somebody has to."""
        return self.message.state == MessageState.DEAD


def undelivered_for(user: User) -> list[Undelivered]:
    """What did not arrive in the own organisation, the newest first."""
    rows = Message.objects.visible_to(user).undelivered(timezone.now()).select_related("recipient")[:MOST]
    return [
        Undelivered(row, Template(row.template).label, Trouble(row.trouble).label if row.trouble else _("On its way"))
        for row in rows
    ]


def undelivered_count(user: User) -> int:
    """How many; 0 for whoever does not look after mail."""
    if not may(user, Act.MESSAGE_LIST):
        return 0
    return int(Message.objects.visible_to(user).undelivered(timezone.now()).order_by().count())


def without_mail(user: User) -> int:
    """How many colleagues get no mail because they never confirmed an address."""
    people = User.objects.visible_to(user).active().select_related("mail_setting")
    return sum(not is_confirmed(one, getattr(one, "mail_setting", None) or MailSetting()) for one in people)
