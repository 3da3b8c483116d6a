"""`make run`: prepare the data folder, load the demo, serve until Ctrl-C.

Starts a real web server (gunicorn) and a Celery worker with beat on a queue of files, and stops both together. If one
of them dies, the other is stopped and the exit code says so.
"""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 90
STOP_SECONDS = 15


class Refusal(SystemExit):
    """A reason not to start, said in one sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Daybook does not start: {sentence}")


def read_port() -> int:
    """PORT as a number, refused with a sentence when it is none or is taken."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Refusal(f"PORT must be a number from 1 to 65535, not {text!r}.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Refusal(f"port {port} needs more rights. Choose a number above 1023: make run PORT=8010") from None
        except OSError:
            raise Refusal(f"port {port} is taken by another program. Choose another: make run PORT=8010") from None
    return port


def read_folder() -> Path:
    """DATA_DIR, made if need be and closed to everyone else."""
    folder = Path(os.environ.get("DATA_DIR") or "var")
    folder = folder if folder.is_absolute() else ROOT / folder
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise Refusal(f"the data folder {folder} cannot be used ({error.strerror}). Set DATA_DIR.") from None
    return folder


def environment(port: int, folder: Path) -> dict[str, str]:
    """The demo's settings; a shell's leftovers of another deployment must not reach it."""
    foreign = {"DATABASE_URL", "REDIS_URL", "KEYS_DIR", "KEY_PROFILE", "SECRET_KEY", "HOST"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def prepare(settings: dict[str, str]) -> None:
    """Keys, tables, demo cases, static files. Each step does nothing where its work is done already."""
    for sentence, *command in (
        ("Keys", "init_keys"),
        ("Database", "migrate", "--verbosity", "0"),
        ("Search tokens", "rebuild_tokens"),
        ("Periods and permits", "load_jurisdictions"),
        ("Demo cases", "load_demo"),
        ("Demo digest", "load_demo_digest"),
        ("Static files", "collectstatic", "--no-input", "--verbosity", "0"),
    ):
        sys.stdout.write(f"{sentence} ...\n")
        sys.stdout.flush()
        done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=settings, check=False)
        if done.returncode != 0:
            raise Refusal(f"`manage.py {' '.join(command)}` failed; its message stands above.")


def start(
    settings: dict[str, str], folder: Path, outputs: Mapping[str, IO[bytes]] | None = None, only: str = ""
) -> dict[str, subprocess.Popen[bytes]]:
    """The web server and the worker, each in a process group of its own: Ctrl-C reaches them only through us.

    `outputs` is {"web server": file, "worker": file}; without it they print where we print. `only` names one to start.
    """
    beat = folder / "beat"
    beat.mkdir(mode=0o700, exist_ok=True)
    run = [sys.executable, "-m"]
    commands = {
        "web server": ([*run, "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"], {"KEY_PROFILE": "web"}),
        "worker": (
            [
                # Without `-W ignore` Celery warns an administrator of a machine at length not to be one.
                *(sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", "config", "worker", "--beat"),
                *("--concurrency", "1", "--loglevel", "WARNING"),
                *("--without-gossip", "--without-mingle", "--hostname", "worker@localhost"),
                *("--schedule", str(beat / "schedule"), "--pidfile", ""),
            ],
            {"KEY_PROFILE": "worker"},
        ),
    }
    return {
        name: subprocess.Popen(
            command,
            cwd=ROOT,
            env=settings | extra,
            start_new_session=True,
            stdout=outputs[name] if outputs else None,
            stderr=outputs[name] if outputs else None,
        )
        for name, (command, extra) in commands.items()
        if only in ("", name)
    }


def wait_until_ready(port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Return when /healthz answers 200."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        refuse_if_dead(children)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    raise Refusal(f"no answer on port {port} within {READY_SECONDS} seconds.")


def refuse_if_dead(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Raise Refusal if a child has ended."""
    for name, child in children.items():
        if child.poll() is not None:
            raise SystemExit(f"Daybook stops: the {name} ended with code {child.returncode}.")


def stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask all to end, then insist, with their own children."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        child.wait()


def announce(port: int) -> None:
    """The address and who may sign in."""
    width = max(len(name) for name, _ in DEMO_ACCOUNTS)
    lines = [
        "",
        f"Daybook is ready:  http://localhost:{port}",
        "",
        f"Accounts of the demo, each with the password {DEMO_PASSWORD}",
        *(f"  {name:<{width}}  {what}" for name, what in DEMO_ACCOUNTS),
        "",
        "All persons in it are invented. Never put a real person in here. Ctrl-C stops everything.",
        "",
    ]
    sys.stdout.write("\n".join(lines))
    sys.stdout.flush()


def _end(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Prepare, serve, stop."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Both by name: a shell that starts us in the background has SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        port = read_port()
        folder = read_folder()
        settings = environment(port, folder)
        prepare(settings)
        children = start(settings, folder)
        wait_until_ready(port, children)
        announce(port)
        while True:
            time.sleep(1)
            refuse_if_dead(children)
    except KeyboardInterrupt:
        sys.stdout.write("\nStopping ...\n")
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stop(children)


if __name__ == "__main__":
    sys.exit(main())
