"""What we ship for the servers beside us, read from the files that ship it."""

import re

from tests.source import text


def database_flags() -> dict[str, str]:
    """{setting: value} with which docker-compose.yml starts PostgreSQL."""
    found = dict(re.findall(r"^\s+-c (\w+)=(\S+)$", text("docker-compose.yml"), re.MULTILINE))
    assert found["log_statement"] == "none"
    return found
