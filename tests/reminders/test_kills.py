"""Workers killed at random moments, the queue and the mail server in every mood: no letter or alert lost, none twice unmarked.

Twenty kills here. Two hundred: `python -m tests.reminders.rig --kills 200`, and again with `--servers`.
"""

import json
import os
import subprocess
import sys

import pytest

from scripts.production import MINE
from tests.source import ROOT

pytestmark = pytest.mark.queue


def test_nothing_is_lost_whatever_is_killed() -> None:
    servers = {name: os.environ[name] for name in ("DATABASE_URL",) if os.environ.get("REDIS_URL")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.reminders.rig", "--kills", "20", *(["--servers"] if servers else [])],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name in MINE} | servers,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    sys.stdout.write(done.stdout)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    figures = json.loads(done.stdout.splitlines()[-1])
    assert sum(figures["kills"].values()) == 20 and figures["lost"] == 0
    # Some fell while the sweep of alerts was at it; each thing was said to both, once, with a letter.
    assert figures["kills while things were due"] and figures["alerts"] == 2 * figures["things due"] > 0
    assert figures["sent once"] + figures["sent twice"] + figures["given up and shown"] >= figures["letters"]
