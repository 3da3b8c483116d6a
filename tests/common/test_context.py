"""What every page knows: only the places that this role may go to."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.choices import Role
from accounts.models import User
from common.context import frame


def places(role: str, path: str = "/", **settings: object) -> dict:
    request = RequestFactory().get(path)
    request.user = User(role=role, username="wren")
    return frame(request)


def names(role: str) -> list[str]:
    return [item["url_name"] for item in places(role)["nav"]]


def test_nobody_signed_in_sees_no_places():
    request = RequestFactory().get("/in/")
    request.user = AnonymousUser()
    known = frame(request)
    assert (known["nav"], known["tabbar"]) == ([], [])
    assert known["product_name"] == "Daybook"


def test_auditor_and_administrator_have_no_way_to_cases():
    for role in ("auditor", "administrator"):
        assert not [name for name in names(role) if name.startswith("cases:")]
    assert "reports:audit_list" in names("auditor")
    assert [role for role in Role.values if "reports:audit_list" in names(role)] == ["auditor"]


def test_casework():
    assert names("caseworker")[:2] == ["cases:today", "cases:case_list"]
    assert "cases:case_create" in [item["url_name"] for item in places("caseworker")["tabbar"]]
    assert "cases:case_create" not in [item["url_name"] for item in places("health")["tabbar"]]


@pytest.mark.parametrize("role", Role.values)
def test_a_module_that_is_switched_off_is_no_place(role, settings):
    settings.MODULES = dict.fromkeys(settings.MODULES, False)
    assert not [name for name in names(role) if name.split(":")[0] in settings.MODULES]


def test_the_current_place_is_marked(settings):
    def current(path: str) -> list[str]:
        return [item["url_name"] for item in places("caseworker", path)["nav"] if item["current"]]

    assert current("/") == ["cases:today"]
    assert current("/c/") == current("/c/ABCDEFGHJK/") == ["cases:case_list"]
    assert current("/me/") == []
