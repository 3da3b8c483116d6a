"""`make run` for real: prepares a new folder, serves, says who may sign in, and stops everything."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from scripts.private_servers import free_port
from scripts.production import MINE
from tests.source import ROOT

pytestmark = pytest.mark.once  # the demo is SQLite and a queue of files by nature


def environment(**more: str) -> dict[str, str]:
    """What a person's shell holds."""
    return {name: value for name, value in os.environ.items() if name in MINE} | more


@contextmanager
def served(folder: Path, port: int, **more: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The running demo and what it printed until it was ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"],
        cwd=ROOT,
        env=environment(PORT=str(port), DATA_DIR=str(folder), **more),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    printed: list[str] = []
    try:
        for line in process.stdout:
            printed.append(line)
            if "Ctrl-C stops everything" in line:
                break
        assert process.poll() is None, "".join(printed)
        yield process, printed
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=40)
        process.stdout.close()


def children_of(pid: int) -> set[int]:
    """All processes below `pid`."""
    below: set[int] = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            if parent == pid:
                below |= {int(entry.name)} | children_of(int(entry.name))
    return below


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[tuple[str, Path, str]]:
    """Address, data folder and printed text of a demo that every test here shares."""
    folder, port = tmp_path_factory.mktemp("demo") / "var", free_port()
    with served(folder, port) as (_, printed):
        yield f"http://localhost:{port}", folder, "".join(printed)


def sign_in(address: str, username: str) -> tuple[urllib.request.OpenerDirector, str]:
    """A browser without script: cookies, the form, its token. Gives the opener and the page after signing in."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{address}/in/", timeout=20).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "login": username, "password": DEMO_PASSWORD}
    request = urllib.request.Request(
        f"{address}/in/", urllib.parse.urlencode(form).encode(), {"Referer": f"{address}/in/", "Origin": address}
    )
    answer = opener.open(request, timeout=20)
    return opener, answer.geturl()


def test_it_says_where_and_who(demo):
    address, _, printed = demo
    assert f"Daybook is ready:  {address}" in printed
    assert DEMO_PASSWORD in printed
    assert all(re.search(rf"^  {name} +\S", printed, re.MULTILINE) for name, _ in DEMO_ACCOUNTS)


def test_health_says_ready(demo):
    with urllib.request.urlopen(f"{demo[0]}/healthz", timeout=10) as answer:
        assert (answer.status, answer.read()) == (200, b"ok")
        assert answer.headers["Server"] == "web"


@pytest.mark.parametrize("username", [name for name, _ in DEMO_ACCOUNTS])
def test_each_account_signs_in(demo, username):
    _, landed = sign_in(demo[0], username)
    assert not urllib.parse.urlsplit(landed).path.startswith("/in/")


def test_pages_carry_the_policy_and_static_files_are_compressed(demo):
    answer = urllib.request.urlopen(f"{demo[0]}/in/", timeout=10)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    sheet = re.search(r'href="(/static/css/[^"]+)"', answer.read().decode())[1]
    request = urllib.request.Request(demo[0] + sheet, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_page_that_is_not_there_shows_no_internals(demo):
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{demo[0]}/in/nothing-here/", timeout=10)
    body = caught.value.read().decode()
    assert caught.value.code == 404
    assert "Traceback" not in body and "urlpatterns" not in body and str(ROOT) not in body


def test_a_forged_host_is_refused(demo):
    request = urllib.request.Request(f"{demo[0]}/healthz", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=10)
    assert caught.value.code == 400
    assert "evil.example" not in caught.value.read().decode()


def test_the_data_folder_is_closed_to_others(demo):
    folder = demo[1]
    assert folder.stat().st_mode & 0o077 == 0
    open_to_others = [
        path
        for path in folder.rglob("*")
        if path.stat().st_mode & 0o077 and "static" not in path.relative_to(folder).parts
    ]
    assert not open_to_others
    assert (folder / "daybook.sqlite3-wal").exists() or (folder / "daybook.sqlite3").exists()


def test_a_taken_port_is_said_in_a_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "scripts.serve"],
            cwd=ROOT,
            env=environment(PORT=str(port), DATA_DIR=str(tmp_path / "var")),
            text=True,
            capture_output=True,
            check=False,
            timeout=60,
        )
    assert done.returncode != 0
    assert f"port {port} is taken by another program" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_everything_and_the_second_start_loads_nothing_anew(number, demo, tmp_path_factory):
    folder, port = tmp_path_factory.getbasetemp() / "stopped" / "var", free_port()
    with served(folder, port) as (process, printed):
        below = children_of(process.pid)
        assert len(below) >= 3
        process.send_signal(number)
        assert process.wait(timeout=40) == 0
    assert not [pid for pid in below if Path(f"/proc/{pid}/status").exists() and not _is_zombie(pid)]
    if number == signal.SIGTERM:
        assert "13 were there already" in "".join(printed)


def test_when_the_web_server_dies_the_worker_does_not_stay(tmp_path_factory):
    folder, port = tmp_path_factory.getbasetemp() / "stopped" / "var", free_port()
    with served(folder, port) as (process, _):
        below = children_of(process.pid)
        server = [pid for pid in below if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(min(server), signal.SIGKILL)
        assert process.wait(timeout=40) != 0
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() and not _is_zombie(pid) for pid in below):
        time.sleep(0.1)
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists() and not _is_zombie(pid)]


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True
