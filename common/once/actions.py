"""Claim a one-time key, keep the answer, tell it again."""

import hashlib
import json
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from common.once.models import SentForm
from common.views import is_api
from encryption.digests import keyed_digest

LABEL = "common.sentform"
# No page stays open longer than a working day and a night.
KEPT_FOR = timedelta(days=2)
# How long a second press waits for the answer of the first.
WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
LONGEST_LOCATION = 300
# Names in an answer of the API that say nothing about a person.
BLAND = frozenset(
    {"pid", "reference", "version", "changed", "corrects", "versions", "due", "until", "case_count", "left_count"}
)
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "once"})


class AlreadySent(Exception):
    """The same form took effect before: what this one has changed is rolled back. Carries the first one's digest."""

    def __init__(self, digest: str) -> None:
        self.digest = digest
        super().__init__("already sent")


def digest_of(request: HttpRequest, owner_id: UUID, key: str) -> str:
    """One keyed digest over sender, key, address and everything that was sent: another text is another form."""
    parts: list[bytes] = [
        owner_id.bytes,
        key.encode(),
        (request.method or "").encode(),
        request.get_full_path().encode(),
    ]
    if request.content_type in FORMS and not is_api(request):
        parts += [part.encode("utf-8", "surrogatepass") for part in _fields(request)]
        parts += _files(request)
    else:
        parts.append(request.body)
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return keyed_digest(LABEL, whole.digest()).hex()


def _fields(request: HttpRequest) -> Iterable[str]:
    for name, values in sorted(request.POST.lists()):
        if name not in _NOT_TYPED:
            yield from (name, *values, "")


def _files(request: HttpRequest) -> Iterable[bytes]:
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            yield name.encode() + b"\0" + content.digest()


def claim(owner_id: UUID, digest: str) -> None:
    """Take the key for the change that is being made. Raises AlreadySent if it took effect before.

    While another request with the same key is in its transaction, the database makes this one wait for its end.
    """
    try:
        SentForm.objects.create(owner_id=owner_id, digest=digest)
    except IntegrityError as error:
        raise AlreadySent(digest) from error


def find_sent(digest: str) -> SentForm | None:
    """What took effect before, if anything did."""
    found: SentForm | None = SentForm.objects.filter(digest=digest).first()
    return found


def wait_for_answer(digest: str) -> SentForm | None:
    """The same with its answer; one that does not come in two seconds was lost."""
    sent = find_sent(digest)
    for seconds in WAITS:
        if sent is None or sent.status:
            break
        time.sleep(seconds)
        sent = find_sent(digest)
    return sent


def keep_answer(digest: str, response: HttpResponseBase) -> None:
    """Keep where the form led to. A refusal is no effect: the key may be used again."""
    status = response.status_code
    if 400 <= status < 500:
        SentForm.objects.filter(digest=digest).delete()
        return
    location = response.headers.get("Location", "")
    if not location.startswith("/") or len(location) > LONGEST_LOCATION:
        location = ""
    body = None if location else bland_body(response)
    SentForm.objects.filter(digest=digest).update(status=status, location=location, body=body)


def bland_body(response: HttpResponseBase) -> dict[str, Any] | None:
    """What an answer of the API says, if that is public ids, versions, counts, instants and names of fields only; else None."""
    data = getattr(response, "data", None)
    if not (isinstance(data, dict) and isinstance(response, HttpResponse) and set(data) <= BLAND):
        return None
    # As it was sent: instants are texts by then.
    told: dict[str, Any] | None = json.loads(response.content or b"null")
    return told


def purge_sent_forms() -> int:
    """Forget what was sent so long ago that nobody can send it again. Returns how many."""
    count, _models = SentForm.objects.older_than(timezone.now() - KEPT_FOR).delete()
    return count
