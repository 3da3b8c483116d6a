"""A note that is not sent yet: kept for its writer, shown again, gone when sent."""

from django.utils import timezone

from cases.models import Case, CaseGrant, Note
from common.models import Draft
from tests.cast import Cast
from tests.factories.reading import tags_of


def test_what_was_typed_is_there_again_and_for_nobody_else(cast: Cast, case: Case):
    assert cast.caseworker.post("cases:note_keep", case, text="We agreed to ask the clinic").status_code == 204
    assert "We agreed to ask" in cast.caseworker.get("cases:case_detail", case).content.decode()
    assert "We agreed to ask" not in cast.coordinator.get("cases:case_detail", case).content.decode()
    assert Note.objects.filter(case=case).count() == 1 and "note:create" not in tags_of(case)


def test_it_is_gone_when_sent_or_emptied(cast: Cast, case: Case):
    cast.caseworker.post("cases:note_keep", case, text="Half a sentence")
    cast.caseworker.post("cases:note_create", case, text="A whole sentence.")
    assert not Draft.objects.filter(kind="note").exists()
    cast.caseworker.post("cases:note_keep", case, text="Half")
    cast.caseworker.post("cases:note_keep", case, text="")
    assert not Draft.objects.filter(kind="note").exists()


def test_others_keep_nothing(cast: Cast, case: Case):
    for name in ("caseworker2", "auditor", "outsider", "shelter"):
        assert getattr(cast, name).post("cases:note_keep", case, text="x").status_code == 404
    assert not Draft.objects.filter(kind="note").exists()


def test_the_list_of_drafts_leads_back_to_it_while_the_case_may_be_opened(cast: Cast, case: Case, assign):
    assign(cast.legal.user)
    for member in (cast.caseworker, cast.legal):
        member.post("cases:note_keep", case, text="Half a sentence")
        assert "Heron" in member.get("cases:draft_list").content.decode()
    CaseGrant.objects.filter(user=cast.legal.user).update(until=timezone.now())
    assert "Heron" not in cast.legal.get("cases:draft_list").content.decode()
