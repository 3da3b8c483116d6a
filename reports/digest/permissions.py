"""Who may review a digest."""

from accounts.choices import Act
from accounts.matrix import may
from accounts.models import User
from reports.digest.models import Digest
from reports.digest.querysets import is_reviewer


def can_read_digests(user: User) -> bool:
    """The table says which roles may; of coordinators only those whom the installation names."""
    return may(user, Act.DIGEST_READ) and is_reviewer(user)


def can_review_digest(user: User, digest: Digest) -> bool:
    """Whoever may read it, and is not in it: nobody judges the own line."""
    is_subject = any(line["actor"] == str(user.pk) for line in digest.lines)
    return can_read_digests(user) and not is_subject
