"""The composer of a case page: one form, one choice of what is added."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_POST

from accounts.requests import StaffRequest
from audit.tags import Tag
from cases.case.page import open_page
from cases.composer.choices import Entry
from cases.encounter.views import take_encounter
from cases.note.drafts import forget_note
from cases.note.views import take_note
from cases.service.views import take_service
from cases.task.views import take_task
from common.errors import NotAllowed
from encryption.classes import FieldClass

CLASSES = frozenset({FieldClass.OUTCOME, FieldClass.NARRATIVE, FieldClass.HEALTH})
TAKES = {
    Entry.NOTE.value: take_note,
    Entry.CONTACT.value: take_encounter,
    Entry.SERVICE.value: take_service,
    Entry.TASK.value: take_task,
}


@require_POST
def entry_create(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Hand what was typed to the kind that was chosen. What needs a look is shown on the page of that kind."""
    take = TAKES.get(request.POST.get("entry") or Entry.NOTE.value)
    if take is None:
        raise NotAllowed
    page = open_page(request.user, pid, Tag.CASE_OPEN, CLASSES)
    answer = take(request, page)
    if answer.status_code == 302:
        # Whatever kind it became: the text was sent.
        forget_note(request.user, page.case)
    return answer
