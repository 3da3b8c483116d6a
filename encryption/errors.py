"""Every way a sealed value stays shut. No message ever holds a value, a key or a token."""


class EncryptionError(Exception):
    """A sealed value cannot be written or opened. `outcome` is the word that the audit trail gets."""

    outcome = "refused"


class ClearanceError(EncryptionError):
    """Nobody is acting, or whoever acts is not cleared for this field of this case now."""

    outcome = "refused"


class NoSink(EncryptionError):
    """Nobody records reveals, so nothing is revealed."""

    outcome = "refused"


class NotSealedYet(EncryptionError):
    """The value was assigned but not saved. Save the row before it is read back."""

    outcome = "refused"


class Shredded(EncryptionError):
    """The key of this value is gone for good, so the value is too."""

    outcome = "shredded"


class KeyNotHeld(EncryptionError):
    """This process does not hold the root key of the class."""

    outcome = "locked"


class KeyUnavailable(EncryptionError):
    """The keys cannot be had just now, or a key file does not fit the database."""

    outcome = "unavailable"


class Tampered(EncryptionError):
    """The stored bytes are not what was sealed for this very cell."""

    outcome = "tampered"
