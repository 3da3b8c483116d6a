"""A run may go on past midnight: no test holds a day that was reckoned when its module was read."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.days import TODAY, ahead

HERE = Path(__file__).parent
# `day` of the factories asks for today as well.
CLOCKS = {"localdate", "today", "day"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def asked_while_read(source: str) -> list[int]:
    """Lines that ask for the day when the module is read: outside functions, in their decorators and defaults."""
    found, left = [], [ast.parse(source)]
    while left:
        node: ast.AST = left.pop()
        if isinstance(node, DEFINITIONS):
            left += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in CLOCKS:
            found.append(node.lineno)
        # Reckoning with the day that stands for today fixes it as well.
        if isinstance(node, ast.BinOp) and getattr(node.left, "id", "") == "TODAY":
            found.append(node.lineno)
        left += ast.iter_child_nodes(node)
    return found


def test_no_module_of_the_tests_holds_a_day():
    held = {str(path.relative_to(HERE)): asked_while_read(path.read_text()) for path in HERE.rglob("*.py")}
    assert not {name: lines for name, lines in held.items() if lines}


@pytest.mark.parametrize(
    "source",
    ["D = timezone.localdate()", "def f(day=date.today()): pass", "@mark(str(TODAY - DAY))\ndef f(): pass"],
)
def test_what_holds_a_day_is_found(source: str):
    assert asked_while_read(source) and not asked_while_read(f"def g():\n    {source.splitlines()[0].lstrip('@')}")


def test_the_day_is_reckoned_anew():
    evening = datetime(2026, 11, 28, 22, 59, tzinfo=UTC)
    with time_machine.travel(evening, tick=False):
        assert (str(TODAY), str(ahead(3))) == ("2026-11-28", "2026-12-01")
    with time_machine.travel(evening + timedelta(minutes=2), tick=False):
        assert (str(TODAY), str(ahead(3))) == ("2026-11-29", "2026-12-02")
