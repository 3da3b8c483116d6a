"""Public ids: what stands in an address instead of a name, a number or a UUID."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10


def is_pid(text: str) -> bool:
    """Whether `text` has the shape of a public id."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def new_pid() -> str:
    """Ten random Crockford base32 characters (50 bits). Unique by a database constraint, not by this function."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PidConverter:
    """URL converter `<pid:pid>`; anything else is simply no address."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
