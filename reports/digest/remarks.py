"""The reviewer's sentence, sealed as `staff` and bound to its digest.

The box for secrets of staff binds a value to its purpose only. So the digest's own id is sealed in front of the words, and
whatever lacks it is shown to nobody: neither another digest's sentence nor the secret of a second factor can be moved here.
"""

from common.shown import Shown, State
from encryption.errors import EncryptionError, Tampered
from encryption.secrets_box import open_staff_secret, seal_staff_secret
from reports.digest.models import Digest


def _front(digest: Digest) -> str:
    return f"reports.digest.remark:{digest.pk}:"


def seal_remark(digest: Digest, words: str) -> str:
    """What is stored for `words`."""
    return seal_staff_secret(_front(digest) + words)


def open_remark(digest: Digest) -> str:
    """The words of a digest that has some. Raises Tampered for what was not sealed for this digest."""
    front, text = _front(digest), open_staff_secret(digest.remark)
    if not text.startswith(front):
        raise Tampered("The sentence belongs elsewhere.")
    return text.removeprefix(front)


def remark_of(digest: Digest) -> Shown:
    """The words to show, or why there are none."""
    if not digest.remark:
        return Shown(State.EMPTY)
    try:
        return Shown(State.VALUE, open_remark(digest))
    except EncryptionError:
        return Shown(State.TAMPERED)
