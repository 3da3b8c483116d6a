"""Digests for the matrices."""

from typing import TYPE_CHECKING, Any

from common.pid import new_pid
from reports.digest.models import Digest
from tests.factories.digests import make_digest, make_reviewed_digest

if TYPE_CHECKING:
    from tests.access.world import World

Names = dict[str, Any]


def digest_names(world: "World", member: str) -> dict[str, Names]:
    """Digests: of the own organisation, reviewed, of another one, none."""
    user = world.users[member]
    foreign = world.kept_away if member == "outsider" else world.users["outsider"]
    weeks = Digest.objects.count()
    made = {
        "self": make_digest(user.organisation, weeks_ago=weeks),
        "reviewed": make_reviewed_digest(user.organisation, user, weeks_ago=weeks + 1),
        "foreign": make_digest(foreign.organisation, weeks_ago=weeks + 2),
    }
    return {relation: {"pid": digest.pid} for relation, digest in made.items()} | {"absent": {"pid": new_pid()}}


TARGETS = {"digest": digest_names}
