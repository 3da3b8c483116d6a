"""Who the person is, apart from what happened."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField
from encryption.registry import Searchable, Skew

IDENTITY = FieldClass.IDENTITY
IDENTITY_NUMBER = Searchable(3, "document", expected_rows=1_000_000, skew=Skew.NEAR_UNIQUE)
DOCUMENTS = Searchable(4, "documents", expected_rows=1_000_000, skew=Skew.NEAR_UNIQUE)


class Person(CaseSheet):
    """Names and papers (sealed as `identity`) and everything that describes the person (sealed as one `profile` value).

    `profile` shape: {"<question number>": answer}, see `cases.person.questions`. `birth_date` shape: PartialDate JSON.
    """

    given_name = SealedTextField(IDENTITY, verbose_name=_("given name"), max_length=120, null=True, blank=True)
    family_name = SealedTextField(IDENTITY, verbose_name=_("family name"), max_length=120, null=True, blank=True)
    other_names = SealedTextField(IDENTITY, verbose_name=_("other names"), max_length=300, null=True, blank=True)
    salutation = SealedTextField(IDENTITY, verbose_name=_("form of address"), max_length=40, null=True, blank=True)
    birth_date = SealedJSONField(IDENTITY, verbose_name=_("date of birth"), null=True, blank=True)
    documents = SealedTextField(
        IDENTITY,
        verbose_name=_("identity papers and who holds them"),
        max_length=1000,
        null=True,
        blank=True,
        searchable=DOCUMENTS,
    )
    identity_number = SealedTextField(
        IDENTITY, verbose_name=_("identity number"), max_length=80, null=True, blank=True, searchable=IDENTITY_NUMBER
    )
    profile = SealedJSONField(FieldClass.PROFILE, verbose_name=_("profile"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid
