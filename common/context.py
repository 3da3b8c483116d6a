"""What every page knows: the product's name, the way out, and the places this role may go to."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation. `under`: the path below which it is the current one; `module`: off means absent.

    `told`: one sentence for the page of help.
    """

    url_name: str
    label: str | Promise
    icon: str
    under: str
    roles: frozenset[str]
    key: str = ""
    module: str = ""
    told: str | Promise = ""

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
            "told": self.told,
            "current": current and not (self.under == "/c/" and path.startswith("/c/new/")),
        }


_CASEWORK = frozenset({"caseworker", "coordinator", "legal", "health"})
_OFFICE = frozenset({"administrator", "coordinator"})
_ALL = _CASEWORK | _OFFICE | {"shelter", "partner", "auditor"}

PLACES = (
    Place(
        "cases:today",
        _("Today"),
        "home",
        "/",
        _CASEWORK,
        "t",
        told=_("What is due, the late first. Tick off what you did; put off or hand over the rest."),
    ),
    Place(
        "cases:case_list",
        _("Cases"),
        "folder",
        "/c/",
        _CASEWORK,
        "c",
        told=_("Your cases, and those of your team, with the next date and the last contact."),
    ),
    Place(
        "cases:load_detail",
        _("Overview"),
        "chart",
        "/o/",
        frozenset({"coordinator"}),
        "v",
        told=_("How much everybody has to do, what is late, and what waits for a decision."),
    ),
    Place("shelters:shelter_list", _("Shelter"), "bed", "/s/", frozenset({"shelter", "coordinator"}), "s", "shelters"),
    Place("referrals:referral_list", _("Partners"), "send", "/p/", _CASEWORK | {"partner"}, "p", "referrals"),
    Place("reintegration:follow_up_list", _("Follow-ups"), "clock", "/f/", _CASEWORK, "f", "reintegration"),
    Place(
        "cases:call_list",
        _("Calls"),
        "phone",
        "/l/",
        frozenset({"caseworker", "coordinator", "shelter"}),
        "l",
        told=_("A call or a visit in one minute, without a name. To callers: we neither confirm nor deny."),
    ),
    Place(
        "accounts:staff_list",
        _("People"),
        "users",
        "/o/staff/",
        _OFFICE,
        "o",
        told=_("Accounts, roles and teams. Whoever leaves hands over everything that is due."),
    ),
    Place(
        "reports:audit_list",
        _("Access log"),
        "log",
        "/a/",
        frozenset({"auditor"}),
        "a",
        told=_("Who read, changed or tried what. What stood there is never in it."),
    ),
    Place(
        "reports:digest_list",
        _("Digest"),
        "file",
        "/a/digest/",
        frozenset({"auditor", "coordinator"}),
        "d",
        told=_("What stood out in a week of the access log."),
    ),
)
ADD = Place(
    "cases:case_create",
    _("New case"),
    "plus",
    "/c/new/",
    frozenset({"caseworker", "coordinator"}),
    told=_("In short steps. Every question can wait, and the person decides what is written down."),
)
FIND = Place(
    "cases:case_find",
    _("Find"),
    "search",
    "/find/",
    _CASEWORK,
    told=_("By number, alias, a name that the person uses, or a whole phone or document number."),
)
# Entries of the bar on phones before the round button.
ON_PHONES = 2
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
        "tabbar": [*nav[:ON_PHONES], *middle, *nav[ON_PHONES : ON_PHONES + 1], ACCOUNT.for_path(path)],
        # What has no place in that bar stands on the page of the account.
        "more_places": nav[ON_PHONES + 1 :],
        "shortcuts_off": not getattr(user, "has_single_keys", True),
        "single": [place.for_path(path) for place in (ADD, FIND) if _allowed(place, user.role)],
        "find": FIND.for_path(path) if _allowed(FIND, user.role) else None,
        "text_size": getattr(user, "text_size", ""),
        "is_in": True,
        "ends_at": getattr(request, "ends_at", 0),
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
    }
