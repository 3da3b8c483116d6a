"""What rests on each kind of consent: what stops when it is taken back, and what nobody can undo."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import due_kinds
from cases.consent.choices import ConsentKind

# The button goes after ten seconds; the minute is for slow lines and for pages without script.
UNDO_FOR = timedelta(minutes=1)

# Due things that make no sense without the yes.
DEPENDS: Mapping[ConsentKind, tuple[str, ...]] = MappingProxyType(
    {
        ConsentKind.SERVICE: (due_kinds.HEALTH_OFFER, due_kinds.NEXT_STEP),
        ConsentKind.CONTACT: (due_kinds.SAFE_CONTACT,),
        ConsentKind.RECORD: (due_kinds.KEEP_RECORD,),
    }
)

_SENDING = _("Nothing more is sent to this recipient. Open requests to it are cancelled.")
_TELL = _("Tell the recipient to stop, and to delete or return what they hold. Note their answer.")
_COPIES = _("Copies outside may remain. What was sent lawfully before stays lawful.")
_BEFORE = _("What was done before stays lawful.")

STOPS: Mapping[ConsentKind, tuple[Promise, ...]] = MappingProxyType(
    {
        ConsentKind.SERVICE: (_("Offers and next steps are no longer due. The door stays open."),),
        ConsentKind.RECORD: (_("Ask a coordinator what can be erased. Until then write down only what is needed."),),
        ConsentKind.CONTACT: (_("Safe contact is set to: do not contact until asked."),),
        ConsentKind.SHARE: (_SENDING, _TELL),
        ConsentKind.AUTHORITY: (_SENDING, _TELL),
        ConsentKind.INTERPRETER: (_("This interpreter is not asked again. Cancel what is booked."),),
        ConsentKind.HEALTH_SHARING: (_SENDING, _TELL),
        ConsentKind.FOLLOW_UP: (_("Nobody contacts the person for this follow-up."),),
        ConsentKind.STATISTICS: (_("The person is left out of new totals."),),
        ConsentKind.RESEARCH: (_SENDING, _TELL),
        ConsentKind.MEDIA: (_("It is not used again. Ask at once that it is taken down everywhere."),),
        ConsentKind.CONFERENCE: (_("The conference does not speak about the person."),),
        ConsentKind.TRANSFER: (_("The transfer stops."), _TELL),
        ConsentKind.RECORDING: (_("Nothing is recorded. Ask whether what exists is to be erased."),),
    }
)
STAYS: Mapping[ConsentKind, tuple[Promise, ...]] = MappingProxyType(
    {
        ConsentKind.RECORD: (_("What the law asks us to keep is kept. Withdrawing does not delete it."),),
        ConsentKind.SHARE: (_COPIES,),
        ConsentKind.AUTHORITY: (_COPIES,),
        ConsentKind.HEALTH_SHARING: (_COPIES,),
        ConsentKind.RESEARCH: (_COPIES, _("Published totals cannot be changed.")),
        ConsentKind.MEDIA: (_("What is on the internet may have been copied and cannot be called back."),),
        ConsentKind.STATISTICS: (_("Published totals cannot be changed."),),
    }
)


def stops(kind: str) -> tuple[Promise, ...]:
    """What stops at once."""
    return STOPS[ConsentKind(kind)]


def stays(kind: str) -> tuple[Promise, ...]:
    """What nobody can undo."""
    return STAYS.get(ConsentKind(kind), (_BEFORE,))
