"""Editing needs and wishes."""

from cases.models import Case, NeedSheet
from tests.cast import Cast
from tests.factories.reading import last_event, opened


def test_needs_keep_the_person_s_own_order(cast: Cast, case: Case):
    data = {"need_0": "lawyer", "need_1": "", "need_2": "bed", "state_2": "met", "wishes": "To sew"}
    assert cast.caseworker.post("cases:facts_edit", case, "needs", version=0, **data).status_code == 302
    sheet = NeedSheet.objects.get(case=case)
    assert opened(cast.caseworker.user, sheet, "needs") == [
        {"type": "lawyer", "state": "open"},
        {"type": "bed", "state": "met"},
    ]
    assert last_event(case).tag == "need:edit"
    page = cast.caseworker.get("cases:facts_list", case).content.decode()
    assert "1. A lawyer" in page and "2. A safe place to sleep (Met)" in page and "To sew" in page


def test_the_same_need_twice_counts_once(cast: Cast, case: Case):
    cast.caseworker.post("cases:facts_edit", case, "needs", version=0, need_0="bed", need_1="bed")
    assert len(opened(cast.caseworker.user, NeedSheet.objects.get(case=case), "needs")) == 1


def test_others_cannot_tell_that_it_exists(cast: Cast, case: Case):
    assert cast.caseworker2.post("cases:facts_edit", case, "needs", version=0, need_0="bed").status_code == 404
