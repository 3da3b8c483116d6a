"""Classes and profiles: numbers that stand in stored values, keys that a process may hold."""

from encryption.classes import KEY_NAMES, PROFILES, FieldClass


def test_the_numbers_never_change():
    assert {c.name: int(c) for c in FieldClass} == {
        "IDENTITY": 1,
        "CONTACT": 2,
        "PROFILE": 3,
        "HEALTH": 4,
        "LEGAL": 5,
        "NARRATIVE": 6,
        "LOCATION": 7,
        "SUSPECTS": 8,
        "OUTCOME": 9,
        "STAFF": 10,
        "DRAFTS": 11,
    }


def test_web_holds_every_key_and_reports_nothing_that_names_a_person():
    assert PROFILES["web"] == frozenset(KEY_NAMES)
    assert PROFILES["reports"] == {"profile", "outcome", "audit"}


def test_the_worker_holds_no_key_of_suspects_location_or_staff():
    assert not PROFILES["worker"] & {"suspects", "location", "staff"}
