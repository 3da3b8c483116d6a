"""The answer to somebody who tries too often."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.record import refused
from audit.tags import Tag


@login_not_required
def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Say to wait. The same for everybody, whether the name exists or not."""
    refused(Tag.SESSION_FAIL)
    response = render(request, "accounts/too_many_tries.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = "300"
    return response
