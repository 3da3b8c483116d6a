"""What a search can be about, and why something was found."""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from encryption.normal import SHORTEST_PHONE, fold

LONGEST_TERM = 120
# So many digits of a case number are an answer of their own; fewer may also be part of an alias.
WHOLE_NUMBER = 4
MOST_SERIAL_DIGITS = 12

_REFERENCE = re.compile(r"c[\s./-]*(\d{4})[\s./-]*(\d{4,12})")
_SHORT_REFERENCE = re.compile(r"(\d{4})[./-](\d{4,12})")


class Why(models.TextChoices):
    """Why a case stands among the results. The first that holds is told."""

    REFERENCE = "reference", _("Case number")
    PHONE = "phone", _("Phone number")
    DOCUMENT = "document", _("Number of a paper")
    ALIAS = "alias", _("Alias")
    NAME = "name", _("Name the person uses")
    DEPENDANT = "dependant", _("Child or relative")


@dataclass(frozen=True)
class Term:
    """What somebody looks for. How it is searched follows from its form alone, never from what there is."""

    text: str
    folded: str
    reference: str = ""
    serial: int = 0
    digits: int = 0

    def __repr__(self) -> str:
        return "<Term>"

    @property
    def is_whole_number(self) -> bool:
        """Whether a case with this number is the answer, and nothing else is looked for."""
        return bool(self.reference) or WHOLE_NUMBER <= self.digits < SHORTEST_PHONE

    @property
    def has_words(self) -> bool:
        """Whether it may be part of a name. What holds no letter is a number."""
        return any(letter.isalpha() for letter in self.folded)


def read_term(text: str) -> Term:
    """The term, read as a case number where it can be one: C-2026-0042, c20260042, 2026-0042, or 0042 alone."""
    folded = fold(text)
    found = _REFERENCE.fullmatch(folded) or _SHORT_REFERENCE.fullmatch(folded)
    if found is not None:
        return Term(text, folded, reference=f"C-{found[1]}-{found[2]}")
    if folded.isdigit() and len(folded) <= MOST_SERIAL_DIGITS:
        return Term(text, folded, serial=int(folded), digits=len(folded))
    return Term(text, folded)
