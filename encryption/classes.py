"""The field classes: what a person of staff, or a process, is cleared for."""

from enum import IntEnum


class FieldClass(IntEnum):
    """A kind of sensitive content with a root key of its own. Its number stands in every value: never reuse one."""

    IDENTITY = 1
    CONTACT = 2
    PROFILE = 3
    HEALTH = 4
    LEGAL = 5
    NARRATIVE = 6
    LOCATION = 7
    SUSPECTS = 8
    OUTCOME = 9
    STAFF = 10
    DRAFTS = 11

    @property
    def key_name(self) -> str:
        """The name of the root key, and of its file without `.key`."""
        return self.name.lower()


INDEX_KEY = "index"
AUDIT_KEY = "audit"
KEY_NAMES: tuple[str, ...] = (*(c.key_name for c in FieldClass), INDEX_KEY, AUDIT_KEY)

# Which keys a process may hold. Code that runs in another process cannot ask for more, whatever its `if`s say.
PROFILES: dict[str, frozenset[str]] = {
    "web": frozenset(KEY_NAMES),
    "worker": frozenset(
        ("identity", "contact", "profile", "narrative", "legal", "health", "drafts", INDEX_KEY, AUDIT_KEY)
    ),
    "reports": frozenset(("profile", "outcome", AUDIT_KEY)),
}
