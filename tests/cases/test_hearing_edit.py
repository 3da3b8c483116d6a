"""Place and measures of a hearing are each person's own."""

import pytest

from cases.models import Case, HearingPart
from tests.cases.api import ask
from tests.cast import Cast
from tests.factories.legal import make_hearing, make_proceeding
from tests.factories.reading import last_event, opened

pytestmark = pytest.mark.django_db
EVERY = {
    "entrance": "ready", "screen": "asked", "video": "refused", "interpreter": "ready", "escort": "wanted",
    "childcare": "not_needed", "transport": "ready", "therapist": "wanted",
}  # fmt: skip


@pytest.fixture
def part(cast: Cast, case: Case) -> HearingPart:
    return make_hearing(cast.caseworker.user, make_proceeding(cast.caseworker.user, case), facts={"place": "Room 4"})


def test_every_measure_is_kept_and_shown(cast: Cast, case: Case, part: HearingPart):
    answer = cast.caseworker.post("cases:hearing_edit", case, part, place="Room 5", version=1, **EVERY)
    assert answer.status_code == 302 and last_event(case).tag == "hearing:edit"
    assert opened(cast.caseworker.user, part, "facts") == EVERY | {"place": "Room 5"}
    page = cast.caseworker.get("cases:legal_list", case).content.decode()
    assert "Separate entrance: arranged" in page and "By video: refused" in page


def test_who_was_overtaken_hears_it(cast: Cast, case: Case, part: HearingPart):
    cast.caseworker.post("cases:hearing_edit", case, part, place="Room 5", version=1)
    answer = cast.coordinator.post("cases:hearing_edit", case, part, place="Room 6", version=1)
    assert answer.status_code == 409 and "Room 6" in answer.content.decode()


def test_over_the_api_what_is_named_changes(cast: Cast, case: Case, part: HearingPart):
    answer = ask(cast.caseworker, "patch", "hearing_detail", case, part, body={"screen": "ready", "version": 1})
    assert answer.status_code == 200
    assert opened(cast.caseworker.user, part, "facts") == {"place": "Room 4", "screen": "ready"}
    assert ask(cast.caseworker, "patch", "hearing_detail", case, part, body={"screen": "ready"}).status_code == 428
