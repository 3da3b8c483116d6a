"""The weekly digest. It reads the trail and no sealed field."""

from celery import shared_task

from reports.digest.actions import write_digests


@shared_task(name="reports.write_digests", ignore_result=True)
def write_weekly_digests() -> None:
    """Every night: write the digest of the last whole week where it is missing, so that a lost night loses nothing."""
    write_digests()
