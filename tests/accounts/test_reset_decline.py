"""Somebody else leaves the second factor as it is."""

from allauth.mfa.models import Authenticator

from accounts.models import FactorReset
from tests.accounts.test_reset_ask import ask
from tests.accounts.test_second_factor import enrol
from tests.accounts.trail import tags_of


def test_declined_is_declined(cast):
    enrol(cast.caseworker.user)
    ask(cast, cast.caseworker.user)
    reset = FactorReset.objects.get()
    assert cast.administrator.post("accounts:reset_decline", reset).status_code == 404
    assert cast.coordinator.post("accounts:reset_decline", reset).status_code == 302
    assert Authenticator.objects.filter(user=cast.caseworker.user).exists()
    assert tags_of(cast.caseworker.user)[-1] == "factor:decline"
    cast.coordinator.confirm()
    assert cast.coordinator.post("accounts:reset_confirm", reset).status_code == 409
