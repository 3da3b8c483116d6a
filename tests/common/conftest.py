"""A worker of a house, her colleague, and a browser for each."""

import pytest
from django.test import Client

from accounts.matrix import OWN_DRAFTS
from accounts.models import Organisation, User
from encryption.principal import Principal

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(slug="heron-house", name="Heron House")


@pytest.fixture
def worker(organisation: Organisation) -> User:
    return User.objects.create_user("wren", organisation=organisation, role="caseworker", display_name="Wren")


@pytest.fixture
def colleague(organisation: Organisation) -> User:
    return User.objects.create_user("owl", organisation=organisation, role="coordinator", display_name="Owl")


@pytest.fixture
def client(worker: User) -> Client:
    return browser_of(worker)


def browser_of(user: User) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user, backend=BACKEND)
    return browser


def principal_of(user: User) -> Principal:
    principal = Principal(str(user.pk), user.organisation_id)
    principal.admit(user.pk, OWN_DRAFTS)
    return principal
