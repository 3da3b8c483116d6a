"""What the browser tests share."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser

from scripts import serve
from scripts.private_servers import free_port
from tests.browser.world import World, make_world
from tests.config.test_serve import served
from tests.live import BrowserOfTest


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    """The cast and their cases, in the database that the live server reads."""
    yield make_world()


@pytest.fixture(scope="session")
def prepared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the demo with everything in it, for copying: filling one takes longest."""
    folder = tmp_path_factory.mktemp("prepared") / "var"
    folder.mkdir(mode=0o700)
    serve.prepare(serve.environment(free_port(), folder))
    return folder


@pytest.fixture(scope="session")
def demo_address(tmp_path_factory: pytest.TempPathFactory, prepared_demo: Path) -> Iterator[str]:
    """The demo as `make run` starts it: compressed static files with hashed names, a web server and a worker."""
    port = free_port()
    with served(copytree(prepared_demo, tmp_path_factory.mktemp("demo") / "var"), port):
        yield f"http://localhost:{port}"


@pytest.fixture
def demo(demo_address: str, chromium: Browser) -> Iterator[BrowserOfTest]:
    """As `browser`, but pages of the demo."""
    opened = BrowserOfTest(chromium, demo_address)
    yield opened
    opened.close()
    assert not opened.faults, "\n".join(opened.faults)
