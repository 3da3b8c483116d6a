"""The account, places and suspects: each its own right."""

from cases.models import Case, Episode
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def save(member, case: Case, row: Episode, **data):
    row.refresh_from_db()
    return member.post("cases:episode_edit", case, row, "account", version=row.version, **data)


def test_a_caseworker_writes_the_account_and_never_touches_suspects(cast: Cast, case: Case):
    row = Episode.objects.get(case=case)
    assert save(cast.coordinator, case, row, account="As told", suspects="Somebody").status_code == 302
    page = cast.caseworker.get("cases:episode_edit", case, row, "account").content.decode()
    assert 'name="suspects"' not in page and "Somebody" not in page
    assert save(cast.caseworker, case, row, account="As told today", suspects="Overwritten").status_code == 302
    assert opened(cast.coordinator.user, row, "suspects") == "Somebody"
    assert opened(cast.caseworker.user, row, "account") == "As told today"
    assert last_event(case).tag == "episode:edit"


def test_a_health_worker_cannot(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    assert save(cast.health, case, Episode.objects.get(case=case), account="x").status_code != 302
