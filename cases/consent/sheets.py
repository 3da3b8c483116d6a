"""What stands on the sheet that is printed and read with the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.choices import languages
from cases.consent.choices import RULES, ConsentKind
from cases.consent.queries import current_answers
from cases.consent.texts import ENGLISH, FRENCH, SheetText, is_checked, text_for
from cases.models import Case

# Asked of everybody; the rest when there is a recipient.
USUAL = (ConsentKind.SERVICE, ConsentKind.RECORD, ConsentKind.CONTACT, ConsentKind.STATISTICS)


@dataclass(frozen=True)
class Ask:
    """One question with its own boxes, empty ones."""

    kind: str
    question: str
    has_recipient: bool
    recipient: str


@dataclass(frozen=True)
class Sheet:
    """The whole sheet. `missing` is the language that has no text yet; the worker reads the text aloud instead.

    `unchecked` is the language of a text that no speaker has read yet: the screen says so, the paper does not.
    """

    language: str
    text: SheetText
    asks: tuple[Ask, ...]
    missing: str
    unchecked: str = ""


def sheet_of(case: Case, chosen: Mapping[str, Any], spoken: Sequence[str], screen: str) -> Sheet:
    """The sheet in the chosen language, else the person's first with a text, else the first of hers."""
    known = [code for code in spoken if text_for(code) is not None]
    wanted = chosen.get("language") or (known or list(spoken) or [""])[0]
    own = FRENCH if screen.startswith("fr") else ENGLISH
    text = text_for(wanted) or own
    return Sheet(
        language=wanted or text.language,
        text=text,
        asks=tuple(_asks(case, [ConsentKind(kind) for kind in chosen.get("kind", [])], text)),
        missing=languages.name(wanted) if wanted and text_for(wanted) is None else "",
        unchecked="" if is_checked(text) else languages.name(text.language),
    )


def _asks(case: Case, kinds: list[ConsentKind], text: SheetText) -> list[Ask]:
    """A question each; where recipients are known that were asked about, one for each of them."""
    named: dict[str, list[str]] = {}
    for answer in current_answers(case):
        named.setdefault(answer.kind, []).append(answer.recipient)
    asks = []
    for kind in kinds or [*USUAL]:
        by_recipient = RULES[kind].by_recipient
        recipients = [name for name in named.get(kind.value, []) if name] if by_recipient else []
        asks += [Ask(kind.value, text.asks[kind], by_recipient, name) for name in recipients or [""]]
    return asks
