"""Strict readers of environment variables: a wrong value stops the start with a sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable's text; without default it must be set."""
    value = os.environ.get(name, default)
    if value is None or (default is None and not value.strip()):
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def secret(name: str, default: str | None = None, *, may_be_empty: bool = False) -> str:
    """The variable's text, or the content of the file that NAME_FILE names (as secrets of containers are given)."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return text(name, default)
    try:
        value = Path(path).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {error.strerror}.") from error
    if not value and not may_be_empty:
        raise ImproperlyConfigured(f"The file that {name}_FILE names is empty.")
    return value


def flag(name: str, default: bool) -> bool:
    """`1/true/yes/on` or `0/false/no/off`."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be one of 1, true, yes, on, 0, false, no, off.")


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between `low` and `high`, both allowed."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}.")
    return int(value)


def names(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def pairs(name: str) -> dict[str, str]:
    """ "name=value, other=value" as a dict."""
    found = {}
    for part in names(name):
        left, sign, right = part.partition("=")
        if not (sign and left.strip() and right.strip()):
            raise ImproperlyConfigured(f"{name} must be a list such as name=value, other=value.")
        found[left.strip()] = right.strip()
    return found


def folder(name: str, default: Path) -> Path:
    """An absolute folder path."""
    value = os.environ.get(name)
    return (Path(value) if value else default).resolve()
