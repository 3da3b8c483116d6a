"""Whatever the trail of a case can say has plain words."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise

from audit.tags import Tag
from cases.episode.questions import FACTS
from cases.look.queries import TRAIL_WORDS
from cases.person.questions import PROFILE

APPS = ("accounts", "cases", "common", "reminders", "reports")


def calls() -> list[ast.Call]:
    """Every call in the code of the apps."""
    files = [path for app in APPS for path in (Path(settings.BASE_DIR) / app).rglob("*.py") if "demo" not in path.parts]
    trees = [ast.parse(path.read_text()) for path in files]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]


def names_of_changes() -> set[str]:
    """What is written down as changed, where the code says it by name."""
    listed = [
        keyword.value
        for call in calls()
        for keyword in call.keywords
        if keyword.arg == "changed" and isinstance(keyword.value, ast.List | ast.Tuple)
    ]
    return {name.value for names in listed for name in names.elts if isinstance(name, ast.Constant)}


def has_words(name: str) -> bool:
    if name in TRAIL_WORDS or name in PROFILE.by_name or name in FACTS.by_name:
        return True
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    fields = [field for model in models for field in model._meta.fields if field.name == name]
    return any(isinstance(field.verbose_name, Promise) for field in fields)


@pytest.mark.parametrize("tag", Tag)
def test_every_tag_has_a_sentence_of_its_own(tag: Tag):
    words = str(tag.label)
    assert " " in words and ":" not in words and "_" not in words
    assert words.casefold().replace(" ", "") != tag.name.casefold().replace("_", ""), "that is the tag, not words"
    assert isinstance(tag._label_, Promise), "it cannot be translated"


def test_no_code_writes_a_tag_that_has_no_words():
    named = {
        node.attr
        for call in calls()
        for node in ast.walk(call)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Tag"
    }
    assert named - {tag.name for tag in Tag} <= {"values", "choices"}
    strings = {
        call.args[1].value
        for call in calls()
        if isinstance(call.func, ast.Name)
        and call.func.id == "record"
        and isinstance(call.args[1:2] and call.args[1], ast.Constant)
    }
    assert not strings, "record() takes members of Tag, never text"


def test_whatever_changed_is_named_in_words():
    names = names_of_changes()
    assert "remark" in names, "the search finds nothing any more"
    assert sorted(name for name in names if not has_words(name)) == [], "give them words in TRAIL_WORDS"
