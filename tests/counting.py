"""Counts what ran, for `scripts/test.py`: passed, failed, skipped, and the browser tests apart."""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where to write the counts."""
    parser.addoption("--counts", default=None, help="write the counts of this run to a JSON file")


def pytest_configure(config: pytest.Config) -> None:
    """Count from the start."""
    if config.getoption("--counts"):
        config.pluginmanager.register(Counting(Path(config.getoption("--counts"))), "daybook-counting")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the browser tests are not run, and said so."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.user_properties.append(("browser", True))
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"not run: {CHROMIUM} is missing"))


def folder_of(nodeid: str) -> str:
    """`tests/cases/x/test_y.py::test_z` is of `cases`; what lies in no folder is of its file."""
    return nodeid.partition("::")[0].removeprefix("tests/").split("/")[0]


class Counting:
    """Adds up reports; a test counts once, as failed if any of its phases failed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.outcomes: dict[str, str] = {}
        self.browser: set[str] = set()
        self.began = time.monotonic()
        self.seconds: Counter[str] = Counter()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be imported is a failure."""
        if report.failed:
            self.outcomes[f"collect {report.nodeid}"] = "failed"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of one test."""
        self.seconds[folder_of(report.nodeid)] += report.duration
        if dict(report.user_properties).get("browser"):
            self.browser.add(report.nodeid)
        if report.failed or (report.skipped and self.outcomes.get(report.nodeid) != "failed"):
            self.outcomes[report.nodeid] = "failed" if report.failed else "skipped"
        elif report.when == "call":
            self.outcomes.setdefault(report.nodeid, "passed")

    def pytest_sessionfinish(self, **_: Any) -> None:
        """Write the sums."""
        counts = Counter(self.outcomes.values())
        browser = Counter(self.outcomes[name] for name in self.browser if name in self.outcomes)
        sums = {
            **{name: counts[name] for name in ("passed", "failed", "skipped")},
            "browser_passed": browser["passed"],
            "browser_failed": browser["failed"],
            "browser_not_run": browser["skipped"],
            "seconds": round(time.monotonic() - self.began),
            "folders": {name: round(seconds) for name, seconds in self.seconds.most_common(5)},
        }
        self.path.write_text(json.dumps(sums))
