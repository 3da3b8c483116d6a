"""What a text of the sheet consists of.

Not through gettext: the sheet is in the person's language, whatever the language of the screen, and what was read is part
of the proof. Whoever changes a word makes a new VERSION.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.consent.choices import ConsentKind as Kind

VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class SheetText:
    """One language. `asks`: a question for each kind; the other parts are printed in their order.

    `code` and `direction` are those of the page's markup. Nothing is filled into a sentence.
    """

    language: str
    code: str
    title: str
    before: tuple[str, ...]
    asks: Mapping[Kind, str]
    answers: tuple[str, str, str]
    to_whom: str
    until: str
    limits: str
    after: tuple[str, ...]
    signs: tuple[str, str, str, str]
    direction: str = "ltr"

    @property
    def version(self) -> str:
        """What is recorded with an answer."""
        return f"{VERSION}-{self.code}"
