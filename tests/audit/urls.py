"""Pages for the tests of the audit middleware, beside those of the project."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from audit.record import atomic, reading, record, refused
from audit.tags import Tag
from common.drafts.models import Draft
from common.errors import DomainError, NotAllowed
from encryption.errors import ClearanceError

handler404 = "common.views.not_found"
handler500 = "common.views.server_error"

SECRET = "Zq-heron-by-the-river"


def read_many(request: HttpRequest) -> HttpResponse:
    """Reads one thing and opens it three times."""
    reading(Tag.DRAFT_OPEN)
    draft = Draft.objects.visible_to(request.user).get()
    return HttpResponse(" ".join(draft.content.reveal("Because Heron asked")["text"] for _ in range(3)))


def read_plain(request: HttpRequest) -> HttpResponse:
    """Reads something that is not sealed."""
    reading(Tag.USER_LIST)
    return HttpResponse(SECRET)


def idle(request: HttpRequest) -> HttpResponse:
    """Reads nothing."""
    return HttpResponse("nothing")


@atomic
def act(user: object) -> None:
    """Changes something."""
    record(user, Tag.SETTING_CHANGE, user, changed=["language"])


def change(request: HttpRequest) -> HttpResponse:
    """Reads, then changes: one row."""
    reading(Tag.USER_OPEN, request.user)
    Draft.objects.visible_to(request.user).get().content.reveal()
    act(request.user)
    return HttpResponse("changed")


def change_and_refuse(request: HttpRequest) -> HttpResponse:
    """Changes something, and is refused something else."""
    refused(Tag.CASE_OPEN)
    act(request.user)
    return HttpResponse("changed")


@atomic
def failing(user: object) -> None:
    """Records, then a rule refuses."""
    record(user, Tag.SETTING_CHANGE, user, changed=["language"])
    raise DomainError


def change_refused(request: HttpRequest) -> HttpResponse:
    """Opens a draft, then the action that would have absorbed it fails."""
    Draft.objects.visible_to(request.user).get().content.reveal()
    failing(request.user)
    return HttpResponse("never")


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Refuses."""
    raise NotAllowed


def not_cleared(request: HttpRequest) -> HttpResponse:
    """A clearance that no view caught."""
    raise ClearanceError


def broken(request: HttpRequest) -> HttpResponse:
    """Reads and then breaks, with the secret in a local variable and in the message."""
    reading(Tag.USER_OPEN)
    text = Draft.objects.visible_to(request.user).get().content.reveal()["text"]
    raise ValueError(text)


urlpatterns = [
    path("t/read/", read_many),
    path("t/plain/", read_plain),
    path("t/idle/", idle),
    path("t/change/", change),
    path("t/change-and-refuse/", change_and_refuse),
    path("t/change-refused/", change_refused),
    path("t/not-allowed/", not_allowed),
    path("t/not-cleared/", not_cleared),
    path("t/broken/", broken),
    path("", include("config.urls")),
]
