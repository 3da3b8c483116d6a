"""The timeline: by month, one kind or all, older on demand."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Case
from cases.note.actions import create_note
from tests.cast import Cast
from tests.factories.reading import working_as


def with_notes(cast: Cast, case: Case, count: int) -> None:
    now = timezone.now()
    with working_as(cast.caseworker.user, case):
        for number in range(count):
            at = now - timedelta(days=3 * number + 1)
            create_note(actor=cast.caseworker.user, case=case, text=f"Number {number}.", happened_at=at)


def pages_of(cast: Cast, case: Case, **query: str) -> list[str]:
    """All pages, following the way to older ones."""
    member, pages = cast.caseworker, []
    address = None
    while True:
        answer = member.client.get(address) if address else member.get("cases:timeline_list", case, **query)
        page = answer.content.decode()
        pages.append(page)
        marker = 'hx-get="'
        if marker not in page:
            return pages
        address = page.split(marker)[1].split('"')[0].replace("&amp;", "&")


def test_every_note_stands_there_once(cast: Cast, case: Case):
    with_notes(cast, case, 60)
    pages = pages_of(cast, case)
    assert len(pages) > 2
    for number in range(60):
        assert sum(page.count(f"Number {number}.") for page in pages) == 1


def test_one_kind_alone(cast: Cast, case: Case):
    page = cast.caseworker.get("cases:timeline_list", case, kind="consent").content.decode()
    assert "Keep this record: Yes" in page and "Slept better" not in page


def test_older_ones_come_as_a_fragment_or_as_a_page(cast: Cast, case: Case):
    with_notes(cast, case, 30)
    before = timezone.now().isoformat()
    fragment = cast.caseworker.get("cases:timeline_list", case, htmx=True, before=before).content.decode()
    assert "<html" not in fragment and "Number 0." in fragment
    assert "<html" in cast.caseworker.get("cases:timeline_list", case, before=before).content.decode()


def test_a_place_that_is_none_is_the_beginning(cast: Cast, case: Case):
    for text in ("x", "2026-13-45", "2026-01-01T00:00:00"):
        assert cast.caseworker.get("cases:timeline_list", case, before=text).status_code == 200


def test_others_cannot_tell_that_it_exists(cast: Cast, case: Case):
    for name in ("caseworker2", "outsider", "auditor"):
        assert getattr(cast, name).get("cases:timeline_list", case).status_code == 404
