"""Notes over the API."""

from datetime import UTC, datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.api import ApiRequest
from audit.tags import Tag
from cases.case.queries import open_case
from cases.case.shapes import CreatedNoteShape, NoteListShape, NoteShape, note_shape
from cases.models import Note
from cases.note.actions import create_note, edit_note, held_in
from cases.sheets import may_write
from common.access import get_visible_or_404, require
from common.api import ActionApi, Shape
from common.partial_dates import EARLIEST_YEAR

PAGE = 50
EARLIEST = datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC)


class NoteText(Shape):
    """The corrected text."""

    text = serializers.CharField(max_length=10_000, trim_whitespace=False)


class NoteInput(NoteText):
    """A note; `happened_at` is now if it is not given."""

    happened_at = serializers.DateTimeField(required=False)

    def validate_happened_at(self, value: datetime) -> datetime:
        """Far from the ends of the calendar."""
        if value.replace(tzinfo=UTC) < EARLIEST or value.year > datetime.now(UTC).year + 1:
            raise exceptions.ValidationError(_("The date must lie between 1900 and today."))
        return value


class NoteQuery(Shape):
    """`before`: pid of the note from which older ones follow."""

    before = serializers.CharField(required=False, max_length=10)


class NoteListApi(ActionApi):
    """Notes of a case, newest first, and a new one."""

    @extend_schema(operation_id="notes_list", parameters=[NoteQuery], responses={200: NoteListShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """Up to 50 notes older than the note `before` (its pid)."""
        case = open_case(request.user, pid, Tag.TIMELINE_OPEN)
        notes = Note.objects.filter(case=case).select_related("author", "corrects").order_by("-happened_at", "-pk")
        before = self.asked(NoteQuery).get("before")
        if before:
            older = get_visible_or_404(notes, request.user, before, tag=Tag.NOTE_OPEN)
            same_hour = Q(happened_at=older.happened_at, pk__lt=older.pk)
            notes = notes.filter(Q(happened_at__lt=older.happened_at) | same_hour)
        page = list(notes[: PAGE + 1])
        more = page[PAGE - 1].pid if len(page) > PAGE else None
        return Response({"results": [note_shape(note) for note in page[:PAGE]], "next": more})

    @extend_schema(operation_id="notes_create", request=NoteInput, responses={201: CreatedNoteShape})
    def post(self, request: ApiRequest, pid: str) -> Response:
        """Add a note."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        note = create_note(actor=request.user, case=case, **self.validated(NoteInput))
        return Response({"pid": note.pid}, status=201)


class NoteDetailApi(ActionApi):
    """One note."""

    def _note(self, request: ApiRequest, pid: str, note_pid: str) -> Note:
        case = open_case(request.user, pid, Tag.NOTE_OPEN)
        notes = Note.objects.filter(case=case).select_related("author", "corrects", "case")
        found: Note = get_visible_or_404(notes, request.user, note_pid, tag=Tag.NOTE_OPEN)
        return found

    @extend_schema(operation_id="notes_detail", responses={200: NoteShape})
    def get(self, request: ApiRequest, pid: str, note_pid: str) -> Response:
        """The note with its text."""
        return Response(note_shape(self._note(request, pid, note_pid)))

    @extend_schema(operation_id="notes_edit", request=NoteText, responses={200: CreatedNoteShape})
    def patch(self, request: ApiRequest, pid: str, note_pid: str) -> Response:
        """Correct the note: the answer names the new note, the earlier text stays."""
        note = self._note(request, pid, note_pid)
        require(may_write(note, held_in(note)))
        newer = edit_note(actor=request.user, note=note, **self.validated(NoteText))
        return Response({"pid": newer.pid} | ({"corrects": note.pid} if newer.pk != note.pk else {}))
