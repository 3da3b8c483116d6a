"""Pages and a route for the tests of refusals, headers and errors, beside those of the project."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.api import ActionApi, Shape
from common.errors import DomainError, NotAllowed
from encryption.errors import KeyUnavailable, Tampered

handler400 = "common.views.bad_request"
handler403 = "common.views.forbidden"
handler404 = "common.views.not_found"
handler500 = "common.views.server_error"

CANARY = "Zqcanary-heron"


class AlreadyClosed(DomainError):
    """The case of the tests is closed."""

    code = "already_closed"
    sentence = "This case was closed on 4 March. Open it again first."


class NoteForm(forms.Form):
    text = forms.CharField()


def raising(request: HttpRequest, kind: str) -> HttpResponse:
    """Raises what is asked for, with the canary in a local variable and in the message."""
    canary = CANARY
    raise {
        "domain": AlreadyClosed(),
        "allowed": NotAllowed(canary),
        "absent": Http404(canary),
        "key": KeyUnavailable(canary),
        "tampered": Tampered(canary),
        "broken": RuntimeError(canary),
    }[kind]


def fine(request: HttpRequest) -> HttpResponse:
    """Answers, with a server's name and a cache time that must not leave."""
    return HttpResponse("fine", headers={"Server": "x/1", "ETag": '"a"', "Cache-Control": "max-age=600"})


def write(request: HttpRequest) -> HttpResponse:
    """A form that is posted."""
    return render(request, "errors/409.html", {"sentence": "written"})


class RaisingApi(ActionApi):
    class Input(Shape):
        text = serializers.CharField(max_length=20)
        kind = serializers.ChoiceField(choices=["a", "b"], required=False)

    def get(self, request: Request, kind: str) -> Response:
        if kind == "model":
            raise ValidationError({"text": ["Too long."]})
        raising(request, kind)  # type: ignore[arg-type]
        return Response()

    def post(self, request: Request, kind: str) -> Response:
        return Response(self.validated(self.Input))


urlpatterns = [
    path("t/fine/", fine),
    path("t/write/", write),
    path("t/<str:kind>/", raising),
    path("api/v1/t/<str:kind>/", RaisingApi.as_view()),
    path("", include("config.urls")),
]
