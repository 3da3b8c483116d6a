"""Many processes write at once: no fork, no gap, no row lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from audit.models import Event
from audit.verify import verify_chain

WRITERS, ROWS = 8, 100
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db(transaction=True)
def test_eight_processes_leave_one_chain_without_a_gap():
    name = str(connection.settings_dict["NAME"])
    connection.close()
    command = [sys.executable, "-m", "tests.audit.writer", name, str(ROWS)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
        for _ in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    times = [[float(part) for part in writer.stdout.readline().split()] for writer in writers]
    codes = [writer.wait(timeout=120) for writer in writers]
    seconds = max(end for _, end in times) - min(began for began, _ in times)
    for writer in writers:
        writer.stdin.close()
        writer.stdout.close()
    assert codes == [0] * WRITERS
    assert Event.objects.count() == WRITERS * ROWS
    verdict = verify_chain()
    assert (verdict.rows, verdict.broken) == (WRITERS * ROWS, None)
    print(f"audit.writers {WRITERS * ROWS / seconds:.0f} events/s on {connection.vendor}")
