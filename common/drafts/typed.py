"""What of a form is kept, and for whom a form was made."""

from collections.abc import Mapping
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

MARK = "mark"
AT = "typed_at"
# Never kept: what proves who somebody is, and what only steers the form. Files are no part of a draft either.
_NEVER = ("csrf", "password", "token", "credential")
_STEERING = frozenset({"once", "code", MARK, "do", "go", "prompt", AT})
_signer = Signer(salt="common.drafts.mark")


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    """`{field name: [values]}` of a form that was sent, without secrets and steering."""
    return {
        name: [str(value) for value in values]
        for name, values in data.lists()
        if name not in _STEERING and not any(word in name.lower() for word in _NEVER)
    }


def as_sent(content: Mapping[str, Any]) -> QueryDict:
    """A draft as a form reads it."""
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, [str(value) for value in (values if isinstance(values, list) else [values])])
    return data


def mark_for(user: Any) -> str:
    """Stands in each form that keeps drafts: says for whom the form was made to nobody but ourselves."""
    return _signer.sign(_own(user))


def is_ours(mark: str) -> bool:
    """Whether we wrote `mark`, for whomever."""
    try:
        _signer.unsign(mark)
    except BadSignature:
        return False
    return True


def is_for(mark: str, user: Any) -> bool:
    """Whether the form that carried `mark` was made for `user`."""
    return is_ours(mark) and constant_time_compare(mark.rpartition(":")[0], _own(user))


def _own(user: Any) -> str:
    return salted_hmac("common.drafts.owner", str(user.pk), algorithm="sha256").hexdigest()[:24]
