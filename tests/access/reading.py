"""Everything that somebody can read of one case: pages, opened locks, forms, lists and the API."""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from cases.case.shapes import GROUPS
from cases.facts.sections import DEPENDANT, EPISODE_ACCOUNT, LEGAL_NAME, SECTIONS
from cases.models import EarlierValue
from tests.access.canaries import EARLIER
from tests.access.policy import ROUTES
from tests.access.probe import ask
from tests.access.test_access_matrix import path_of
from tests.access.world import World, visible

# Forms that show what stands in the fields, to whoever may change it.
FORMS = ("facts_edit", "episode_edit", "dependant_edit", "note_edit", "identification_decide", "secrecy_edit")
# Asked of every case, whoever asks.
FIRST = frozenset(
    {
        "cases:case_detail",
        "cases:facts_list",
        "cases:timeline_list",
        "cases:consent_list",
        "cases:opening_list",
        "cases:note_detail",
        "cases:residence_list",
        "cases:service_list",
        "cases:legal_list",
        "api:legal_list",
        "api:case_detail",
        "api:case_detail#law",
        "api:note_list",
        "api:safety_detail",
    }
)
LISTS = (
    ("cases:today", ""),
    ("cases:today", "?all=1"),
    ("cases:case_list", "?list=mine&opened=any"),
    ("cases:case_list", "?list=team&opened=any"),
    ("cases:case_list", "?list=all&opened=any&size=50"),
    ("cases:note_add", ""),
    ("cases:draft_list", ""),
    ("cases:load_detail", ""),
    ("cases:assignment_list", ""),
    ("cases:handover_list", ""),
    ("cases:cover_list", ""),
    ("cases:emergency_open", ""),
    ("cases:emergency_list", ""),
    ("api:emergency_list", ""),
    ("api:draft_list", ""),
    ("api:load_detail", ""),
    ("api:to_assign_list", ""),
    ("api:due_list", ""),
    ("api:offer_list", ""),
    ("api:cover_list", ""),
    ("api:case_list", "?state=any&size=50"),
    ("api:case_list", "?list=all&state=any&size=50"),
    ("api:case_list", "?list=team&state=any"),
)
ELSEWHERE = (
    ("reports:audit_list", ""),
    ("reports:reveal_list", ""),
    ("reports:digest_list", ""),
    ("api:audit_list", ""),
    ("api:reveal_list", ""),
    ("api:digest_list", ""),
    ("reports:policy_detail", ""),
    ("accounts:staff_list", ""),
    ("accounts:me", ""),
    ("cases:import_send", ""),
    ("cases:case_create", ""),
)


def reads_all(member: str, relation: str) -> bool:
    """Whether every page and lock of the case is asked for."""
    return visible(member, relation) and relation in {"own", "closed", "organisation", "foreign"}


def pages(world: World, client: Client, member: str, relation: str) -> Iterator[tuple[str, str]]:
    """(name, text) of every page of the case; a page that is refused is an answer too.

    Of a case that may not be opened some are asked: the access matrix compares all of them with those of no case.
    So they are where a coordinator stands to a case as to those that are read as a whole.
    """
    names = world.names(member, relation)
    for key, route in ROUTES.items():
        if not reads_all(member, relation) and key not in FIRST:
            continue
        if route.rows == "case" and route.get is not None:
            query = f"?open={','.join(GROUPS)}" if key.startswith("api:case_detail#") else ""
            yield key, ask(client, "get", path_of(key, names) + query).body
    health = names | {"note_pid": names["health_note_pid"]}
    for key in ("cases:note_detail", "cases:note_edit", "api:note_detail"):
        yield key, ask(client, "get", path_of(key, health)).body


def codes(world: World, member: str, relation: str) -> list[str]:
    """What a click on *Reveal* can ask for."""
    names = world.names(member, relation)
    many = ((EPISODE_ACCOUNT, names["episode_pid"]), (DEPENDANT, names["dependant_pid"]))
    single = [row.code for section in SECTIONS for row in section.rows]
    return [LEGAL_NAME.code, *single, *(f"{row.code}.{pid}" for section, pid in many for row in section.rows)]


def opened(world: World, client: Client, member: str, relation: str) -> Iterator[tuple[str, str]]:
    """(code, text) of every lock, asked for as a fragment; and once as a whole page."""
    path = reverse("cases:case_reveal", args=[world.names(member, relation)["pid"]])
    asked = codes(world, member, relation)
    # Every lock where a grant opens the case; elsewhere two, beside all groups of the API.
    for code in asked if visible(member, relation) and relation in {"own", "foreign"} else asked[:2]:
        client.defaults["HTTP_HX_REQUEST"] = "true"
        try:
            yield code, ask(client, "post", path, {"field": code, "reason": "check"}).body
        finally:
            del client.defaults["HTTP_HX_REQUEST"]
    yield from earlier(world, client, member, relation)
    if reads_all(member, relation) and member.startswith("coordinator"):
        yield "facts", ask(client, "post", f"{path}?at=facts", {"field": asked, "reason": "check"}).body
    for place in ("facts", "overview"):
        yield place, ask(client, "post", f"{path}?at={place}", {"field": LEGAL_NAME.code}).body


def earlier(world: World, client: Client, member: str, relation: str) -> Iterator[tuple[str, str]]:
    """(name, text) of the history of each section, and of each value in it that was asked for with a reason."""
    pid = world.names(member, relation)["pid"]
    for row in EarlierValue.objects.filter(case__pid=pid):
        path = reverse("cases:facts_history", args=[pid, EARLIER[row.field]])
        yield "history", ask(client, "get", path).body
        yield "history", ask(client, "post", path, {"field": row.pid, "reason": "check"}).body
        api = reverse("api:history_list", args=[pid, EARLIER[row.field]])
        yield "history", ask(client, "get", api).body
        yield "history", ask(client, "post", f"{api}show/", {"fields": [row.pid], "reason": "check"}).body


def lists(client: Client) -> Iterator[tuple[str, str]]:
    """(name, text) of pages that show more than one case."""
    for name, query in LISTS:
        yield name + query, ask(client, "get", reverse(name) + query).body
