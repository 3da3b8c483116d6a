"""Recording and editing dependants."""

from cases.models import Case, Dependant
from tests.cast import Cast
from tests.factories.reading import last_event, opened, tags_of


def test_a_dependant_needs_no_name(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:dependant_create", case, relation="Daughter").status_code == 302
    row = Dependant.objects.get(case=case)
    assert row.name.is_null and opened(cast.caseworker.user, row, "relation") == "Daughter"
    assert last_event(case).tag == "dependant:create"


def test_others_cannot(cast: Cast, case: Case):
    for name in ("caseworker2", "outsider", "auditor"):
        assert getattr(cast, name).post("cases:dependant_create", case, relation="x").status_code == 404
    assert not Dependant.objects.filter(case=case).exists() and "dependant:create" not in tags_of(case)
