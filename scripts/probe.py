"""Health checks of the containers: `web` asks /healthz, `worker` asks the worker, `beat` looks at its file."""

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

# Beat writes its file every few minutes; older than this, it hangs.
BEAT_SECONDS = 15 * 60


def probe_web() -> bool:
    """Whether /healthz says ok under the first allowed host name."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=8) as answer:
            return bool(answer.read() == b"ok")
    except (urllib.error.URLError, OSError):
        return False


def probe_beat() -> bool:
    """Whether beat wrote its schedule lately."""
    folder = Path(os.environ.get("DATA_DIR", "var"))
    written = [path.stat().st_mtime for path in folder.glob("beat-schedule*")]
    return bool(written) and time.time() - max(written) < BEAT_SECONDS


def main() -> int:
    """0 when healthy."""
    what = sys.argv[1] if len(sys.argv) > 1 else "web"
    if what == "worker":
        celery = Path(sys.executable).parent / "celery"
        os.execv(celery, [str(celery), "-A", "config", "inspect", "ping", "--timeout", "10"])  # noqa: S606
    return 0 if {"web": probe_web, "beat": probe_beat}[what]() else 1


if __name__ == "__main__":
    sys.exit(main())
