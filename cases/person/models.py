"""Who the person is, apart from what happened."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField

IDENTITY = FieldClass.IDENTITY


class Person(CaseSheet):
    """Names and papers (sealed as `identity`) and everything that describes the person (sealed as one `profile` value).

    `profile` shape: {"<question number>": answer}, see `cases.person.questions`. `birth_date` shape: PartialDate JSON.
    """

    given_name = SealedTextField(_("given name"), field_class=IDENTITY, max_length=120, null=True, blank=True)
    family_name = SealedTextField(_("family name"), field_class=IDENTITY, max_length=120, null=True, blank=True)
    other_names = SealedTextField(_("other names"), field_class=IDENTITY, max_length=300, null=True, blank=True)
    salutation = SealedTextField(_("form of address"), field_class=IDENTITY, max_length=40, null=True, blank=True)
    birth_date = SealedJSONField(_("date of birth"), field_class=IDENTITY, null=True, blank=True)
    documents = SealedTextField(
        _("identity papers and who holds them"), field_class=IDENTITY, max_length=1000, null=True, blank=True
    )
    identity_number = SealedTextField(_("identity number"), field_class=IDENTITY, max_length=80, null=True, blank=True)
    profile = SealedJSONField(_("profile"), field_class=FieldClass.PROFILE, null=True, blank=True)

    def __str__(self) -> str:
        return self.pid
