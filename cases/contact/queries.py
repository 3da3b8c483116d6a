"""How the person may be reached, as words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cases.contact.choices import SafeChannel, SafeContact


def safe_words(rule: Mapping[str, Any] | None) -> str:
    """The rule of a ContactSheet in one or two sentences. Without an answer: do not contact."""
    answer = (rule or {}).get("answer")
    if not rule or answer not in SafeContact.values or answer == SafeContact.DO_NOT_CONTACT:
        return _("Do not contact until asked.")
    if answer == SafeContact.ONLY_SHE:
        return " ".join([_("Do not contact. The person contacts us."), *_extras(rule)])
    channels = [str(SafeChannel(code).label) for code in rule.get("channels", []) if code in SafeChannel.values]
    ways = _(", ").join(channels) if channels else _("as agreed with the person")
    first = _("%(ways)s only, %(hours)s.") if rule.get("hours") else _("%(ways)s only.")
    return " ".join([first % {"ways": ways, "hours": rule.get("hours", "")}, *_extras(rule)])


def _extras(rule: Mapping[str, Any]) -> list[str]:
    said = []
    if rule.get("messages") == "no":
        said.append(_("Do not leave messages."))
    if rule.get("words"):
        said.append(f"{str(rule['words']).rstrip('.')}.")
    if rule.get("note"):
        said.append(str(rule["note"]))
    return said
