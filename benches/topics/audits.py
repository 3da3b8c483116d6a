"""audit: how many events a second the chain takes from eight writers at once."""

import multiprocessing
import os
import time
from uuid import uuid4

from django import db

from audit.chain import Entry, append
from benches.run import Bench

WRITERS = 8
EACH = 500


def _write(start: float) -> None:
    db.connections.close_all()
    time.sleep(max(0.0, start - time.time()))
    for _ in range(EACH):
        append([Entry(tag="case:open", outcome="ok", case_id=uuid4(), detail='{"bench":1}')])
    db.connections.close_all()
    os._exit(0)


def run(bench: Bench) -> None:
    """Eight processes append `EACH` rows each, one row a transaction, starting at the same moment."""
    db.connections.close_all()
    context = multiprocessing.get_context("fork")
    start = time.time() + 1.0
    writers = [context.Process(target=_write, args=(start,)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    elapsed = time.time() - start
    failed = sum(writer.exitcode != 0 for writer in writers)
    if failed:
        raise RuntimeError(f"{failed} writers failed")
    bench.add("audit.events_per_second_8_writers", WRITERS * EACH / elapsed, bench.goal(1000, 400), at_least=True)
