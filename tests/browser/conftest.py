"""What the browser tests share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from scripts.private_servers import free_port
from tests.browser.world import World, make_world
from tests.config.test_serve import served
from tests.live import BrowserOfTest


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    """The cast and their cases, in the database that the live server reads."""
    yield make_world()


@pytest.fixture(scope="session")
def demo_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo as `make run` starts it: compressed static files with hashed names, a web server and a worker."""
    port = free_port()
    with served(tmp_path_factory.mktemp("demo") / "var", port):
        yield f"http://localhost:{port}"


@pytest.fixture
def demo(demo_address: str, chromium: Browser) -> Iterator[BrowserOfTest]:
    """As `browser`, but pages of the demo."""
    opened = BrowserOfTest(chromium, demo_address)
    yield opened
    opened.close()
    assert not opened.faults, "\n".join(opened.faults)
