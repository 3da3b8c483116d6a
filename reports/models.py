"""Re-exports of the models of this app."""

from reports.digest.models import Digest

__all__ = ["Digest"]
