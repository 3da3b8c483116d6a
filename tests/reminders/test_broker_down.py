"""The broker is down, then hangs, then comes back: signing in, Today and saving go on, and mail catches up in order."""

import re
import signal
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts import serve
from scripts.private_servers import free_port
from scripts.production import manage
from tests.config.test_serve import environment, sign_in
from tests.reminders.rig import Broker
from tests.reminders.sink import Sink

pytestmark = pytest.mark.once  # brings its own Redis, and the demo's SQLite
TWO_MINUTES = 120
QUEUE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from reminders.models import MailSetting
from reminders.outbox.actions import queue_message
user = User.objects.get(username="legal")
user.email = "legal@office.example"
user.save()
MailSetting.objects.create(user=user, confirmed_address=user.email)
for hours in (1, 3, 2):
    at = timezone.now() - timedelta(hours=hours)
    message = queue_message(recipient=user, template="now", key=f"k{hours}", not_before=at, is_urgent=True)
    print(hours, message.pid)
"""
CAST = """
from cases.demo.cast import make_cast
from tests.factories.cases import make_case
print("case", make_case(make_cast()["caseworker"]).pid)
"""
TODAY = "from reminders.models import MailSetting; print(MailSetting.objects.get(user__username='caseworker').hour)"


@pytest.fixture
def sink() -> Iterator[Sink]:
    opened = Sink()
    opened.start()
    yield opened
    opened.stop()


def send(opener: Any, address: str, path: str, values: dict[str, str]) -> str:
    """Open a page, fill in its form, send it; where it led."""
    page = opener.open(f"{address}{path}", timeout=20).read().decode()
    form = next(one for one in page.split("<form ")[1:] if all(f'name="{name}"' in one for name in values))
    inputs = [
        dict(re.findall(r'(name|value|type)="([^"]*)"', tag))
        for tag in re.findall(r"<input [^>]*>", form.split("</form>")[0])
    ]
    hidden = {one["name"]: one.get("value", "") for one in inputs if one.get("type") == "hidden" and "name" in one}
    body = urllib.parse.urlencode(hidden | values).encode()
    request = urllib.request.Request(f"{address}{path}", body, {"Referer": f"{address}{path}", "Origin": address})
    answer = opener.open(request, timeout=20)
    assert answer.status == 200
    return str(urllib.parse.urlsplit(answer.url).path)


def work_a_little(address: str, hour: int, case: str) -> None:
    """Sign in, read Today, write a note on a case, and save a wish."""
    opener, landed = sign_in(address, "caseworker")
    assert not urllib.parse.urlsplit(landed).path.startswith("/in/")
    today = opener.open(f"{address}/", timeout=20)
    assert today.status == 200 and "Today" in today.read().decode()
    path, words = f"/c/{case}/n/", f"The lamp is on, {hour}"
    assert send(opener, address, path, {"text": words}) != path
    assert words in opener.open(f"{address}/c/{case}/t/", timeout=20).read().decode()
    send(opener, address, "/me/mail/", {"hour": str(hour), "has_mail": "on"})


def test_without_a_broker_the_office_works_and_mail_catches_up(sink: Sink, tmp_path: Path) -> None:
    folder, port = tmp_path / "var", free_port()
    folder.mkdir(mode=0o700)
    broker = Broker(tmp_path, free_port())
    more = {
        "PORT": str(port),
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.reminders.rig_settings",
        "REDIS_URL": f"redis://127.0.0.1:{broker.port}/0",
        "RIG_SINK_PORT": str(sink.port),
    }
    settings = environment(**more)
    for command in (
        ("init_keys",),
        ("migrate", "-v0"),
        ("collectstatic", "--no-input", "-v0"),
        ("shell", "-v0", "-c", CAST),
    ):
        done = manage(*command, environment=settings)
        assert done.returncode == 0, done.stdout
    case = done.stdout.split()[-1]
    address, children = f"http://localhost:{port}", serve.start(settings, folder, only="web server")

    def hour_kept() -> str:
        return manage("shell", "-v0", "-c", TODAY, environment=settings).stdout.strip()

    try:
        serve.wait_until_ready(port, children)
        work_a_little(address, 17, case)
        assert hour_kept() == "17"
        queued = dict(
            line.split() for line in manage("shell", "-v0", "-c", QUEUE, environment=settings).stdout.splitlines()
        )
        # It is there and hangs.
        broker.start()
        broker.signal(signal.SIGSTOP)
        work_a_little(address, 18, case)
        assert hour_kept() == "18"
        broker.signal(signal.SIGCONT)
        broker.stop()
        # A worker that starts without a broker waits for it.
        children |= serve.start(settings, folder, only="worker")
        time.sleep(3)
        assert children["worker"].poll() is None and not sink.taken
        broker.start()
        since = time.monotonic()
        while len(sink.taken) < 3 and time.monotonic() - since < TWO_MINUTES:
            time.sleep(0.2)
        assert [taken.number for taken in sink.taken] == [queued[hours] for hours in ("3", "2", "1")]
    finally:
        serve.stop(children)
        broker.stop()
