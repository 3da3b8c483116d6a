"""What every test stands on: keys of its own, no way out to the network, a real server and a real browser.

The cast (signed-in clients with the names of the demo accounts) comes from `tests/cast.py`.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import override_settings

from audit.append_only import guard_statements, unguard_statements
from encryption.classes import KEY_NAMES
from encryption.providers import FOLDER_MODE, SUFFIX, write_key_file
from tests import network

# Playwright keeps an event loop in the test's thread, which Django would otherwise take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytest_plugins = ["tests.cast", "tests.counting", "tests.every_answer", "tests.live"]
PARTS = ("most", "once", "pages")
PAGES = "test_pages.py"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Selection for the second half of `make test`."""
    parser.addoption(
        "--only-database-and-queue",
        action="store_true",
        help="only tests that touch the database or the queue (for the run on PostgreSQL and Redis)",
    )
    parser.addoption(
        "--part",
        choices=PARTS,
        help="the parts of a whole run on SQLite: all but what is marked `once`, that, and every page in the browser",
    )
    parser.addoption("--slow", action="store_true", help="also the tests that take minutes")


def touches_database_or_queue(item: pytest.Item) -> bool:
    """Whether another database engine or broker could change what the test shows."""
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & DATABASE_FIXTURES) or any(item.get_closest_marker(name) for name in ("django_db", "queue"))


def pytest_collection_finish() -> None:
    """Look for garbage seldom: what was loaded so far stays for the whole run, and looking at it costs a tenth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the second run would only repeat, and what takes minutes unless it is asked for.

    Browser tests come last: Playwright leaves an event loop behind in the thread.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    if not config.getoption("--slow"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="takes minutes: run with --slow"))
    part, servers = config.getoption("--part"), config.getoption("--only-database-and-queue")
    keep, leave = [], []
    for item in items:
        once = item.get_closest_marker("once") is not None
        own_part = "most" if not once else "pages" if item.path.name == PAGES else "once"
        wanted = part in {None, own_part} and not (servers and (once or not touches_database_or_queue(item)))
        (keep if wanted else leave).append(item)
    if leave:
        config.hook.pytest_deselected(items=leave)
        items[:] = keep


@pytest.fixture(scope="session", autouse=True)
def no_way_out() -> Iterator[None]:
    """Nothing phones home: a connection to anything but this machine raises."""
    with network.loopback_only():
        yield


@pytest.fixture(scope="session", autouse=True)
def key_files() -> Path:
    """Real key files of this run, new for each run and open to nobody else."""
    folder = Path(settings.KEYS_DIR)
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    for name in KEY_NAMES:
        if not (folder / f"{name}{SUFFIX}").exists():
            write_key_file(folder / f"{name}{SUFFIX}")
    return folder


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_trail() -> Iterator[None]:
    """Tests that commit are cleaned up by emptying all tables, which the database refuses for the audit trail.

    So the guard is taken down for the cleaning and put up again at once; during a test it always stands.
    """
    original = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        _execute(unguard_statements(connection.vendor))
        try:
            original(case)
        finally:
            _execute(guard_statements(connection.vendor))

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


def _execute(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def empty_keys_dir(tmp_path: Path) -> Iterator[Path]:
    """A process that holds no key at all."""
    with override_settings(KEYS_DIR=tmp_path):
        yield tmp_path
