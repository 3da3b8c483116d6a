"""Session rows lie sealed."""

from django.contrib.sessions.models import Session

from accounts.sessions import SessionStore


def test_the_row_tells_nothing_and_opens_again(db):
    store = SessionStore()
    store["note"] = "MARKER-4711"
    store.save()
    row = Session.objects.get(session_key=store.session_key)
    assert "MARKER" not in row.session_data
    assert SessionStore(store.session_key)["note"] == "MARKER-4711"


def test_a_damaged_or_foreign_row_is_an_empty_session(db):
    store = SessionStore()
    store["note"] = "x"
    store.save()
    row = Session.objects.get(session_key=store.session_key)
    for data in (row.session_data[:-4], "plain text", "", '{"note": "forged"}'):
        Session.objects.filter(pk=row.pk).update(session_data=data)
        assert dict(SessionStore(store.session_key).items()) == {}
