"""How to reach the person without putting her at risk."""

from django.utils.translation import gettext_lazy as _

from cases.base import CaseSheet
from cases.contact.choices import SafeContact
from encryption.classes import FieldClass
from encryption.fields import SealedJSONField, SealedTextField
from encryption.registry import Searchable, Skew

CONTACT = FieldClass.CONTACT
PHONE = Searchable(1, "phone", expected_rows=1_000_000, skew=Skew.NEAR_UNIQUE)
OTHER_PHONE = Searchable(2, "phone", expected_rows=1_000_000, skew=Skew.NEAR_UNIQUE)


class ContactSheet(CaseSheet):
    """Ways to the person and the rules for using them. Sealed as `contact`.

    `safe_contact` shape: {"answer": SafeContact code, "channels": [SafeChannel code], "hours": str, "words": str,
    "messages": "yes"|"no"|"", "note": str}. Until it is answered nobody may be contacted.
    `keep_from` shape: [{"kin": Kin code, "name": str, "how": str}]: who must not know. Not `suspects`: a cousin is none,
    and whoever picks up the phone must be warned.
    """

    safe_contact = SealedJSONField(CONTACT, verbose_name=_("safe contact"), null=True, blank=True)
    phone = SealedTextField(CONTACT, verbose_name=_("phone"), max_length=60, null=True, blank=True, searchable=PHONE)
    other_phone = SealedTextField(
        CONTACT, verbose_name=_("other phone"), max_length=60, null=True, blank=True, searchable=OTHER_PHONE
    )
    email = SealedTextField(CONTACT, verbose_name=_("e-mail"), max_length=200, null=True, blank=True)
    messenger = SealedTextField(CONTACT, verbose_name=_("messenger"), max_length=200, null=True, blank=True)
    post = SealedTextField(CONTACT, verbose_name=_("postal address"), max_length=1000, null=True, blank=True)
    trusted = SealedTextField(CONTACT, verbose_name=_("people we may talk to"), null=True, blank=True)
    must_not_know = SealedTextField(CONTACT, verbose_name=_("who must not know"), null=True, blank=True)
    keep_from = SealedJSONField(CONTACT, verbose_name=_("people who must not know"), null=True, blank=True)

    def __str__(self) -> str:
        return self.pid

    @staticmethod
    def not_asked_yet() -> dict[str, object]:
        """The safe answer where nobody has asked: do not contact."""
        return {"answer": SafeContact.DO_NOT_CONTACT.value}
