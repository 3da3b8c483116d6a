"""Reads of notes."""

from accounts.models import User
from cases.models import Case, Note


def chain_of(note: Note) -> list[Note]:
    """A note and the texts it corrects, the newest first."""
    chain = [note]
    corrected = {
        row.pk: row
        for row in Note.objects.filter(case_id=note.case_id, corrections__isnull=False)
        .select_related("author")
        .distinct()
    }
    while chain[-1].corrects_id in corrected:
        chain.append(corrected[chain[-1].corrects_id])
    return chain


def additions_to(chain: list[Note]) -> list[Note]:
    """What was added to a note or to a text that it corrects, the oldest first; corrected ones give way."""
    rows = Note.objects.filter(adds_to__in=[note.pk for note in chain], corrections__isnull=True)
    return list(rows.select_related("author").order_by("happened_at", "pk"))


def own_open_cases(user: User, limit: int = 200) -> list[Case]:
    """Cases that `user` may open and write in, the newest first."""
    return list(Case.objects.visible_to(user).open().order_by("-serial")[:limit])
