"""The tokens that find a value without opening it. They may be dropped at any time and made anew from the values."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from encryption.classes import FieldClass
from encryption.querysets import KeyQuerySet
from encryption.registry import numbers_of


class BlindToken(models.Model):
    """A shortened keyed digest of one value. Many values share a token, so what it finds is opened and compared."""

    organisation_id = models.UUIDField(_("organisation"))
    scope_id = models.UUIDField(_("case"))
    row_id = models.UUIDField(_("row"))
    column = models.PositiveSmallIntegerField(_("column"))
    epoch = models.PositiveIntegerField(_("epoch"))
    token = models.BinaryField(_("token"))

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("search token")
        verbose_name_plural = _("search tokens")
        # Never unique: two values may have one token, and that one is taken would tell that it is known.
        indexes: ClassVar = [
            models.Index(fields=["token", "column"], name="blind_token_lookup"),
            models.Index(fields=["scope_id"], name="blind_token_scope"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BlindIndex(models.Model):
    """How the tokens of one organisation were made. None yet: none were, and the first ones are of epoch 1.

    While `building` is not 0, new values get tokens of both epochs, and `place` says how far the old ones have come:
    the number of the column, and the id of the last row.
    """

    organisation_id = models.UUIDField(primary_key=True)
    epoch = models.PositiveIntegerField(_("epoch"), default=1)
    recipe = models.CharField(_("recipe"), max_length=80, blank=True)
    building = models.PositiveIntegerField(default=0)
    building_recipe = models.CharField(max_length=80, blank=True)
    place_column = models.PositiveSmallIntegerField(default=0)
    place_row = models.UUIDField(null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search indexes")

    def __str__(self) -> str:
        return str(self.organisation_id)


def forget_scope_tokens(scope_id: UUID, classes: Iterable[FieldClass] | None = None) -> None:
    """Remove the tokens of a case, or of some classes of it: they would still tell whether a value was known."""
    found = BlindToken.objects.filter(scope_id=scope_id)
    if classes is not None:
        found = found.filter(column__in=numbers_of(set(classes)))
    found.delete()
