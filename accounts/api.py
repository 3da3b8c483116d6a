"""What every route of the API asks for first."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import User


class ApiRequest(Request):
    """After `SignedIn` the user is one of staff, never anonymous."""

    user: User


class SignedIn(BasePermission):
    """Somebody of staff, signed in and active. Everything finer is decided by fetching through `visible_to`."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        return bool(user is not None and user.is_authenticated and user.is_active)
