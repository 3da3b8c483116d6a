"""Fingerprints of imported rows concern nobody's page."""

from common.querysets import ScopedQuerySet


class ImportedRowQuerySet(ScopedQuerySet):
    """Read by the import only: nobody sees a fingerprint, so `visible_to` stays empty."""
