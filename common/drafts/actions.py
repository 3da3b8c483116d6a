"""Keep, open and drop what somebody has typed."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import atomic, record
from audit.tags import Tag
from common.drafts.kinds import DraftKind
from common.drafts.models import Draft
from common.drafts.typed import AT, typed_in
from common.errors import DomainError
from common.numbers import whole_number
from encryption.errors import EncryptionError

# A draft is a form, not a file.
MOST_BYTES = 256 * 1024
# So long after a form was sent a draft of it may still be on its way.
LATE_SECONDS = 10 * 60
SENT = "draft-sent-"


class DraftTooLong(DomainError):
    """More text than a form holds."""

    code = "draft_too_long"
    sentence = _("This text is too long to be kept as a draft. Save what you have, and go on in a second note.")


@atomic
def save_draft(
    *, owner: Any, kind: str, content: dict[str, Any], key: str = "", page: str = "", typed_at: int = 0
) -> Draft:
    """Keep `content` for `owner` for DRAFT_DAYS from now; a later save of the same form takes its place.

    `page` says from which page it came, `typed_at` when by that page's own clock: see `keep_form`.

    Needs the owner's principal. Saving is not recorded in the trail: a draft is nobody's record yet.
    """
    if sum(len(str(value)) for value in content.values()) > MOST_BYTES:
        raise DraftTooLong
    draft = Draft.objects.visible_to(owner).select_for_update().filter(kind=kind, key=key).first()
    if draft is None:
        draft = Draft(owner=owner, organisation_id=owner.organisation_id, kind=kind, key=key)
    draft.content = content
    draft.page, draft.typed_at = page, typed_at
    draft.expires_at = timezone.now() + timedelta(days=settings.DRAFT_DAYS)
    draft.save()
    return draft


def keep_form(*, owner: Any, kind: DraftKind, key: str, data: QueryDict) -> str:
    """Keep what stands in a form of `kind` about `key`; answers the page where the owner goes on.

    What comes too late is left aside: after its form was sent, or after something newer from the same page.
    """
    page = data.get("once", "")
    if was_sent(page):
        return kind.page(key)
    if kind.store is not None:
        return kind.store(owner, key, data)
    if kind.text and kind.text not in data:
        # Another page of the same address, which does not ask for the text: it says nothing about it.
        return kind.page(key)
    if kind.text and not data.get(kind.text, "").strip():
        delete_draft(owner=owner, kind=kind.stored, key=key)
        return kind.page(key)
    at, name = whole_number(data.get(AT)), _name_of(page)
    held = Draft.objects.visible_to(owner).filter(kind=kind.stored, key=key, page=name).first() if page else None
    known = held.typed_at if held is not None else 0
    # A form that was sent and refused says no time: it holds all that was typed until then.
    at = known if at is None else at
    if at >= known:
        save_draft(owner=owner, kind=kind.stored, key=key, content=typed_in(data), page=name, typed_at=at)
    return kind.page(key)


def forget_form(*, owner: Any, kind: DraftKind, key: str, page: str = "") -> None:
    """The form took effect: its draft goes in the same transaction, and one still on its way stays away.

    `page` is the one-time key of the form that was sent.
    """
    Draft.objects.visible_to(owner).filter(kind=kind.stored, key=key).delete()
    if page:
        cache.set(SENT + _name_of(page), 1, LATE_SECONDS)


def was_sent(page: str) -> bool:
    """Whether the form with this one-time key took effect a moment ago."""
    return bool(page) and cache.get(SENT + _name_of(page)) is not None


def _name_of(page: str) -> str:
    """What the database keeps of a one-time key."""
    return sha256(page.encode()).hexdigest()[:40] if page else ""


def load_draft(*, owner: Any, kind: str, key: str = "") -> dict[str, Any] | None:
    """What `owner` had typed, or None. A draft that cannot be opened any more counts as none."""
    draft = Draft.objects.visible_to(owner).filter(kind=kind, key=key).first()
    if draft is None:
        return None
    try:
        content: dict[str, Any] | None = draft.content.reveal("draft")
    except EncryptionError:
        return None
    return content


@atomic
def delete_draft(*, owner: Any, kind: str, key: str = "") -> None:
    """Drop the draft: its text was sent, or is not wanted any more."""
    Draft.objects.visible_to(owner).filter(kind=kind, key=key).delete()


@atomic
def purge_drafts() -> int:
    """Drop drafts that nobody touched for DRAFT_DAYS. Returns how many."""
    count, _models = Draft.objects.expired(timezone.now()).delete()
    if count:
        record(None, Tag.DRAFT_PURGE, count=count)
    return count
