"""Taking a yes back: one click, no reason, at once."""

from django.utils import timezone

from cases import due_kinds, hooks
from cases.consent.actions import NotByConsent
from cases.consent.queries import in_force
from cases.models import Case, Consent, ContactSheet
from reminders.models import DueThing
from tests.cast import Cast
from tests.factories.reading import last_event, opened

NORTH = "Clinic North"


def give(cast: Cast, case: Case, kind: str = "share") -> Consent:
    data = {"kind": kind, "recipient": "Clinic North", "basis": "consent", "answer": "yes"}
    cast.caseworker.post("cases:consent_record", case, asked_on=str(timezone.localdate()), **data)
    return Consent.objects.get(case=case, kind=kind, is_current=True)


def test_it_counts_at_once_and_the_yes_stays_as_history(cast: Cast, case: Case):
    row = give(cast, case)
    page = cast.caseworker.get("cases:consent_withdraw", case, row).content.decode()
    assert "Copies outside may remain" in page
    assert cast.caseworker.post("cases:consent_withdraw", case, row).status_code == 302
    newer = Consent.objects.get(case=case, kind="share", is_current=True)
    assert newer.answer == "withdrawn" and Consent.objects.filter(case=case, kind="share").count() == 2
    assert opened(cast.caseworker.user, newer, "terms")["recipient"] == "Clinic North"
    assert last_event(case).tag == "consent:withdraw"


def test_taking_back_contact_stops_contact(cast: Cast, case: Case):
    cast.caseworker.post("cases:consent_withdraw", case, give(cast, case, "contact"))
    held = opened(cast.caseworker.user, ContactSheet.objects.get(case=case), "safe_contact")
    assert held["answer"] == "do_not_contact" and held["hours"]
    assert "Do not contact until asked." in cast.caseworker.get("cases:case_detail", case).content.decode()


def test_twice_is_refused_with_a_sentence(cast: Cast, case: Case):
    row = give(cast, case)
    cast.caseworker.post("cases:consent_withdraw", case, row)
    assert cast.caseworker.post("cases:consent_withdraw", case, row).status_code == 409


def test_a_closed_case_keeps_nobody_from_it(cast: Cast, case: Case):
    row = give(cast, case)
    cast.caseworker.post("cases:case_close", case, reason="goals_reached", closed_on=str(case.opened_on), version=1)
    assert cast.caseworker.post("cases:consent_withdraw", case, row).status_code == 302


def test_others_cannot(cast: Cast, case: Case):
    row = give(cast, case)
    for name in ("caseworker2", "outsider", "auditor"):
        assert getattr(cast, name).post("cases:consent_withdraw", case, row).status_code == 404
    row.refresh_from_db()
    assert row.is_current


def test_what_does_not_rest_on_consent_cannot_be_taken_back(cast: Cast, case: Case):
    row = give(cast, case)
    Consent.objects.filter(pk=row.pk).update(basis="legal_duty")
    assert cast.caseworker.get("cases:consent_withdraw", case, row).status_code == 409
    assert cast.caseworker.post("cases:consent_withdraw", case, row).status_code == 409
    row.refresh_from_db()
    assert row.is_current


def test_it_is_one_press_on_the_page_and_says_what_stops(cast: Cast, case: Case):
    row = give(cast, case)
    page = cast.caseworker.get("cases:consent_list", case).content.decode()
    assert f'action="/c/{case.pid}/consent/{row.pid}/"' in page
    after = cast.caseworker.client.post(f"/c/{case.pid}/consent/{row.pid}/", follow=True).content.decode()
    assert "Nothing more is sent to this recipient" in after and "cannot be undone" in after and "Help goes on" in after


def test_what_was_due_because_of_it_is_due_no_more(cast: Cast, case: Case):
    row = give(cast, case, "service")
    share = give(cast, case, "share")
    for kind in (due_kinds.HEALTH_OFFER, due_kinds.CONSENT_ENDS):
        assert DueThing.objects.open().filter(subject_id=case.pk, kind=kind).exists()
    cast.caseworker.post("cases:consent_withdraw", case, row)
    assert not DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.HEALTH_OFFER).exists()
    cast.caseworker.post("cases:consent_withdraw", case, share)
    assert not DueThing.objects.open().filter(subject_id=case.pk, kind=due_kinds.CONSENT_ENDS).exists()


def test_other_apps_stop_what_rested_on_it_in_the_same_transaction(cast: Cast, case: Case, monkeypatch):
    told: list[tuple[str, bool]] = []
    monkeypatch.setattr(hooks, "_stoppers", [])
    hooks.register_stopper(
        lambda actor, case, consent: told.append((consent.kind, bool(in_force(case, "share", NORTH))))
    )
    cast.caseworker.post("cases:consent_withdraw", case, give(cast, case))
    assert told == [("share", False)]

    def refuse(actor: object, case: object, consent: object) -> None:
        raise hooks_error

    row = give(cast, case)
    hooks_error = NotByConsent()
    hooks.register_stopper(refuse)
    assert cast.caseworker.post("cases:consent_withdraw", case, row).status_code == 409
    row.refresh_from_db()
    assert row.is_current and in_force(case, "share", NORTH) == row
