"""A due reminder arrives within two minutes: from `make run` without Redis, and from the containers' own commands."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from scripts.private_servers import free_port
from scripts.production import manage, production_environment
from tests.config.test_serve import environment, served
from tests.reminders.rig import own_database
from tests.reminders.sink import Sink
from tests.source import ROOT, text

TWO_MINUTES = 120
# A colleague with a confirmed address, an urgent letter due in five seconds, and a thing for the mail of the day.
QUEUE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import Organisation, User
from reminders.models import MailSetting
from reminders.outbox.actions import queue_message
house = Organisation.objects.first() or Organisation.objects.create(slug="heron-house", name="Heron House")
user = User.objects.create_user("wren", organisation=house, role="caseworker", display_name="Wren",
                                email="wren@office.example")
MailSetting.objects.create(user=user, confirmed_address=user.email, hour=0)
now = timezone.now()
queue_message(recipient=user, template="now", key="a", not_before=now + timedelta(seconds=5), is_urgent=True)
queue_message(recipient=user, template="due", key="b", not_before=now - timedelta(days=2), is_urgent=False)
"""

# A day of a case that runs out in three days: the sweep itself finds it, alerts of it, and its letter goes out.
RUNS_OUT = """
from datetime import timedelta
from uuid import uuid4
from django.utils import timezone
from accounts.models import User
from audit.record import scope
from cases.models import CaseGrant
from reminders.actions import schedule_due
from reminders.models import MailSetting
user = User.objects.get(username="caseworker")
User.objects.filter(pk=user.pk).update(email="mira@office.example")
MailSetting.objects.update_or_create(user=user, defaults={"confirmed_address": "mira@office.example", "hour": 0})
grant = CaseGrant.objects.in_force().filter(user=user, content_object__closed_on=None).first()
with scope(actor=user):
    schedule_due(actor=user, owner=user, kind="day.8", subject_type="cases.case", subject_id=grant.content_object_id,
                 due_on=timezone.localdate() + timedelta(days=3), detail_id=uuid4())
"""


@pytest.fixture
def listening() -> Iterator[Sink]:
    sink = Sink()
    sink.start()
    yield sink
    sink.stop()


def wait_for_both(sink: Sink, since: float, *more: str) -> None:
    """Both letters, and an urgent one to each of `more`, within two minutes of the time they were due."""
    both = {("wren@office.example", subject) for subject in ("1 thing to do", "Something to do today")}
    wanted = both | {(address, "Something to do today") for address in more}
    taken: list[tuple[str, str]] = []
    while not wanted <= set(taken) and time.monotonic() - since < TWO_MINUTES + 5:
        time.sleep(0.2)
        taken = [(one.address, str(one.mail["Subject"])) for one in sink.taken]
    assert wanted <= set(taken)
    # Those of the demo may have more to be told; the colleague has nothing else, and nothing twice.
    assert sorted(one for one in taken if one[0] not in more) == sorted(both)


@pytest.mark.once  # the demo is SQLite and a queue of files by nature
def test_from_the_demo_without_redis(listening: Sink, tmp_path: Path) -> None:
    # Of what a shell may hold only this one is believed; a real mail server is not.
    more = {"MAIL_SINK_PORT": str(listening.port), "EMAIL_HOST": "mail.example"}
    folder, port = tmp_path / "var", free_port()
    clean = environment(PORT=str(port), DATA_DIR=str(folder)) | more
    with served(folder, port, **more):
        done = manage(
            "shell",
            "-v0",
            "-c",
            QUEUE + RUNS_OUT,
            environment=clean | {"DJANGO_SETTINGS_MODULE": "config.settings.demo"},
        )
        assert done.returncode == 0, done.stdout
        wait_for_both(listening, time.monotonic(), "mira@office.example")


@pytest.mark.once  # the same on both engines: it looks at settings only
def test_the_demo_sends_nowhere_by_itself(tmp_path: Path) -> None:
    told = {"EMAIL_HOST": "mail.example", "EMAIL_URL": "smtp://mail.example", "MAIL_SINK_PORT": ""}
    ask = "from django.conf import settings; print(repr(settings.EMAIL_HOST), settings.EMAIL_BACKEND)"
    done = manage(
        "shell",
        "-v0",
        "-c",
        ask,
        environment=environment(DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="config.settings.demo") | told,
    )
    assert done.stdout.split() == ["''", "django.core.mail.backends.console.EmailBackend"]


@contextmanager
def running(services: tuple[str, ...], settings: dict[str, str], folder: Path) -> Iterator[dict[str, "Running"]]:
    """The containers' own commands as they stand in docker-compose.yml, without containers."""
    compose = yaml.safe_load(text("docker-compose.yml"))["services"]
    started: dict[str, Running] = {}
    try:
        for name in services:
            service = compose[name]
            own = settings | {"KEY_PROFILE": service["environment"]["KEY_PROFILE"]}
            command = [part.replace("/data/", f"{settings['DATA_DIR']}/") for part in service["command"]]
            started[name] = Running(command, service["healthcheck"]["test"][1:], own, folder / f"{name}.log")
        yield started
    finally:
        for one in started.values():
            one.stop()


class Running:
    """One service."""

    def __init__(self, command: list[str], health: list[str], settings: dict[str, str], log: Path) -> None:
        self.health, self.settings, self.log = health, settings, log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=settings, stdout=out, stderr=out, start_new_session=True
            )

    def is_healthy(self) -> bool:
        """What the container's health check says."""
        return (
            subprocess.run(self.health, cwd=ROOT, env=self.settings, capture_output=True, check=False).returncode == 0
        )

    def wait_until_healthy(self) -> None:
        """Give it the time that a busy machine needs."""
        until = time.monotonic() + 90
        while not self.is_healthy():
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text()[-3000:]
            time.sleep(0.5)

    def stop(self) -> None:
        """As a container is stopped."""
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        finally:
            if self.process.poll() is None:
                self.process.kill()


@pytest.mark.queue
def test_from_the_containers_own_commands(listening: Sink, tmp_path: Path) -> None:
    if not os.environ.get("REDIS_URL"):
        pytest.skip("runs where there are PostgreSQL and Redis")
    bin_folder = Path(sys.executable).parent
    with own_database(os.environ["DATABASE_URL"]) as database:
        settings = production_environment(
            tmp_path,
            DATABASE_URL=database,
            REDIS_URL=os.environ["REDIS_URL"].rpartition("/")[0] + "/6",
            PATH=f"{bin_folder}:{os.environ['PATH']}",
            PORT=str(free_port()),
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=str(listening.port),
            EMAIL_USE_TLS="off",
            EMAIL_HOST_PASSWORD_FILE=str(tmp_path / "email_password"),
            MAIL_FROM="Office <office@post.example>",
        )
        # As the container's secret may be.
        (tmp_path / "email_password").touch()
        migrated = manage("migrate", "--verbosity", "0", environment=settings)
        assert migrated.returncode == 0, migrated.stdout
        with running(("web", "worker", "beat"), settings, tmp_path) as services:
            for name in ("web", "worker"):
                services[name].wait_until_healthy()
            done = manage("shell", "-v0", "-c", QUEUE, environment=settings)
            assert done.returncode == 0, done.stdout
            wait_for_both(listening, time.monotonic())
            assert all("<office@post.example>" in str(taken.mail["From"]) for taken in listening.taken)
            services["beat"].wait_until_healthy()
            said = "".join(service.log.read_text() for service in services.values())
            assert "wren" not in said.lower() and "office.example" not in said
