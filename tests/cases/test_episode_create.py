"""A second trafficking is a new episode."""

from cases.episode.questions import FACTS
from cases.models import Case, Episode
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def test_it_takes_the_next_number(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:episode_create", case, exploitation=["ForcedBegging"]).status_code == 302
    newer = Episode.objects.get(case=case, number=2)
    held = FACTS.named(opened(cast.caseworker.user, newer, "facts"))
    assert held == {"exploitation": ["ForcedBegging"]}
    event = last_event(case)
    assert event.tag == "episode:create" and "Begging" not in event.detail


def test_others_cannot(cast: Cast, case: Case):
    assert cast.caseworker2.post("cases:episode_create", case).status_code == 404
    assert Episode.objects.filter(case=case).count() == 1
