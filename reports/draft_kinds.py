"""Which forms of the reports keep what was typed in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.tags import Tag
from common.access import get_visible_or_404, require
from common.drafts.kinds import DraftKind, register_kind
from reports.digest.models import Digest
from reports.digest.permissions import can_read_digests, can_review_digest


def register() -> None:
    """Called once when the app starts."""
    register_kind(DraftKind("digest_detail", "reports:digest_detail", _("Review of a week"), _on_digest))


def _on_digest(user: Any, key: str) -> None:
    """Whoever may review the week."""
    require(can_read_digests(user))
    digest: Digest = get_visible_or_404(Digest.objects.all(), user, key, tag=Tag.DIGEST_OPEN)
    require(can_review_digest(user, digest))
