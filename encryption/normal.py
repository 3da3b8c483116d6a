"""One form for what people write in many: words, phone numbers, numbers of papers. What is stored and what is asked for
go through the same functions. Any change of what they give raises VERSION, and tokens are then made anew.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from django.conf import settings

VERSION = 1

# A phone number has no fewer digits than the shortest national numbers, and no more than E.164 allows.
SHORTEST_PHONE, LONGEST_PHONE = 6, 15
# What stands on both sides of a stroke is two numbers if each has so many digits, else one.
SHORTEST_OF_SEVERAL = 8
# A number without "+" that begins with the own country code is international if so much is left of it.
LEFT_AFTER_CODE = 8
SHORTEST_DOCUMENT, DIGITS_OF_DOCUMENT = 5, 3
# No field names more than so many numbers; what comes after them is not looked for.
MOST_NUMBERS = 8
# Letters before a number that belong to it.
MOST_PREFIX = 3

_ALIKE = str.maketrans("OI", "01")
_NOT_PHONE = re.compile(r"[^0-9+\s().\-/]+")
_RUN = re.compile(r"\+?[0-9][0-9\s().\-]*")
_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
# Days, and numbers of laws, which stand in many records.
_COMMON = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](\d{4}|\d{2})|\d+/\d+")


def fold(text: str) -> str:
    """Words so that they can be compared: compatibility forms, case, marks, invisible characters, digits, dashes."""
    parts = []
    for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()):
        kind = unicodedata.category(letter)
        if kind == "Nd":
            parts.append(str(unicodedata.decimal(letter)))
        elif kind == "Pd":
            parts.append("-")
        elif kind not in {"Mn", "Me", "Cf"}:
            parts.append(letter)
    return " ".join(unicodedata.normalize("NFKC", "".join(parts)).casefold().split())


def phones(text: str) -> list[str]:
    """Every phone number in `text` as E.164 has it, for example "+32470123456". Words beside the numbers do not count."""
    found: dict[str, None] = {}
    plain = fold(text).replace("(0)", " ")
    for part in _NOT_PHONE.split(plain):
        pieces = part.split("/")
        # "030/123456" is one number, "0470123456 / 0470123457" are two.
        if any(_digit_count(piece) < SHORTEST_OF_SEVERAL for piece in pieces):
            pieces = [part.replace("/", " ")]
        for piece in pieces:
            for run in _RUN.findall(piece):
                if number := _e164(run):
                    found[number] = None
    return list(found)[:MOST_NUMBERS]


def _digit_count(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _e164(run: str) -> str:
    digits = "".join(letter for letter in run if letter.isdigit())
    if len(digits) < SHORTEST_PHONE:
        return ""
    code, trunk = settings.PHONE_COUNTRY_CODE, settings.PHONE_TRUNK_PREFIX
    if run.startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif trunk and digits.startswith(trunk):
        number = code + digits[len(trunk) :]
    elif digits.startswith(code) and len(digits) - len(code) >= LEFT_AFTER_CODE:
        number = digits
    else:
        number = code + digits
    return f"+{number}" if SHORTEST_PHONE <= len(number) <= LONGEST_PHONE else ""


def document(text: str, country: str = "") -> str:
    """One number of a paper: upper case, letters and digits, O as 0 and I as 1, its country before it where known.

    "" for what is no such number: too short, or hardly a digit in it.
    """
    number = "".join(letter for letter in fold(text).upper() if letter.isalnum()).translate(_ALIKE)
    if len(number) < SHORTEST_DOCUMENT or _digit_count(fold(text)) < DIGITS_OF_DOCUMENT:
        return ""
    return f"{country.upper()}:{number}" if country else number


def whole_document(text: str) -> list[str]:
    """What a field holds that is the number of one paper, however it is grouped."""
    number = document(text)
    return [number] if number else []


def documents_in(text: str) -> list[str]:
    """Every number of a paper in a sentence, also one written in groups. Days and numbers of laws are none."""
    found: dict[str, None] = {}
    for group in _groups(fold(text)):
        joined = [" ".join(group)] if len(group) > 1 else []
        for part in (*joined, *group):
            if number := document(part):
                found[number] = None
    return list(found)[:MOST_NUMBERS]


def _groups(folded: str) -> list[list[str]]:
    """Words with digits that follow each other, and a few letters before them: "ab 123 456" is one group."""
    groups: list[list[str]] = [[]]
    end, prefix = -1, ""
    for match in _WORD.finditer(folded):
        word, follows = match[0], match.start() == end + 1 and folded[end] == " "
        end = match.end()
        if _COMMON.fullmatch(word) or not _digit_count(word):
            groups.append([])
            prefix = word if word.isalpha() and len(word) <= MOST_PREFIX else ""
            continue
        if not follows:
            groups.append([])
            prefix = ""
        groups[-1] += [prefix, word] if prefix else [word]
        prefix = ""
    return [group for group in groups if group]


def words(text: str) -> list[str]:
    """A word or two that are one value."""
    folded = fold(text)
    return [folded] if folded else []


Kind = Callable[[str], list[str]]
KINDS: Mapping[str, Kind] = {
    "phone": phones,
    "document": whole_document,
    "documents": documents_in,
    "words": words,
}


def recipe() -> str:
    """Names everything that the forms depend on: two places with another recipe must not compare tokens."""
    return f"{VERSION}:{settings.PHONE_COUNTRY_CODE}:{settings.PHONE_TRUNK_PREFIX}"
