"""What the trail says about one row."""

from django.db import models

from audit.models import Event


def tags_of(subject: models.Model) -> list[str]:
    """The tags about `subject`, oldest first; refused ones with a minus in front."""
    events = Event.objects.filter(subject_id=str(subject.pk)).order_by("seq").values_list("tag", "outcome")
    return [tag if outcome == "ok" else f"-{tag}" for tag, outcome in events]
