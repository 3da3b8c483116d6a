"""A case of the caseworker's for the tests of its pages."""

import pytest

from accounts.models import User
from cases.assignment.actions import write_grant
from cases.models import Case
from tests.cast import Cast
from tests.factories.cases import make_case

FILLED = {
    "name_used": "Mai Example",
    "identity": {"given_name": "Malee", "family_name": "Invented", "documents": "Passport, held by the employer"},
    "contact": {"phone": "+32 400 000 001", "must_not_know": "A cousin"},
    "health": {"alerts": "Allergic to penicillin", "needs": "Back pain"},
    "profile": {"birth_year": {"y": 1998, "about": True}, "languages": ["tha"], "citizenship": ["TH"]},
    "facts": {"exploitation": ["ForcedLabour"]},
    "account": "An account nobody reads by chance",
    "note": "Met at the house. Slept better.",
}


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case with something in most fields, assigned to the caseworker."""
    return make_case(cast.caseworker.user, **FILLED)


@pytest.fixture
def assign(cast: Cast, case: Case):
    """Assign the case to one more of the cast."""

    def give(user: User) -> None:
        write_grant(actor=cast.coordinator.user, case=case, user=user)

    return give
