"""Entries of the table of periods and permits for the matrices."""

from typing import TYPE_CHECKING, Any

from common.pid import new_pid
from tests.factories.schemes import make_scheme

if TYPE_CHECKING:
    from tests.access.world import World

Names = dict[str, Any]


def scheme_names(world: "World", member: str) -> dict[str, Names]:
    """Versions: shipped, the own organisation's, its earlier one that was replaced, another organisation's, none."""
    home = world.users[member].organisation
    foreign = (world.kept_away if member == "outsider" else world.users["outsider"]).organisation
    replaced = make_scheme("DE-RP", organisation=home)
    made = {
        "shipped": make_scheme("BE-RP"),
        "self": make_scheme("NL-RP", organisation=home),
        "replaced": replaced,
        "foreign": make_scheme("FR-RP", organisation=foreign),
    }
    make_scheme("DE-RP", organisation=home, replaces=replaced)
    return {relation: {"pid": row.pid} for relation, row in made.items()} | {"absent": {"pid": new_pid()}}


TARGETS = {"scheme": scheme_names}
