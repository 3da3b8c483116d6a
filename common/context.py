"""What every page knows: the product's name, the way out, and the places this role may go to."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation. `under`: the path below which it is the current one; `module`: off means absent."""

    url_name: str
    label: str | Promise
    icon: str
    under: str
    roles: frozenset[str]
    key: str = ""
    module: str = ""

    def for_path(self, path: str) -> dict[str, Any]:
        """As the templates read it."""
        # Below these two lie places of their own.
        is_exact = self.under in {"/", "/o/"}
        current = path == self.under if is_exact else bool(path) and path.startswith(self.under)
        if self.under == "/a/" and path.startswith("/a/digest/"):
            current = False
        return {
            "url_name": self.url_name,
            "label": self.label,
            "icon": self.icon,
            "key": self.key,
            "current": current and not (self.under == "/c/" and path.startswith("/c/new/")),
        }


_CASEWORK = frozenset({"caseworker", "coordinator", "legal", "health"})
_OFFICE = frozenset({"administrator", "coordinator"})
_ALL = _CASEWORK | _OFFICE | {"shelter", "partner", "auditor"}

PLACES = (
    Place("cases:today", _("Today"), "home", "/", _CASEWORK, "t"),
    Place("cases:case_list", _("Cases"), "folder", "/c/", _CASEWORK, "c"),
    Place("cases:load_detail", _("Overview"), "chart", "/o/", frozenset({"coordinator"}), "v"),
    Place("shelters:shelter_list", _("Shelter"), "bed", "/s/", frozenset({"shelter", "coordinator"}), "s", "shelters"),
    Place("referrals:referral_list", _("Partners"), "send", "/p/", _CASEWORK | {"partner"}, "p", "referrals"),
    Place("reintegration:follow_up_list", _("Follow-ups"), "clock", "/f/", _CASEWORK, "f", "reintegration"),
    Place("cases:call_list", _("Calls"), "phone", "/l/", frozenset({"caseworker", "coordinator", "shelter"}), "l"),
    Place("accounts:staff_list", _("People"), "users", "/o/staff/", _OFFICE, "o"),
    Place("reports:audit_list", _("Access log"), "log", "/a/", frozenset({"auditor"}), "a"),
    Place("reports:digest_list", _("Digest"), "file", "/a/digest/", frozenset({"auditor", "coordinator"}), "d"),
)
ADD = Place("cases:case_create", _("New case"), "plus", "/c/new/", frozenset({"caseworker", "coordinator"}))
FIND = Place("cases:case_find", _("Find"), "search", "/find/", _CASEWORK)
ACCOUNT = Place("accounts:me", _("Account"), "user", "/me/", _ALL)


def _allowed(place: Place, role: str) -> bool:
    return role in place.roles and (not place.module or settings.MODULES.get(place.module, False))


def _named(place: Place, user: Any) -> bool:
    """The digest is for auditors, and for coordinators whom the installation names."""
    is_digest, is_coordinator = place.url_name == "reports:digest_list", user.role == "coordinator"
    return not (is_digest and is_coordinator) or user.username in settings.DIGEST_REVIEWERS


def frame(request: HttpRequest) -> dict[str, Any]:
    """`{"product_name", "leave_url", "modules", "nav": [Place], "tabbar": [Place], "shortcuts_off", "text_size"}`.

    For whoever is signed in and not locked out also `{"is_in", "ends_at": seconds since 1970, "idle_seconds"}`.
    """
    known = {
        "product_name": settings.PRODUCT_NAME,
        "leave_url": settings.LEAVE_URL,
        "modules": settings.MODULES,
        "nav": [],
        "tabbar": [],
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "is_locked", False):
        return known | {"shortcuts_off": True}
    # An error page is the same wherever it is met, so it marks no place as the current one.
    path = "" if getattr(request, "is_error_page", False) else request.path
    nav = [place.for_path(path) for place in PLACES if _allowed(place, user.role) and _named(place, user)]
    middle = [ADD.for_path(path)] if _allowed(ADD, user.role) else []
    return known | {
        "nav": nav,
        "tabbar": [*nav[:2], *middle, *nav[2:3], ACCOUNT.for_path(path)],
        "shortcuts_off": not getattr(user, "has_single_keys", True),
        "find": FIND.for_path(path) if _allowed(FIND, user.role) else None,
        "text_size": getattr(user, "text_size", ""),
        "is_in": True,
        "ends_at": getattr(request, "ends_at", 0),
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
    }
