"""Notes over the API."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit.tags import Tag
from cases.case.queries import open_case
from cases.case.shapes import note_shape
from cases.models import Note
from cases.note.actions import create_note, edit_note
from common.access import get_visible_or_404
from common.api import ActionApi

PAGE = 50


class NoteListApi(ActionApi):
    """Notes of a case, newest first, and a new one."""

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=10_000, trim_whitespace=False)
        happened_at = serializers.DateTimeField(required=False)

    @extend_schema(operation_id="notes_list", parameters=[OpenApiParameter("before", str)], responses={200: dict})
    def get(self, request: Request, pid: str) -> Response:
        """Up to 50 notes older than the note `before` (its pid)."""
        case = open_case(request.user, pid, Tag.TIMELINE_OPEN)
        notes = Note.objects.filter(case=case).select_related("author", "corrects").order_by("-happened_at", "-pk")
        before = request.query_params.get("before")
        if before:
            older = get_visible_or_404(notes, request.user, before, tag=Tag.NOTE_OPEN)
            notes = notes.filter(happened_at__lt=older.happened_at)
        page = list(notes[: PAGE + 1])
        more = page[PAGE - 1].pid if len(page) > PAGE else None
        return Response({"results": [note_shape(note) for note in page[:PAGE]], "next": more})

    @extend_schema(operation_id="notes_create", request=Input, responses={201: dict})
    def post(self, request: Request, pid: str) -> Response:
        """Add a note."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        note = create_note(actor=request.user, case=case, **self.validated(self.Input))
        return Response({"pid": note.pid}, status=201)


class NoteDetailApi(ActionApi):
    """One note."""

    class Input(serializers.Serializer[Any]):
        text = serializers.CharField(max_length=10_000, trim_whitespace=False)

    def _note(self, request: Request, pid: str, note_pid: str) -> Note:
        case = open_case(request.user, pid, Tag.NOTE_OPEN)
        notes = Note.objects.filter(case=case).select_related("author", "corrects", "case")
        found: Note = get_visible_or_404(notes, request.user, note_pid, tag=Tag.NOTE_OPEN)
        return found

    @extend_schema(operation_id="notes_detail", responses={200: dict})
    def get(self, request: Request, pid: str, note_pid: str) -> Response:
        """The note with its text."""
        return Response(note_shape(self._note(request, pid, note_pid)))

    @extend_schema(operation_id="notes_edit", request=Input, responses={200: dict})
    def patch(self, request: Request, pid: str, note_pid: str) -> Response:
        """Correct the note: the answer names the new note, the earlier text stays."""
        note = self._note(request, pid, note_pid)
        newer = edit_note(actor=request.user, note=note, **self.validated(self.Input))
        return Response({"pid": newer.pid, "corrects": note.pid})
