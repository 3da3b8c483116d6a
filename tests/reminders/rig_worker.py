"""A nursery of workers: everything is loaded once, each worker is a fork of it, as real and in a fraction of the time.

`python -m tests.reminders.rig_worker`; one line in, one worker started, its process group out. Leases, pauses and the
schedule are those of the product divided so that an hour fits into seconds.
"""

import os
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.checks import run_checks  # noqa: E402

from config.celery import app  # noqa: E402
from reminders.outbox import sending  # noqa: E402

LONGEST_SWEEP_SECONDS = 0.5
SWEEP_SECONDS = 0.2
LEASE_SECONDS = 3.0
PAUSE_SECONDS = 1.0

sending.LONGEST_SWEEP_SECONDS = LONGEST_SWEEP_SECONDS
sending.LEASE = timedelta(seconds=LEASE_SECONDS)
sending.BACK_OFF = tuple(PAUSE_SECONDS / 60 for _ in sending.BACK_OFF)  # type: ignore[assignment]
app.conf.beat_schedule = {
    "sweep-messages": {"task": "reminders.sweep_messages", "schedule": SWEEP_SECONDS, "options": {"expires": 5}},
    "raise-alerts": {"task": "reminders.raise_alerts", "schedule": SWEEP_SECONDS, "options": {"expires": 5}},
}
app.conf.beat_max_loop_interval = SWEEP_SECONDS
OPTIONS = ["--quiet", "worker", "--beat", "--concurrency", "1", "--loglevel", "WARNING"]
OPTIONS += ["--without-gossip", "--without-mingle", "--pidfile", ""]


LOADED = ("celery.apps.worker", "celery.apps.beat", "celery.bin.worker", "celery.concurrency.prefork", "celery.worker")
LOADED += ("celery.worker.consumer", "kombu.transport.filesystem", "kombu.transport.redis")


def main() -> None:
    """Fork a worker for each line; the rig kills them by their process group."""
    for name in LOADED:
        import_module(name)
    app.loader.import_default_modules()
    app.finalize()
    # A worker looks at the whole project before it begins, which loads it.
    run_checks()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    beat = Path(settings.DATA_DIR) / "beat"
    beat.mkdir(exist_ok=True)
    for number, _line in enumerate(sys.stdin):
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setpgid(0, 0)
            null = os.open(os.devnull, os.O_RDONLY)
            os.dup2(null, 0)
            os.dup2(2, 1)
            app.worker_main(
                [*OPTIONS, "--hostname", f"worker{number}@localhost", "--schedule", str(beat / f"schedule{number}")]
            )
            os._exit(0)
        # Here as well, so that the group is there before anybody is told of it and may kill it.
        with suppress(OSError):
            os.setpgid(pid, pid)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
