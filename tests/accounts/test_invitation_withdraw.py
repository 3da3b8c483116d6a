"""Taking a link back."""

import pytest

from accounts.actions import withdraw_invitation
from accounts.states import InvitationSpent
from tests.accounts.trail import tags_of
from tests.factories.accounts import make_invitation


def test_a_withdrawn_link_opens_nothing(cast):
    invitation, token = make_invitation(cast.administrator.user)
    assert cast.administrator.post("accounts:invitation_withdraw", invitation).status_code == 302
    cast.anonymous.get(f"/in/i/{token}/")
    assert cast.anonymous.get("/in/new/").status_code == 404
    assert tags_of(invitation) == ["invitation:withdraw"]


def test_it_cannot_be_withdrawn_twice(cast):
    invitation, _ = make_invitation(cast.administrator.user, withdrawn=True)
    with pytest.raises(InvitationSpent):
        withdraw_invitation(actor=cast.administrator.user, invitation=invitation)


def test_a_coordinator_cannot_withdraw_the_invitation_of_an_administrator(cast):
    invitation, _ = make_invitation(cast.administrator.user, role="administrator")
    assert cast.coordinator.post("accounts:invitation_withdraw", invitation).status_code == 404


@pytest.mark.parametrize("name", ["caseworker", "outsider", "auditor", "partner"])
def test_others_cannot_tell_that_it_exists(cast, name):
    invitation, _ = make_invitation(cast.administrator.user)
    assert getattr(cast, name).post("accounts:invitation_withdraw", invitation).status_code == 404
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None
