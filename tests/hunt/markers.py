"""Markers: texts that occur nowhere else, each with letters outside ASCII, so that every encoding shows."""

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A family of markers. All of a family begin and end alike, so that one search finds any of them."""

    head: str
    tail: str
    numbers: Any = field(default_factory=lambda: count(1), compare=False)

    def new(self, name: str) -> str:
        """A marker that was never used: `Zqsealedphone12éø漢`."""
        letters = re.sub(r"[^a-z]", "", name.lower())[:18]
        return f"{self.head}{letters}{next(self.numbers)}{self.tail}"

    def found_in(self, text: str) -> list[str]:
        """The markers of this family that stand in a readable text."""
        return re.findall(rf"{self.head}[a-z]*\d+{self.tail}", text)


# What a field of the registry, a draft, a session, a factor or an import file is given: nowhere in the clear.
SEALED = Kind("Zqsealed", "éø漢")
# What somebody types where it does not belong: addresses, headers, user names, forms that are refused.
TYPED = Kind("Zqtyped", "ñþ語")
# What is meant to be plain in the database, as the control; it may not be in a log.
PLAIN = Kind("Zqplain", "åß字")
