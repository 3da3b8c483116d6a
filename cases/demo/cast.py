"""The organisations and accounts of the demo; the same names are the cast of the tests."""

from dataclasses import dataclass

from accounts.choices import Role
from accounts.demo import DEMO_PASSWORD
from accounts.models import Organisation, Team, User

ORGANISATIONS = {"demo": "NGO A", "demo-b": "NGO B", "demo-legal": "Legal Aid C"}
TEAMS = {"demo": ("North team", "South team"), "demo-b": ("Team",), "demo-legal": ()}


@dataclass(frozen=True)
class Account:
    """One demo account."""

    username: str
    display_name: str
    role: Role
    organisation: str = "demo"
    team: str | None = None


ACCOUNTS = (
    Account("caseworker", "Mira D.", Role.CASEWORKER, team="North team"),
    Account("caseworker2", "Ana P.", Role.CASEWORKER, team="South team"),
    Account("shelter", "Jonas K.", Role.SHELTER),
    Account("coordinator", "Ruth B.", Role.COORDINATOR),
    Account("coordinator2", "Samir H.", Role.COORDINATOR),
    Account("legal", "Lea V.", Role.LEGAL),
    Account("health", "Dr Ines M.", Role.HEALTH),
    Account("auditor", "Otto F.", Role.AUDITOR),
    Account("administrator", "Pia S.", Role.ADMINISTRATOR),
    Account("partner", "Carl N.", Role.PARTNER, organisation="demo-legal"),
    Account("outsider", "Vera T.", Role.CASEWORKER, organisation="demo-b", team="Team"),
)


def make_cast(password: str = DEMO_PASSWORD) -> dict[str, User]:
    """All organisations, teams and accounts, made if they are missing; {user name: user}."""
    organisations = {
        slug: Organisation.objects.get_or_create(slug=slug, defaults={"name": name})[0]
        for slug, name in ORGANISATIONS.items()
    }
    teams = {
        (slug, name): Team.objects.get_or_create(organisation=organisations[slug], name=name)[0]
        for slug, names in TEAMS.items()
        for name in names
    }
    users: dict[str, User] = {}
    for account in ACCOUNTS:
        user = User.objects.filter(username=account.username).first()
        if user is None:
            user = User.objects.create_user(
                account.username,
                password,
                display_name=account.display_name,
                role=account.role,
                organisation=organisations[account.organisation],
                team=teams.get((account.organisation, account.team)) if account.team else None,
            )
        users[account.username] = user
    return users
