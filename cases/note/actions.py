"""Writing notes. Nothing is ever overwritten."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.matrix import Act
from accounts.models import User
from audit.record import atomic, record
from audit.tags import Tag
from cases.models import Case, Note
from cases.sheets import differs, locked_case, may_write
from common.access import require
from common.errors import DomainError

# A clock that runs ahead is no reason to refuse a note.
CLOCK_MAY_DIFFER = timedelta(minutes=10)


class NoteEmpty(DomainError):
    """There is no text."""

    code = "note_empty"
    sentence = _("There is no text yet. Write what happened, then save.")


class NoteInFuture(DomainError):
    """The day lies ahead."""

    code = "note_in_future"
    sentence = _("A note tells what has happened. Choose today or an earlier day.")


class NoteCorrectedMeanwhile(DomainError):
    """Somebody has corrected the note."""

    code = "note_corrected"
    sentence = _("This note was corrected already. Your text is kept. Read the newer text, then correct that one.")


def field_for(actor: User) -> str:
    """Where the role's text is held: a health worker's in `health_text`, everybody else's in `text`."""
    return "health_text" if actor.role == Role.HEALTH else "text"


def held_in(note: Note) -> str:
    """Which of the two fields holds the text of `note`."""
    return "text" if note.health_text.is_null else "health_text"


@atomic
def create_note(*, actor: User, case: Case, text: str, happened_at: datetime | None = None) -> Note:
    """Add a note; `happened_at` (UTC) is now if not given."""
    case = locked_case(actor, case, Act.NOTE_CREATE)
    if not text.strip():
        raise NoteEmpty
    now = timezone.now()
    if happened_at is not None and happened_at > now + CLOCK_MAY_DIFFER:
        raise NoteInFuture
    name = field_for(actor)
    note = Note.of(case, author=actor, happened_at=happened_at or now)
    _seal(note, name, text)
    record(actor, Tag.NOTE_CREATE, note, case_id=case.pk, changed=[name])
    return note


@atomic
def edit_note(*, actor: User, note: Note, text: str) -> Note:
    """Correct a note: a new one that names it and stands at its place. The earlier text stays readable."""
    case = locked_case(actor, note.case, Act.NOTE_CREATE)
    note = Note.objects.get(pk=note.pk, case=case)
    if not text.strip():
        raise NoteEmpty
    name = held_in(note)
    newer: Note | None = Note.objects.filter(corrects=note).first()
    if newer is not None:
        if newer.author_id == actor.pk and not differs(newer, name, text):
            return newer
        raise NoteCorrectedMeanwhile
    if not differs(note, name, text):
        return note
    correction = Note.of(case, author=actor, happened_at=note.happened_at, corrects=note, adds_to_id=note.adds_to_id)
    _seal(correction, name, text)
    record(actor, Tag.NOTE_EDIT, correction, case_id=case.pk, changed=[name])
    return correction


@atomic
def extend_note(*, actor: User, note: Note, text: str) -> Note:
    """Add to a note: a note of its own, of now, that names it. Who may not read the note may still add to it."""
    case = locked_case(actor, note.case, Act.NOTE_CREATE)
    note = Note.objects.get(pk=note.pk, case=case)
    if not text.strip():
        raise NoteEmpty
    name = field_for(actor)
    addition = Note.of(case, author=actor, happened_at=timezone.now(), adds_to=note.adds_to or note)
    _seal(addition, name, text)
    record(actor, Tag.NOTE_EXTEND, addition, case_id=case.pk, changed=[name])
    return addition


def _seal(note: Note, name: str, text: str) -> None:
    require(may_write(note, name))
    setattr(note, name, text)
    note.save(force_insert=True)
