"""Editing what happened, in kinds and codes."""

from cases.episode.questions import FACTS
from cases.models import Case, Episode
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def test_answers_are_saved_and_named(cast: Cast, case: Case):
    row = Episode.objects.get(case=case)
    data = {"exploitation": ["ForcedLabour"], "industry": "A_AgricultureForestryAndFishing", "exploited_in": "Belgium"}
    response = cast.caseworker.post("cases:episode_edit", case, row, "happened", version=row.version, **data)
    assert response.status_code == 302
    held = FACTS.named(opened(cast.caseworker.user, row, "facts"))
    assert held["exploited_in"] == "BE" and held["industry"].startswith("A_")
    event = last_event(case)
    assert event.tag == "episode:edit" and "exploited_in" in event.detail and "Belgium" not in event.detail


def test_who_saves_second_is_told(cast: Cast, case: Case):
    row = Episode.objects.get(case=case)
    for count in ("1", "2"):
        response = cast.caseworker.post(
            "cases:episode_edit", case, row, "happened", version=row.version, others_count=count
        )
    assert response.status_code == 409


def test_an_unknown_section_is_absent(cast: Cast, case: Case):
    assert cast.caseworker.get("cases:episode_edit", case, Episode.objects.get(case=case), "other").status_code == 404
