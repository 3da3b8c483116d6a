"""Searching as one of the cast."""

from accounts.models import User
from tests.cases.api import ask
from tests.cast import Cast, Member

NOTHING = "Nothing you may see matches. Ask a coordinator for a wider check."


def mate(cast: Cast) -> User:
    """Another caseworker of the caseworker's team."""
    known = cast.caseworker.user
    return User.objects.create_user(
        "mate", None, display_name="Tess M.", role="caseworker", organisation=known.organisation, team=known.team
    )


def page(member: Member, term: str) -> str:
    """The page of results."""
    answer = member.post("cases:case_find", term=term)
    assert answer.status_code == 200, (answer.status_code, answer.content)
    return answer.content.decode()


def found(member: Member, term: str) -> list[tuple[str, str]]:
    """[(number, why)] of what the API gives for the same search."""
    answer = ask(member, "post", "case_find", body={"term": term})
    assert answer.status_code == 200, answer.content
    return [(row["reference"], row["why"]) for row in answer.json()["results"]]
