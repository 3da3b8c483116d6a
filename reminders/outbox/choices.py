"""The closed list of letters, where each row of the outbox stands, and why one did not arrive."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Template(models.TextChoices):
    """Every letter there is. Their words stand in `reminders.outbox.letters`; nothing else is ever mailed."""

    DUE = "due", _("Something is due")
    NOW = "now", _("Something is urgent")
    STAND_IN = "stand_in", _("Something of a colleague is urgent")
    DIGEST = "digest", _("Mail of the day")
    ADDRESS = "address", _("Question whether an address is right")
    ACCOUNT = "account", _("Something about the own account")


class MessageState(models.TextChoices):
    """Waiting until a sweep claims it, in hand under a lease, then one of the ends."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    IN_HAND = "in_hand", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    GATHERED = "gathered", pgettext_lazy("mail", "Counted in the mail of the day")
    WITHHELD = "withheld", pgettext_lazy("mail", "Not sent, as its reader wishes")
    DEAD = "dead", pgettext_lazy("mail", "Given up")


class Trouble(models.TextChoices):
    """Why a message was withheld, put off or given up. Never the server's own words: they may name somebody."""

    MAIL_OFF = "mail_off", _("No mail server is set up here")
    LEFT = "left", _("The account is closed")
    UNWANTED = "unwanted", _("Mail is switched off in the own settings")
    NO_ADDRESS = "no_address", _("No confirmed address")
    UNREACHED = "unreached", _("The mail server was not reached")
    LATER = "later", _("The mail server asked to come back later")
    REFUSED = "refused", _("The mail server refused it")
    NO_ANSWER = "no_answer", _("The mail server did not answer; it may arrive twice")
    BROKEN = "broken", _("It could not be written")
