"""Models that every app uses; each noun has a folder of its own."""

from common.base import PublicModel, TimestampedModel
from common.drafts.models import Draft
from common.jobs.models import Job
from common.once.models import SentForm

__all__ = ["Draft", "Job", "PublicModel", "SentForm", "TimestampedModel"]
