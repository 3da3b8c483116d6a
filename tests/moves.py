"""Random histories for property tests: a machine whose every step is one of its moves, each as often as it says.

Hypothesis leaves some rules out of each run, which makes what needs three of them in a row too rare; moves are never left out.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

Act = TypeVar("Act", bound=Callable[..., None])


def move(times: int = 1, **drawn: st.SearchStrategy[Any]) -> Callable[[Act], Act]:
    """A method that is one step, drawn `times` as often as others."""

    def mark(method: Act) -> Act:
        method.move = (times, drawn)  # type: ignore[attr-defined]
        return method

    return mark


def _moves_of(machine: type[RuleBasedStateMachine]) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    found = [(name, *method.move) for name, method in vars(machine).items() if hasattr(method, "move")]
    return st.one_of(
        st.tuples(st.just(name), st.fixed_dictionaries(drawn)) for name, times, drawn in found for _ in range(times)
    )


def _step(self: Any, move: tuple[str, dict[str, Any]]) -> None:
    getattr(self, move[0])(**move[1])


def run_histories(machine: type[RuleBasedStateMachine], *, world: Any, histories: int, steps: int) -> None:
    """Run so many histories of so many steps, always the same ones; the steps of one that fails are printed as they were."""
    members = {"world": world, "step": rule(move=_moves_of(machine))(_step)}
    run_state_machine_as_test(
        type(machine.__name__, (machine,), members),
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
