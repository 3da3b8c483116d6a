"""Numbers that come in by addresses and hidden fields, where anything may stand."""

MOST_DIGITS = 15
MOST = 10**MOST_DIGITS - 1


def whole_number(text: object) -> int | None:
    """A whole number that fits any column, or None."""
    if isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None
