"""Readers of variables: what is wrong stops the start with a sentence."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_pairs_are_read_as_a_dict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDERS", "heron-house=Office <office@post.example>, other = desk@post.example")
    assert env.pairs("SENDERS") == {"heron-house": "Office <office@post.example>", "other": "desk@post.example"}
    monkeypatch.delenv("SENDERS")
    assert env.pairs("SENDERS") == {}


@pytest.mark.parametrize("value", ["heron-house", "=office@post.example", "heron-house="])
def test_half_a_pair_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SENDERS", value)
    with pytest.raises(ImproperlyConfigured, match="SENDERS"):
        env.pairs("SENDERS")


def test_an_empty_secret_file_is_refused_unless_it_may_be_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "word").touch()
    monkeypatch.setenv("WORD_FILE", str(tmp_path / "word"))
    with pytest.raises(ImproperlyConfigured, match="WORD_FILE"):
        env.secret("WORD")
    assert env.secret("WORD", may_be_empty=True) == ""
