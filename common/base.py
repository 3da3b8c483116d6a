"""Abstract models that every app uses."""

from django.db import models

from common.pid import LENGTH, new_pid


class TimestampedModel(models.Model):
    """When the row was made and last changed, in UTC."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class PublicModel(models.Model):
    """A row that has an address of its own."""

    pid = models.CharField(max_length=LENGTH, unique=True, default=new_pid, editable=False)

    class Meta:
        abstract = True
