"""Clocks, second factor, language and principal around every page."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.middleware import PrincipalMiddleware
from encryption.classes import FieldClass
from encryption.errors import ClearanceError
from encryption.principal import current_principal

START = timezone.now().replace(microsecond=0)


def at(minutes: float):
    return time_machine.travel(START + timedelta(minutes=minutes), tick=False)


def test_idle_time_locks_the_session(cast):
    with at(0):
        assert cast.caseworker.get("accounts:me").status_code == 200
        key = cast.caseworker.client.session.session_key
        assert Session.objects.filter(session_key=key).exists()
    with at(14):
        assert cast.caseworker.get("accounts:me").status_code == 200
    with at(28):
        assert cast.caseworker.get("accounts:me").status_code == 200
    with at(44):
        answer = cast.caseworker.get("accounts:me")
    assert answer.status_code == 302 and answer.url == "/locked/?next=%2Fme%2F"
    assert Session.objects.filter(session_key=key).exists()


def test_polling_does_not_count_as_activity(cast):
    with at(0):
        cast.caseworker.get("accounts:me")
    for minute in range(1, 15):
        with at(minute):
            answer = cast.caseworker.client.get("/me/", headers={"X-Background": "1"})
            assert answer.status_code == 200
    with at(16):
        assert cast.caseworker.client.get("/me/", headers={"X-Background": "1"}).status_code == 302


def test_a_session_ends_after_ten_hours_however_busy(cast):
    for minute in range(0, 600, 10):
        with at(minute):
            assert cast.caseworker.get("accounts:me").status_code == 200
    with at(600):
        assert cast.caseworker.get("accounts:me").status_code == 302


def test_an_ended_session_answers_a_fragment_with_a_panel_not_with_a_page(cast):
    with at(0):
        cast.caseworker.get("accounts:me")
    with at(600):
        answer = cast.caseworker.client.get("/me/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert b"<html" not in answer.content and b"You were signed out" in answer.content


def test_an_ended_session_sends_whole_pages_by_htmx_to_sign_in(cast):
    answer = cast.anonymous.get("/me/", headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/in/")


def test_the_api_answers_401_when_the_session_has_ended(cast):
    with at(0):
        cast.caseworker.get("accounts:me")
    with at(600):
        assert cast.caseworker.client.get("/api/v1/cases/").status_code == 401


def test_sign_in_and_leaving_still_answer_after_the_end(cast):
    with at(0):
        cast.caseworker.get("accounts:me")
    with at(600):
        assert cast.caseworker.client.get("/in/").status_code == 200


PAGES = ["accounts:me", "accounts:staff_list", "accounts:team_list", "usersessions_list", "account_change_password"]


@pytest.mark.parametrize("name", PAGES)
def test_without_a_second_factor_only_enrolment_answers(cast, settings, name):
    settings.SECOND_FACTOR_REQUIRED = True
    answer = cast.administrator.get(name)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert cast.administrator.get("mfa_index").status_code == 200
    assert cast.administrator.get("accounts:leave").status_code == 302


def test_the_api_is_closed_without_a_second_factor(cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assert cast.caseworker.client.get("/api/v1/anything/").status_code == 403


def test_a_code_generator_is_enough_for_a_caseworker_but_not_for_a_coordinator(cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    for member in (cast.caseworker, cast.coordinator):
        Authenticator.objects.create(user=member.user, type="totp", data={"secret": "sealed"})
    assert cast.caseworker.get("accounts:me").status_code == 200
    assert cast.coordinator.get("accounts:me").url == reverse("mfa_index")
    Authenticator.objects.create(user=cast.coordinator.user, type="webauthn", data={"name": "K", "credential": {}})
    assert cast.coordinator.get("accounts:me").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    Authenticator.objects.create(user=cast.caseworker.user, type="recovery_codes", data={"seed": "s", "used_mask": 0})
    assert cast.caseworker.get("accounts:me").status_code == 302


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_the_principal_is_the_person_with_own_drafts_and_nothing_else(cast):
    seen = []

    def page(request):
        seen.append(current_principal())
        return HttpResponse()

    user = cast.caseworker.user
    PrincipalMiddleware(page)(request_of(user))
    principal = seen[0]
    assert (principal.actor_id, principal.organisation_id) == (str(user.pk), user.organisation_id)
    assert principal.clearance_for(user.pk).may_write(FieldClass.DRAFTS, "common.draft.content")
    assert principal.clearance_for(user.organisation_id) is None


def test_the_principal_is_gone_after_the_response_and_after_an_error(cast):
    def broken(request):
        raise RuntimeError

    PrincipalMiddleware(lambda request: HttpResponse())(request_of(cast.caseworker.user))
    with pytest.raises(RuntimeError):
        PrincipalMiddleware(broken)(request_of(cast.caseworker.user))
    with pytest.raises(ClearanceError):
        current_principal()


def test_a_body_that_streams_after_the_response_has_no_principal(cast):
    def body():
        current_principal()
        yield b"secret"

    answer = PrincipalMiddleware(lambda request: StreamingHttpResponse(body()))(request_of(cast.caseworker.user))
    with pytest.raises(ClearanceError):
        b"".join(answer.streaming_content)
