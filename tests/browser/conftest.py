"""What the browser tests share."""

from collections.abc import Iterator

import pytest

from tests.browser.world import World, make_world


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    """The cast and their cases, in the database that the live server reads."""
    yield make_world()
