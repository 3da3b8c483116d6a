"""Signing in with a key alone: possession is not enough, the key must have asked for its PIN or fingerprint."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from accounts.demo import DEMO_PASSWORD
from accounts.models import User

HOST = "testserver"
FLAG = AuthenticatorData.FLAG


class Key:
    """A key in software, registered for `user` as one that signs in alone."""

    def __init__(self, user: User) -> None:
        self.user, self.id = user, sha256(user.username.encode()).digest()
        self.private = ec.generate_private_key(ec.SECP256R1())
        public = ES256.from_cryptography_key(self.private.public_key())
        held = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(self._host(), FLAG.UP | FLAG.UV | FLAG.AT, 0, held)
        made = {
            "clientDataJSON": websafe_encode(self._client_data("webauthn.create", websafe_encode(b"made"))),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        }
        credential = self._frame(made) | {"clientExtensionResults": {"credProps": {"rk": True}}}
        Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key", "credential": credential})

    @staticmethod
    def _host() -> bytes:
        return sha256(HOST.encode()).digest()

    @staticmethod
    def _client_data(kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{HOST}"}).encode()

    def _frame(self, response: dict[str, str]) -> dict[str, object]:
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}

    def answer(self, client: Client, flags: AuthenticatorData.FLAG) -> str:
        """What the key says to the challenge in the session of `client`."""
        asked = self._client_data("webauthn.get", client.session[STATE_SESSION_KEY]["challenge"])
        data = bytes(AuthenticatorData.create(self._host(), flags, 1))
        signature = self.private.sign(data + sha256(asked).digest(), ec.ECDSA(SHA256()))
        said = {"clientDataJSON": asked, "authenticatorData": data, "signature": signature}
        said["userHandle"] = user_pk_to_url_str(self.user).encode()
        return json.dumps(self._frame({name: websafe_encode(value) for name, value in said.items()}))


def signed_in(client: Client) -> bool:
    return client.get(reverse("accounts:me")).status_code == 200


@pytest.fixture
def key(cast):
    return Key(cast.coordinator.user)


def test_a_key_that_asked_for_its_pin_signs_in(key):
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    client.post(reverse("mfa_login_webauthn"), {"credential": key.answer(client, FLAG.UP | FLAG.UV)})
    assert signed_in(client)


def test_a_stolen_key_without_its_pin_does_not(key):
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    client.post(reverse("mfa_login_webauthn"), {"credential": key.answer(client, FLAG.UP)})
    assert not signed_in(client)


def test_nor_with_the_challenge_of_somebody_elses_second_step(cast, key):
    """A second step does not ask for the PIN, so its challenge must not count where the key stands alone."""
    Key(cast.caseworker.user)
    client = Client()
    client.post(reverse("account_login"), {"login": "caseworker", "password": DEMO_PASSWORD})
    client.get(reverse("mfa_authenticate"))
    # A second step that nobody finishes is given up after a while, and leaves its challenge behind.
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        client.post(reverse("mfa_login_webauthn"), {"credential": key.answer(client, FLAG.UP)})
        assert not signed_in(client)
