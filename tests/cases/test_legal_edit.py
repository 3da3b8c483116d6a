"""Editing papers and legal notes."""

from cases.models import Case, LegalSheet
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def test_a_legal_adviser_begins_the_sheet(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    assert cast.legal.post("cases:facts_edit", case, "legal", version=0, papers="Permit until May").status_code == 302
    assert last_event(case).tag == "legal:edit"
    assert opened(cast.legal.user, LegalSheet.objects.get(case=case), "papers") == "Permit until May"


def test_two_who_begin_at_once_do_not_overwrite_each_other(cast: Cast, case: Case):
    cast.caseworker.post("cases:facts_edit", case, "legal", version=0, papers="First")
    response = cast.coordinator.post("cases:facts_edit", case, "legal", version=0, papers="Second")
    assert response.status_code == 409 and LegalSheet.objects.filter(case=case).count() == 1


def test_a_health_worker_cannot(cast: Cast, case: Case, assign):
    assign(cast.health.user)
    assert cast.health.post("cases:facts_edit", case, "legal", version=0, papers="x").status_code != 302
    assert not LegalSheet.objects.filter(case=case).exists()
