"""The lock: pinned, hashed, free of addresses, and every direct dependency has its reason."""

import re

import pytest

from tests.source import files, text

LOCKS = ("requirements.txt", "requirements-dev.txt")
SOURCES = {
    "requirements.in": "## What the product runs on",
    "requirements-dev.in": "## What developing and testing needs",
}
ADDRESSES = ("http", "file:", "--find-links", "--index-url", "--extra-index-url", "--trusted-host", " @ ", "git+")


def named(source: str) -> set[str]:
    """Packages that a source names itself, without extras and versions."""
    lines = (line.split("#")[0].strip() for line in text(source).splitlines())
    return {re.split(r"[\[=<>!~; ]", line)[0].lower() for line in lines if line and not line.startswith("-")}


def reasons(heading: str) -> dict[str, str]:
    """Package -> reason, from the table under the heading in docs/dependencies.md."""
    section = text("docs/dependencies.md").split(heading, 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", section, re.MULTILINE)
    return {name: reason for name, reason in rows if name != "package"}


@pytest.mark.parametrize("name", [*LOCKS, *SOURCES])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_stands_in_the_requirements(name, address):
    assert address not in text(name)


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_with_hashes(lock):
    entries = [entry for entry in re.split(r"\n(?=\S)", text(lock)) if not entry.startswith("#")]
    assert len(entries) > 40
    assert not [
        entry for entry in entries if not re.match(r"[a-z0-9-]+==[\w.]+ \\\n    --hash=sha256:[0-9a-f]{64}", entry)
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_every_direct_dependency_has_a_reason(source):
    given = reasons(SOURCES[source])
    assert set(given) == named(source)
    assert all(len(reason) > 10 for reason in given.values())


def test_fewer_than_forty_direct_dependencies():
    assert len(named("requirements.in")) + len(named("requirements-dev.in")) < 40


def test_both_locks_agree():
    pins = [dict(re.findall(r"^([a-z0-9-]+)==([\w.]+)", text(lock), re.MULTILINE)) for lock in LOCKS]
    assert {name: pins[1].get(name) for name in pins[0]} == pins[0]


def test_no_other_file_names_a_package_host():
    hosts = re.compile(
        r"(pypi|pythonhosted|npmjs|jsdelivr|unpkg|cdnjs|googleapis|gstatic)\.(org|com|net|io)", re.IGNORECASE
    )
    kinds = (".py", ".toml", ".txt", ".in", ".md", ".yml", ".html", ".css", "Makefile", "Dockerfile", "run")
    assert not [path for path in files(*kinds) if "/vendor/" not in path and hosts.search(text(path))]
