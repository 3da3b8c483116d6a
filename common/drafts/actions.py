"""Keep, open and drop what somebody has typed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import atomic, record
from audit.tags import Tag
from common.drafts.models import Draft
from common.errors import DomainError
from encryption.errors import EncryptionError

# A draft is a form, not a file.
MOST_BYTES = 256 * 1024


class DraftTooLong(DomainError):
    """More text than a form holds."""

    code = "draft_too_long"
    sentence = _("This text is too long to be kept as a draft. Save what you have, and go on in a second note.")


@atomic
def save_draft(*, owner: Any, kind: str, content: dict[str, Any], key: str = "") -> Draft:
    """Keep `content` for `owner` for DRAFT_DAYS from now; a later save of the same form takes its place.

    Needs the owner's principal. Saving is not recorded in the trail: a draft is nobody's record yet.
    """
    if sum(len(str(value)) for value in content.values()) > MOST_BYTES:
        raise DraftTooLong
    draft = Draft.objects.visible_to(owner).select_for_update().filter(kind=kind, key=key).first()
    if draft is None:
        draft = Draft(owner=owner, organisation_id=owner.organisation_id, kind=kind, key=key)
    draft.content = content
    draft.expires_at = timezone.now() + timedelta(days=settings.DRAFT_DAYS)
    draft.save()
    return draft


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
