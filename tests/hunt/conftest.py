"""The scenario runs once for all tests of the hunt; they look at what it left behind."""

from collections.abc import Iterator

import pytest

from tests.hunt.installation import installed
from tests.hunt.places import (
    of_database_files,
    of_folder,
    of_logs,
    of_processes,
    of_redis,
    of_tables,
    of_temp,
)
from tests.hunt.scenario import Story, play


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Everything has happened, and all processes have ended."""
    with installed(tmp_path_factory.mktemp("hunt")) as installation:
        told = Story(installation)
        play(told)
        told.live = [*of_folder(installation.data), *of_temp(installation), *of_processes(installation)]
        told.live += [*of_redis(installation), *of_tables(installation)]
        installation.stop()
        told.left = [*of_folder(installation.data), *of_temp(installation), *of_logs(installation)]
        told.left += [*of_tables(installation), *of_database_files(installation)]
        yield told
