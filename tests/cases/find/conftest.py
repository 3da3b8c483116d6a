"""Cases that can be found in every way."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from cases.models import Case
from tests.cast import Cast
from tests.factories.cases import make_case

FIELDS = {
    "name_used": "Mali",
    "contact": {"phone": "0470 12 34 56", "other_phone": "+66 81 234 5678"},
    "identity": {"identity_number": "592-0123456-78", "documents": "Passport AB 123456, held by the consulate."},
    "legal": {"papers": "Orange card 77-888-999."},
    "dependants": [{"name": "Nok Suda", "relation": "Daughter"}],
}


@pytest.fixture
def own(cast: Cast) -> Case:
    """A case of the caseworker's that can be found in every way."""
    return make_case(cast.caseworker.user, alias="Heron", **FIELDS)


@pytest.fixture
def theirs(cast: Cast) -> Case:
    """One of the other team's, of which the caseworker knows nothing."""
    fields = FIELDS | {"name_used": "Selam", "contact": {"phone": "0470 77 88 99"}}
    return make_case(cast.caseworker2.user, alias="Quince", **fields)


@pytest.fixture(autouse=True)
def count_anew() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
