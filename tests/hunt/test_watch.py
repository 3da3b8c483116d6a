"""What the processes did outside: whom they called, and which files they wrote."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.hunt.scenario import Story

pytestmark = pytest.mark.queue
# None of them holds a word of ours, and all are removed at once.
KNOWN = (
    r"/dev/null",
    # Of the web server: whether its workers are alive.
    r"/dev/shm/wgunicorn-\w+",
    # Of Python: whether the temporary folder can be written.
    r"TEMP/[a-z0-9_]{8}",
    # Of the worker: counters that it shares with its children.
    r"TEMP/pymp-\w+/pym-[\w-]+",
)


def noted(story: Story, kind: str) -> Iterator[str]:
    """What the processes noted of a kind."""
    for line in story.installation.journal.read_text().splitlines():
        entry = json.loads(line)
        if entry["kind"] == kind:
            yield entry["what"]


def test_the_only_way_out_that_was_tried_is_the_controls(story: Story):
    assert set(noted(story, "way out")) == {"control.example"}


def test_calls_to_this_machine_were_seen(story: Story):
    """So that the silence above means something."""
    if story.installation.redis_url:
        assert list(noted(story, "call"))
    assert list(noted(story, "write"))


def test_files_are_written_below_the_data_folder_only(story: Story):
    data, temp = f"{story.installation.data}/", str(story.installation.temp)
    elsewhere = {path.replace(temp, "TEMP") for path in noted(story, "write") if not path.startswith(data)}
    assert not {path for path in elsewhere if not any(re.fullmatch(known, path) for known in KNOWN)}


def test_nothing_is_left_in_the_temporary_folder(story: Story):
    assert not list(story.installation.temp.rglob("*"))
