"""Headers of every answer, refusals as pages, and one log line per request."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from audit.record import refused
from audit.scopes import current_scope
from common.errors import DomainError
from common.views import conflict, is_api, not_found, unavailable
from encryption.errors import ClearanceError, EncryptionError

GetResponse = Callable[[HttpRequest], HttpResponseBase]

requests = logging.getLogger("daybook.request")

# Everything a page could ask the browser for is closed.
PERMISSIONS_POLICY = (
    ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "autoplay",
            "browsing-topics",
            "camera",
            "display-capture",
            "encrypted-media",
            "fullscreen",
            "geolocation",
            "gyroscope",
            "hid",
            "idle-detection",
            "local-fonts",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "picture-in-picture",
            "screen-wake-lock",
            "serial",
            "storage-access",
            "usb",
            "xr-spatial-tracking",
        )
    )
    + ", publickey-credentials-get=(self), publickey-credentials-create=(self)"
)

# After signing out the browser forgets what it holds of us; `leave` says so itself.
FORGETTING_VIEWS = frozenset({"account_logout"})


class HeadersMiddleware:
    """Nothing is kept, embedded, indexed or sniffed. Static files are answered before this and may be kept."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        response = self.get_response(request)
        self._set(request, response)
        self._log(request, response, time.monotonic() - began)
        return response

    def _set(self, request: HttpRequest, response: HttpResponseBase) -> None:
        headers = response.headers
        headers["Cache-Control"] = "no-store"
        headers["Permissions-Policy"] = PERMISSIONS_POLICY
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        # Not `no-referrer`: browsers then send `Origin: null` with our own forms, which are refused as forged.
        headers["Referrer-Policy"] = "same-origin"
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        for name in ("Server", "X-Powered-By", "Last-Modified", "Expires"):
            headers.pop(name, None)
        if not is_api(request):
            # Programs name with it what they have read; nothing is kept by it.
            headers.pop("ETag", None)
        patch_vary_headers(response, ("HX-Request",))
        match = request.resolver_match
        if match is not None and match.view_name in FORGETTING_VIEWS and request.method == "POST":
            headers["Clear-Site-Data"] = '"cache", "storage"'

    def _log(self, request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
        """The name of the page, never its address; who, by id. A name is our own constant, so it stands in the text."""
        match = request.resolver_match
        # Only if the view asked for it: looking it up now could fail, and the answer would lose its headers.
        user = getattr(request, "_cached_user", None)
        who = str(user.pk) if user is not None and user.is_authenticated else "nobody"
        page = match.view_name if match is not None else "no-page"
        requests.info(f"{request.method} {page} %d %dms by {who}", response.status_code, round(seconds * 1000))


class RefusalMiddleware:
    """A refusal that no view caught: a rule is 409 with its sentence, a clearance 404, a key out of reach 503."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            return conflict(request, str(exception.shown), exception.code, exception.status)
        if isinstance(exception, ClearanceError):
            if current_scope() is not None:
                refused()
            return not_found(request)
        if isinstance(exception, EncryptionError):
            return unavailable(request)
        return None
