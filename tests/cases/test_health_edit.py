"""Editing health: alerts and needs for those who help, details for health workers only."""

from cases.models import Case, HealthSheet
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def test_details_of_a_health_worker_are_not_touched_by_a_caseworker(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    sheet = HealthSheet.objects.get(case=case)
    data = {"alerts": "Allergic to penicillin", "details": "Invented details", "version": sheet.version}
    assert cast.health.post("cases:facts_edit", case, "health", **data).status_code == 302
    assert last_event(case).tag == "health:edit"
    page = cast.caseworker.get("cases:facts_edit", case, "health").content.decode()
    assert 'name="details"' not in page and "Invented details" not in page
    sheet.refresh_from_db()
    data = {"alerts": "Two alerts", "needs": "Back pain", "details": "Overwritten", "version": sheet.version}
    assert cast.caseworker.post("cases:facts_edit", case, "health", **data).status_code == 302
    assert opened(cast.health.user, sheet, "details") == "Invented details"
    assert opened(cast.health.user, sheet, "alerts") == "Two alerts"


def test_nothing_is_recorded_as_changed_when_nothing_differs(cast: Cast, case: Case):
    sheet = HealthSheet.objects.get(case=case)
    data = {"alerts": "Allergic to penicillin", "needs": "Back pain", "version": sheet.version}
    cast.caseworker.post("cases:facts_edit", case, "health", **data)
    sheet.refresh_from_db()
    assert sheet.version == 1 and last_event(case).tag != "health:edit"


def test_a_legal_adviser_cannot(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    assert cast.legal.post("cases:facts_edit", case, "health", alerts="x").status_code != 302
    assert opened(cast.caseworker.user, HealthSheet.objects.get(case=case), "alerts") == "Allergic to penicillin"
