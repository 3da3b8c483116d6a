"""docs/data-dictionary.md says what the code says, and keeps what people wrote in it."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cases.dictionary import MARK, made_text
from cases.management.commands import write_data_dictionary
from encryption.registry import sealed_fields


def test_the_file_is_current() -> None:
    call_command("write_data_dictionary", check=True)


def test_every_sealed_field_and_all_84_columns_are_named() -> None:
    text = made_text()
    labels = [declared.label for declared in sealed_fields() if not declared.model_label.startswith("sealedapp.")]
    assert labels and [label for label in labels if f"| {label} |" not in text] == []
    lines = text.splitlines()
    assert (
        len([line for line in lines if line.startswith(("| org_", "| prs_", "| vic_", "| per_", "| cas_", "| cco_"))])
        == 68
    )
    assert len([line for line in lines if line.startswith(("| hte_", "| spl_", "| con_"))]) == 16


def test_what_people_wrote_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "data-dictionary.md"
    monkeypatch.setattr(write_data_dictionary, "TARGET", target)
    monkeypatch.setattr(write_data_dictionary.settings, "BASE_DIR", tmp_path)
    target.write_text(f"# Ours\n\n{MARK}\nstale words\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("write_data_dictionary", check=True)
    assert "stale words" in target.read_text(encoding="utf-8")
    call_command("write_data_dictionary", verbosity=0)
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# Ours\n") and "stale words" not in text and text.count(MARK) == 1
