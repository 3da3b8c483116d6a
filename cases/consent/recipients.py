"""Telling that two answers are about the same recipient, without opening either."""

from uuid import UUID

from encryption.digests import keyed_digest

LABEL = "cases.consent.recipient"


def plain(recipient: str) -> str:
    """Without what does not matter: case and blanks."""
    return " ".join(recipient.casefold().split())


def key_of(case_id: UUID, recipient: str) -> str:
    """The key of a recipient within one case: the same name in two cases has two keys. Empty for nobody."""
    name = plain(recipient)
    return keyed_digest(LABEL, case_id.bytes + name.encode()).hex()[:32] if name else ""
