"""The table says what the issue says."""

import pytest

from accounts.choices import Act, Relation, Role
from accounts.matrix import (
    ACTS,
    ALERTS,
    ALIAS,
    ASK_ANSWER,
    ASK_WORDS,
    CASE_CLASSES,
    CONTACTS,
    EARLIER_SHARED,
    EMERGENCY_WORDS,
    FIELDS,
    HANDOVER_NOTE,
    HEALTH_SERVICES,
    NAME_USED,
    NEEDS,
    OWN_DRAFTS,
    SAFE_CONTACT,
    SERVICES,
    clearance,
    may,
)
from accounts.models import User
from encryption.classes import FieldClass as F
from encryption.principal import ALL

ANY = "cases.any.field"
# Written by hand, not derived: role, relation, readable classes, writable classes.
READS = {
    (Role.CASEWORKER, Relation.GRANT): {F.IDENTITY, F.CONTACT, F.PROFILE, F.LEGAL, F.NARRATIVE, F.OUTCOME},
    (Role.COORDINATOR, Relation.GRANT): set(CASE_CLASSES),
    (Role.COORDINATOR, Relation.TEAM): set(CASE_CLASSES),
    (Role.COORDINATOR, Relation.ORGANISATION): set(CASE_CLASSES),
    (Role.LEGAL, Relation.GRANT): {F.IDENTITY, F.CONTACT, F.LEGAL, F.NARRATIVE},
    (Role.HEALTH, Relation.GRANT): {F.CONTACT, F.HEALTH},
}
WRITES = {
    (Role.CASEWORKER, Relation.GRANT): {F.IDENTITY, F.CONTACT, F.PROFILE, F.LEGAL, F.NARRATIVE, F.OUTCOME},
    (Role.LEGAL, Relation.GRANT): {F.LEGAL, F.NARRATIVE},
    (Role.HEALTH, Relation.GRANT): {F.HEALTH},
} | {
    (Role.COORDINATOR, relation): {
        F.IDENTITY,
        F.CONTACT,
        F.PROFILE,
        F.LEGAL,
        F.NARRATIVE,
        F.OUTCOME,
        F.LOCATION,
        F.SUSPECTS,
    }
    for relation in (Relation.GRANT, Relation.TEAM, Relation.ORGANISATION)
}
SINGLE_FIELDS = {
    (Role.CASEWORKER, Relation.GRANT): {NEEDS, ALERTS, EARLIER_SHARED, HEALTH_SERVICES},
    (Role.CASEWORKER, Relation.TEAM): {ALIAS},
    (Role.LEGAL, Relation.GRANT): {CONTACTS, SERVICES},
    (Role.HEALTH, Relation.GRANT): {ALIAS, NAME_USED, ASK_WORDS, ASK_ANSWER, CONTACTS},
    (Role.SHELTER, Relation.PLACED): {ALIAS, NAME_USED, ALERTS},
    # Before a case is accepted: of whom it is, and what the colleague says.
    **{(role, Relation.OFFERED): {ALIAS, HANDOVER_NOTE} for role in (Role.CASEWORKER, Role.LEGAL, Role.HEALTH)},
    # In an emergency: safe contact and urgent health needs, and nothing else.
    **{
        (role, Relation.EMERGENCY): {SAFE_CONTACT, NEEDS, ALERTS}
        for role in (Role.CASEWORKER, Role.SHELTER, Role.HEALTH, Role.COORDINATOR)
    },
}
CLASS_OF = (
    dict.fromkeys((ALIAS, NAME_USED), F.IDENTITY)
    | dict.fromkeys((NEEDS, ALERTS, EARLIER_SHARED, HEALTH_SERVICES), F.HEALTH)
    | dict.fromkeys((HANDOVER_NOTE, ASK_WORDS, ASK_ANSWER, EMERGENCY_WORDS), F.NARRATIVE)
    | dict.fromkeys((CONTACTS, SERVICES), F.OUTCOME)
    | {SAFE_CONTACT: F.CONTACT}
)
# The reason of an emergency opening goes to whoever judges it.
WRITTEN_BLIND = {EMERGENCY_WORDS}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("relation", Relation)
def test_each_role_reads_and_writes_whole_classes_as_the_issue_says(role, relation):
    cleared = clearance(role, relation)
    assert {c for c in F if cleared.may_read(c, ANY)} == READS.get((role, relation), set())
    assert {c for c in F if cleared.may_write(c, ANY)} == WRITES.get((role, relation), set())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("relation", Relation)
def test_each_role_reads_single_fields_only_where_named(role, relation):
    cleared = clearance(role, relation)
    expected = SINGLE_FIELDS.get((role, relation), set())
    for label, field_class in CLASS_OF.items():
        whole = field_class in READS.get((role, relation), set())
        assert cleared.may_read(field_class, label) == (whole or label in expected), label


def test_nobody_writes_what_they_cannot_read():
    for reach in FIELDS.values():
        for field_class, labels in reach.writes.items():
            read = reach.reads.get(field_class, frozenset())
            assert read is ALL or (labels is not ALL and labels - WRITTEN_BLIND <= read)


def test_factor_secrets_and_drafts_belong_to_no_case():
    for reach in FIELDS.values():
        assert not {F.STAFF, F.DRAFTS} & {*reach.reads, *reach.writes}


def test_own_drafts_open_nothing_else():
    assert {c for c in F if OWN_DRAFTS.may_read(c, ANY)} == {F.DRAFTS}
    assert {c for c in F if OWN_DRAFTS.may_write(c, ANY)} == {F.DRAFTS}


@pytest.mark.parametrize("role", [Role.PARTNER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_case_content_have_no_act_on_a_case(role):
    user = User(role=role)
    for act in Act:
        for relation in Relation:
            assert not may(user, act, relation), (act, relation)


def test_every_act_stands_in_the_table():
    assert set(ACTS) == set(Act)


@pytest.mark.parametrize("role", Role)
def test_no_relation_allows_nothing(role):
    assert not any(may(User(role=role), act, Relation.NONE) for act in Act)


def test_a_deactivated_account_may_do_nothing():
    user = User(role=Role.COORDINATOR, is_active=False)
    assert not any(may(user, act, relation) for act in Act for relation in [None, *Relation])


def test_same_team_may_not_open():
    assert not may(User(role=Role.CASEWORKER), Act.CASE_OPEN, Relation.TEAM)
    assert may(User(role=Role.CASEWORKER), Act.CASE_OPEN, Relation.GRANT)


def test_only_the_auditor_reads_the_trail():
    assert [role for role in Role if may(User(role=role), Act.AUDIT_LIST)] == [Role.AUDITOR]
