"""The wrapped keys. Whoever holds these tables without the key files holds nothing."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from encryption.querysets import KeyQuerySet


class ClassKey(models.Model):
    """The key of one field class in one organisation, wrapped by the root key of the class."""

    organisation_id = models.UUIDField(_("organisation"))
    field_class = models.PositiveSmallIntegerField(_("field class"))
    version = models.PositiveIntegerField(_("version"), default=1)
    root_version = models.PositiveIntegerField(_("root key version"))
    wrapped = models.BinaryField(_("wrapped key"))
    check_value = models.BinaryField(_("key check value"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("class key")
        verbose_name_plural = _("class keys")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation_id", "field_class", "version"], name="one_class_key_per_organisation_and_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.field_class} v{self.version}"


class CaseKey(models.Model):
    """The data key of a field class in a case (for drafts: of a user), wrapped by the class key. Shredding it erases."""

    organisation_id = models.UUIDField(_("organisation"))
    scope_id = models.UUIDField(_("case"))
    field_class = models.PositiveSmallIntegerField(_("field class"))
    generation = models.PositiveIntegerField(_("generation"), default=1)
    class_version = models.PositiveIntegerField(_("class key version"))
    wrapped = models.BinaryField(_("wrapped key"))
    check_value = models.BinaryField(_("key check value"))
    shredded_at = models.DateTimeField(_("shredded"), null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case key")
        verbose_name_plural = _("case keys")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope_id", "field_class", "generation", "organisation_id"],
                name="one_case_key_per_class_and_generation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope_id} {self.field_class} g{self.generation}"
