"""The invented cast of the demo. Production refuses to start where any of it is found."""

DEMO_ORGANISATION_SLUG = "demo"
DEMO_PASSWORD = "demo-daybook-2026"  # noqa: S105
# Name and what it is, in the order in which `make run` prints them.
DEMO_ACCOUNTS = (
    ("caseworker", "caseworker, team 1 of NGO A"),
    ("caseworker2", "caseworker, team 2 of NGO A"),
    ("shelter", "shelter staff of NGO A"),
    ("coordinator", "coordinator of NGO A"),
    ("coordinator2", "a second coordinator of NGO A"),
    ("legal", "lawyer of NGO A"),
    ("health", "nurse of NGO A"),
    ("auditor", "auditor of NGO A"),
    ("administrator", "administrator of NGO A"),
    ("partner", "legal-aid partner"),
    ("outsider", "caseworker of NGO B"),
)
DEMO_USERNAMES = tuple(name for name, _ in DEMO_ACCOUNTS)
