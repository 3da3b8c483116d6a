"""Checking the chain: the first link that does not hold, and what was done to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from audit.chain import GENESIS, Entry, link_hash
from audit.head import HeadUnreadable, SignedHead, read_head
from audit.models import Event

# A row that was moved or copied is looked for so many places away from where it stands.
NEAR = 1000


@dataclass(frozen=True, slots=True)
class Broken:
    """The first broken link. `kind`: edited, deleted, moved, duplicated, relinked, truncated, rebuilt, unsigned."""

    kind: str
    seq: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many rows were read, the hash of the last one, and what is broken, if anything is."""

    rows: int
    last_hash: str
    broken: Broken | None = None


def _entry(event: Event) -> Entry:
    return Entry(
        tag=event.tag,
        outcome=event.outcome,
        actor_id=event.actor_id,
        organisation_id=event.organisation_id,
        session_digest=event.session_digest,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        case_id=event.case_id,
        detail=event.detail,
        at=event.at,
    )


def _events() -> Iterator[Event]:
    return Event.objects.order_by("seq").iterator(chunk_size=2000)


def verify_chain() -> Verdict:
    """Read every row in its order. Finds an edited, deleted, moved, duplicated or relinked row."""
    expected, previous = 1, GENESIS
    for event in _events():
        broken = _broken_link(event, expected, previous)
        if broken is not None:
            return Verdict(expected - 1, previous, broken)
        expected, previous = event.seq + 1, event.hash
    return Verdict(expected - 1, previous)


def _broken_link(event: Event, expected: int, previous: str) -> Broken | None:
    seq, entry = event.seq, _entry(event)
    if seq != expected:
        return _deleted(expected, seq - 1)
    if link_hash(seq, entry, event.previous_hash) != event.hash:
        return _moved(event, entry) or Broken(
            "edited", seq, _("Row %(seq)d was edited: its contents do not match its hash.") % {"seq": seq}
        )
    if event.previous_hash != previous:
        return Broken(
            "relinked",
            seq,
            _("Row %(seq)d does not follow row %(before)d: one of the two was written anew.")
            % {"seq": seq, "before": seq - 1},
        )
    return None


def _deleted(first: int, last: int) -> Broken:
    if first == last:
        return Broken("deleted", first, _("Row %(seq)d was deleted.") % {"seq": first})
    return Broken("deleted", first, _("Rows %(first)d to %(last)d were deleted.") % {"first": first, "last": last})


def _moved(event: Event, entry: Entry) -> Broken | None:
    """A row whose hash is right for another place was moved from there, or copied if it still stands there too."""
    for origin in range(max(1, event.seq - NEAR), event.seq + NEAR):
        if origin == event.seq or link_hash(origin, entry, event.previous_hash) != event.hash:
            continue
        words = {"seq": event.seq, "origin": origin}
        if Event.objects.filter(seq=origin, hash=event.hash).exists():
            return Broken("duplicated", event.seq, _("Row %(seq)d is a copy of row %(origin)d.") % words)
        return Broken("moved", event.seq, _("Row %(seq)d was moved here from place %(origin)d.") % words)
    return None


def verify_with_head(path: Path | None = None, public_key: bytes | None = None) -> Verdict:
    """The chain, and whether it still holds the row that the signed head names."""
    # The head is read first: rows that come while the chain is read must not look like a cut end.
    head, fault = _signed_head(path, public_key)
    verdict = verify_chain()
    broken = verdict.broken
    if broken is None and head is not None:
        broken = _against_head(verdict, head)
    elif broken is None and fault and verdict.rows:
        broken = Broken("unsigned", verdict.rows, fault)
    return Verdict(verdict.rows, verdict.last_hash, broken)


def _signed_head(path: Path | None, public_key: bytes | None) -> tuple[SignedHead | None, str]:
    try:
        return read_head(path, public_key), ""
    except FileNotFoundError:
        return None, _("There is no signed head, so nobody can say whether rows at the end are missing.")
    except HeadUnreadable:
        return None, _("The signed head is damaged or was not signed with this installation's key.")


def _against_head(verdict: Verdict, head: SignedHead) -> Broken | None:
    if head.sequence > verdict.rows:
        words = {"last": verdict.rows, "signed": head.sequence}
        sentence = _("The chain ends at row %(last)d, but row %(signed)d was signed: its end was cut off.") % words
        return Broken("truncated", verdict.rows + 1, sentence)
    if not Event.objects.filter(seq=head.sequence, hash=head.hash).exists():
        sentence = _("Row %(seq)d is not the one that was signed: the chain was built anew.") % {"seq": head.sequence}
        return Broken("rebuilt", head.sequence, sentence)
    return None
