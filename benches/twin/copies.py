"""The product's own pages over plain rows: copies of its modules in which models are twins and every check is gone.

So a twin page runs the same view code and renders the same template as the product. What differs is what is measured:
no sealed cell, no key, no permission to open the case or its cells, no row in the trail. What decides which buttons a
page has stays, for both must render the same.
"""

import importlib
import importlib.util
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from benches.twin.fields import Plain
from benches.twin.models import TWINS, TwinValue
from cases import models as cases
from common.shown import Shown, State
from encryption import normal
from encryption.registry import search_column, search_number

# In the order of import: a copy finds the copies that stand before it.
COPIED = (
    "cases.case.queries",
    "cases.case.deadlines",
    "cases.contact.queries",
    "cases.person.queries",
    "cases.safety.queries",
    "cases.risk.queries",
    "cases.encounter.queries",
    "cases.service.queries",
    "cases.document.queries",
    "cases.residence.queries",
    "cases.residence.sources",
    "cases.legal.running",
    "cases.situation.queries",
    "cases.case.page",
    "cases.consent.queries",
    "cases.timeline.sources",
    "cases.timeline.queries",
    "cases.facts.sections",
    "cases.facts.queries",
    "cases.case.overview",
    "cases.service.forms",
    "cases.task.queries",
    "cases.composer.forms",
    "cases.case.views",
    "cases.caseload.queries",
    "cases.caseload.views",
    "cases.residence.reminding",
    "cases.case.start",
    "cases.assignment.actions",
    "cases.case.actions",
    "cases.intake.queries",
    "cases.case.shapes",
    "cases.case.api",
    "cases.find.queries",
    "cases.find.actions",
    "cases.find.views",
    "cases.today.queries",
    "cases.today.views",
)
VIEWS = ("cases.case.views", "cases.caseload.views", "cases.case.api", "cases.find.views", "cases.today.views")


def plain_show(value: Any, purpose: str = "") -> Shown:
    """What `show` does where nothing is sealed."""
    held = value.value if isinstance(value, Plain) else value
    return Shown(State.EMPTY) if held in (None, "", [], {}) else Shown(State.VALUE, held)


def plain_open(user: Any, pid: str, *_checks: Any) -> Any:
    """The case with this pid, whoever asks."""
    return TWINS[cases.Case].objects.select_related("team").get(pid=pid)


def nothing(*_arguments: Any, **_options: Any) -> None:
    """In place of what only the product does."""


def plain_values(organisation_id: Any, labels: Iterable[str], text: str) -> Any:
    """The rows that hold `text` in one of these columns, found by an index of plain text."""
    columns = [search_column(label) for label in labels]
    values = {value for column in columns for value in normal.KINDS[column.how.kind](text)}
    numbers = [column.how.number for column in columns]
    return TwinValue.objects.filter(organisation_id=organisation_id, column__in=numbers, value__in=sorted(values))


def plain_confirmed(found: Any, _text: str) -> Iterator[tuple[Any, Any]]:
    """Nothing is left to be compared: plain text is found by its whole."""
    for number, scope_id in found.values_list("column", "scope_id"):
        yield scope_id, search_number(number)


def always(*_arguments: Any, **_options: Any) -> bool:
    """In place of a permission to write a cell."""
    return True


def _replaced() -> dict[int, Any]:
    """{id of what the product has: what the twin has}."""
    found: dict[int, Any] = {id(model): twin for model, twin in TWINS.items()}
    product = importlib.import_module("cases.case.queries")
    swaps = {
        importlib.import_module("common.shown").show: plain_show,
        product.open_case: plain_open,
        product.reading: nothing,
        importlib.import_module("cases.access").admit_cases: nothing,
        importlib.import_module("cases.access").admit: nothing,
        importlib.import_module("audit.record").record: nothing,
        importlib.import_module("encryption.blind_index").tokens_to_find: plain_values,
        importlib.import_module("encryption.keys").preload: nothing,
        importlib.import_module("encryption.keys").create_case_keys: nothing,
        importlib.import_module("common.access").require: nothing,
        importlib.import_module("cases.sheets").may_write: always,
    }
    return found | {id(ours): theirs for ours, theirs in swaps.items()}


def _copy(name: str, replaced: dict[int, Any]) -> ModuleType:
    source = importlib.util.find_spec(name)
    assert source is not None
    assert source.loader is not None
    copy_name = f"benches.twin.copy.{name}"
    spec = importlib.util.spec_from_loader(copy_name, source.loader, origin=source.origin)
    assert spec is not None
    module = ModuleType(copy_name)
    module.__file__ = source.origin
    sys.modules[copy_name] = module
    code = source.loader.get_code(name)  # type: ignore[attr-defined]
    exec(code, module.__dict__)  # noqa: S102 - the product's own source, once more
    original = importlib.import_module(name)
    for key, value in list(vars(module).items()):
        if id(value) in replaced:
            setattr(module, key, replaced[id(value)])
    for key, value in vars(original).items():
        if getattr(value, "__module__", None) == name:
            replaced[id(value)] = getattr(module, key)
    if name == "cases.caseload.queries":
        module.__dict__["admit_lines"] = nothing
    if name == "cases.find.queries":
        module.__dict__["confirmed"] = plain_confirmed
    if name == "cases.find.actions":
        module.__dict__.update(count_find=nothing, record_find=nothing)
    if name == "cases.timeline.queries":
        held = importlib.import_module("cases.hooks").sources()
        module.__dict__["sources"] = lambda: {kind: replaced[id(source)] for kind, source in held.items()}
    return module


def twin_views() -> dict[str, ModuleType]:
    """The copied view modules by the product's name."""
    replaced = _replaced()
    modules = {name: _copy(name, replaced) for name in COPIED}
    return {name: modules[name] for name in VIEWS}
