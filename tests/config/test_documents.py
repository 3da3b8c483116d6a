"""The documents are true: what they name exists, what they promise is tested."""

import re

import pytest

from tests.source import ROOT, files, text

GROUPS = {
    "A": 7,
    "B": 7,
    "C": 2,
    "D": 5,
    "E": 3,
    "F": 5,
    "G": 8,
    "H": 5,
    "J": 6,
    "R": 4,
    "KL": 2,
    "L": 5,
    "P": 3,
    "Q": 3,
}
PAGES = [path for path in files(".md") if "/vendor/" not in path]


def requirements() -> dict[str, tuple[str, list[str]]]:
    """Requirement -> its state and the test files that show it."""
    rows = re.findall(r"^\| ([A-Z]{1,2}\d) \| [^|]+ \| (\w+) \|([^|]*)\|$", text("docs/threat-model.md"), re.MULTILINE)
    return {name: (state, re.findall(r"`([^`]+)`", shown)) for name, state, shown in rows}


def test_every_requirement_stands_in_the_threat_model():
    wanted = {f"{group}{number}" for group, count in GROUPS.items() for number in range(1, count + 1)}
    assert set(requirements()) == wanted


def test_done_names_its_test_and_open_names_none():
    for name, (state, shown) in requirements().items():
        assert state in {"done", "open"}, name
        assert bool(shown) == (state == "done"), name
        missing = [path for path in shown if not (ROOT / path).exists()]
        assert not missing, (name, missing)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    folder = (ROOT / page).parent
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text(page))
    missing = [target for target in targets if "://" not in target and not (folder / target).exists()]
    assert not missing


def test_the_readme_names_files_that_exist():
    named = re.findall(r"`((?:docs|accounts|encryption|audit|cases|config)/[\w./-]*)", text("README.md"))
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_the_readme_names_every_variable_that_production_reads():
    read = set()
    for path in ("config/settings/base.py", "config/settings/prod.py"):
        read |= set(re.findall(r"env\.(?:text|flag|number|names|folder|secret)\(\s*\"([A-Z_]+)\"", text(path)))
    missing = {name for name in read if f"`{name}`" not in text("README.md")}
    assert not missing


def test_both_commands_of_the_readme_are_targets():
    makefile = text("Makefile")
    for command in re.findall(r"^    make (\w+)", text("README.md") + text("CONTRIBUTING.md"), re.MULTILINE):
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)


def test_ci_runs_the_test_command_of_the_readme():
    assert re.findall(r"^make (\w+)$", text(".ci/run"), re.MULTILINE) == ["test"]
