"""Comparing what people type with what a list says."""

import unicodedata

_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " "})


def folded(text: str) -> str:
    """`text` without case, accents, doubled blanks and kinds of quote or hyphen. For comparing only, never shown."""
    plain = unicodedata.normalize("NFKD", text.translate(_SAME).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
