"""The table says what the issue says."""

import pytest

from accounts.choices import Act, Relation, Role
from accounts.matrix import ACTS, ALERTS, ALIAS, CASE_CLASSES, FIELDS, NAME_USED, NEEDS, OWN_DRAFTS, clearance, may
from accounts.models import User
from encryption.classes import FieldClass as F

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
    (Role.CASEWORKER, Relation.GRANT): {NEEDS, ALERTS},
    (Role.CASEWORKER, Relation.TEAM): {ALIAS},
    (Role.HEALTH, Relation.GRANT): {ALIAS, NAME_USED},
    (Role.SHELTER, Relation.PLACED): {ALIAS, NAME_USED, ALERTS},
}
CLASS_OF = {ALIAS: F.IDENTITY, NAME_USED: F.IDENTITY, NEEDS: F.HEALTH, ALERTS: F.HEALTH}


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
        assert set(reach.writes) <= set(reach.reads)


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
