"""A value that is taken away is gone from the database, and only whoever may write the field can take it away."""

import pytest
from django.db import connection

from accounts.choices import Relation
from cases.access import admit
from cases.models import ContactSheet, Person
from encryption.errors import ClearanceError
from encryption.principal import Clearance, current_principal
from tests.factories.cases import acting, make_case

pytestmark = pytest.mark.django_db


def stored(row) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT phone FROM cases_contactsheet WHERE id = %s", [row._meta.pk.get_db_prep_value(row.pk, connection)]
        )
        return cursor.fetchone()[0]


@pytest.fixture
def case(cast):
    return make_case(cast.caseworker.user, contact={"phone": "1"}, identity={"given_name": "Malee"})


def test_none_is_written_like_any_other_value(cast, case):
    with acting(cast.caseworker.user):
        admit(cast.caseworker.user, [case.pk], Relation.GRANT)
        sheet = ContactSheet.objects.get(case=case)
        assert stored(sheet) is not None
        sheet.phone = None
        assert sheet.phone.is_null and sheet.phone.reveal() is None and sheet.phone.ciphertext is None
        sheet.save()
        assert stored(sheet) is None and sheet.phone.is_null
        sheet.phone = "2"
        sheet.save()
        assert ContactSheet.objects.get(case=case).phone.reveal() == "2"


def test_none_with_update_fields(cast, case):
    with acting(cast.caseworker.user):
        admit(cast.caseworker.user, [case.pk], Relation.GRANT)
        person = Person.objects.get(case=case)
        person.given_name = None
        person.save(update_fields=["given_name"])
        assert Person.objects.get(case=case).given_name.is_null


def test_taking_away_is_writing(cast, case):
    with acting(cast.caseworker.user):
        current_principal().admit(case.pk, Clearance.nothing())
        sheet = ContactSheet.objects.get(case=case)
        sheet.phone = None
        with pytest.raises(ClearanceError):
            sheet.save()
        assert stored(sheet) is not None
