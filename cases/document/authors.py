"""Word and OpenDocument parts without the names of who changed and commented, when, and from which folder or printer.

A name becomes a number, the same in all parts of one file, so that two who commented stay two. Only what stands in tags and
in the elements named here is touched; what is written in the text stays.
"""

import re

_TAG = re.compile(rb"<[A-Za-z?][^<>]*>")
_ATTRIBUTE = re.compile(rb"""\s[\w.-]+:(author|initials|userId|date|dateUtc|rsid\w*)\s*=\s*("[^"]*"|'[^']*')""")
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""")
_PLAIN = frozenset({b"utf-8", b"us-ascii", b"ascii"})
# Elements with nothing else inside, emptied; and what else stands between a start and its end, dropped.
_NAMES = re.compile(
    rb"(<((?:[\w-]+:)?creator|meta:creator-initials|loext:sender-initials)(?:\s[^<>]*)?>)([^<]*)(</\2>)"
)
_TIMES = re.compile(rb"(<(dc:date|meta:date-string)(?:\s[^<>]*)?>)[^<]*(</\2>)")
_DROPPED = re.compile(rb"<(w:rsids|w:docVars)(?:\s[^<>]*)?>.*?</\1>", re.DOTALL)
_SETTINGS = re.compile(
    rb"(<config:config-item [^<>]*config:name=\"(?:Printer\w*|Rsid\w*|CurrentDatabase\w*)\"[^<>]*>)[^<]*(</config:config-item>)"
)
_FOLDER = re.compile(rb"""(\sTarget\s*=\s*)("(?:file:|[A-Za-z]:|\\|/{2})[^"]*"|'(?:file:|[A-Za-z]:|\\|/{2})[^']*')""")
_NO_TIME = b"2000-01-01T00:00:00"
_STORED = re.compile(r"customXml/item\d+\.xml\Z")


class StrangeLetters(ValueError):
    """XML in letters other than UTF-8, which none of the usual programs writes."""


def without_authors(name: str, content: bytes, people: dict[bytes, bytes]) -> bytes:
    """The part `name` with numbers for names. `people` holds those of the parts before, and grows. Raises StrangeLetters."""
    if _STORED.match(name):
        return b"<empty/>"
    if not name.endswith((".xml", ".rels")):
        return content
    said = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in content or (said and said[1].lower() not in _PLAIN):
        raise StrangeLetters

    def number(who: bytes) -> bytes:
        return people.setdefault(who, str(len(people) + 1).encode()) if who else b""

    def attribute(found: re.Match[bytes]) -> bytes:
        what = found[1]
        if what in {b"author", b"userId"}:
            start = found[0][: found.start(2) - found.start(0)]
            return start + b'"' + number(found[2][1:-1]) + b'"'
        return b""

    def tag(found: re.Match[bytes]) -> bytes:
        return _ATTRIBUTE.sub(attribute, found[0])

    if name.endswith(".rels"):
        return _FOLDER.sub(rb'\1"file:///"', content)
    content = _DROPPED.sub(b"", content)
    content = _TAG.sub(tag, content)
    content = _NAMES.sub(lambda found: found[1] + number(found[3]) + found[4], content)
    content = _TIMES.sub(rb"\g<1>" + _NO_TIME + rb"\3", content)
    return _SETTINGS.sub(rb"\1\2", content)
