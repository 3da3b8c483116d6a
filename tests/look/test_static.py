"""The stylesheet, the script, the fonts and what was vendored: bytes, budgets, colours, and nothing from outside."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
APP, PARTS, SCRIPT = STATIC / "css/app.css", STATIC / "css/parts.css", STATIC / "js/app.js"
VENDORED = re.findall(r"^\| `([\w./-]+)` \|.*`([0-9a-f]{64})` \|$", (STATIC / "vendor/README.md").read_text(), re.M)
TOKENS = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})[;}\s]", APP.read_text()))

LATIN = STATIC / "fonts/source-sans-3-latin.woff2"
SAMPLES = {"latin": "é", "cyrillic": "Ж", "greek": "Ω", "vietnamese": "ạ", "arabic": "ع", "thai": "ก", "ethiopic": "አ"}
SAMPLES["devanagari"] = "क"

# Foreground, background, least contrast: text 4.5, shapes and frames 3 (WCAG 1.4.3 and 1.4.11).
PAIRS = [
    ("ink", "paper", 4.5),
    ("ink-2", "paper", 4.5),
    ("ink-2", "sunken", 4.5),
    ("ink-3", "surface", 4.5),
    ("ink-3", "hover", 4.5),
    ("ink-3", "sunken", 4.5),
    ("brand", "surface", 4.5),
    ("brand", "paper", 4.5),
    ("brand", "brand-soft", 4.5),
    ("on-brand", "brand", 4.5),
    ("on-brand", "late", 4.5),
    ("on-brand", "brand-deep", 4.5),
    ("on-bar", "brand-deep", 4.5),
    ("brand-deep", "brand-soft", 4.5),
    ("late", "late-soft", 4.5),
    ("late", "surface", 4.5),
    ("soon", "soon-soft", 4.5),
    ("soon-ink", "soon-soft", 4.5),
    ("ok", "ok-soft", 4.5),
    ("ok", "surface", 4.5),
    ("plum", "plum-soft", 4.5),
    ("sky", "sky-soft", 4.5),
    ("line-strong", "surface", 3),
    ("line-strong", "paper", 3),
    ("focus", "surface", 3),
    ("focus-halo", "brand-deep", 3),
    ("fill-brand", "surface", 3),
    ("fill-soft", "surface", 3),
    ("fill-late", "surface", 3),
    ("fill-soon", "surface", 3),
]


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _faces() -> list[tuple[str, list[tuple[int, int]]]]:
    """File and code point ranges of each face."""
    faces = []
    for block in re.findall(r"@font-face\{([^}]*)\}", APP.read_text()):
        name = re.search(r'url\("\.\./fonts/([\w.-]+)"\)', block)
        ranges = re.search(r"unicode-range:([^;}]*)", block)
        assert name and ranges, block
        spans = []
        for span in ranges.group(1).replace("U+", "").split(","):
            low, _dash, high = span.partition("-")
            spans.append((int(low, 16), int(high or low, 16)))
        faces.append((name.group(1), spans))
    return faces


def test_contrast_formula_knows_black_on_white() -> None:
    assert _contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_tokens_contrast(front: str, back: str, least: float) -> None:
    assert _contrast(TOKENS[front], TOKENS[back]) >= least


def test_specified_contrasts_are_reached() -> None:
    """The figures of the palette, to a tenth."""
    said = {("ink", "paper"): 13.5, ("brand", "surface"): 7.7, ("late", "late-soft"): 6.5, ("soon", "soon-soft"): 6.6}
    for (front, back), figure in said.items():
        assert _contrast(TOKENS[front], TOKENS[back]) == pytest.approx(figure, abs=0.1)


@pytest.mark.parametrize(("name", "digest"), VENDORED)
def test_vendored_file_has_its_bytes(name: str, digest: str) -> None:
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


def test_every_foreign_file_is_listed_and_licensed() -> None:
    listed = {name for name, _digest in VENDORED}
    there = {
        path.relative_to(STATIC).as_posix() for path in [*STATIC.glob("vendor/*.js"), *STATIC.glob("fonts/*.woff2")]
    }
    assert there and listed == there
    for font in STATIC.glob("fonts/*.woff2"):
        licences = [path for path in STATIC.glob("fonts/*-LICENSE.txt") if font.name.startswith(path.name[:-12])]
        assert any("Open Font License" in path.read_text() for path in licences), font.name


def test_each_script_has_one_face_and_its_file() -> None:
    faces = _faces()
    for name, _spans in faces:
        assert (STATIC / "fonts" / name).is_file()
    for script, letter in SAMPLES.items():
        hits = [name for name, spans in faces if any(low <= ord(letter) <= high for low, high in spans)]
        assert any(script in name for name in hits), (script, hits)


def test_plain_english_needs_the_latin_file_only() -> None:
    for letter in [chr(code) for code in range(0x20, 0x7F)] + list("–—…·‘’“”•"):
        hits = [name for name, spans in _faces() if any(low <= ord(letter) <= high for low, high in spans)]
        assert hits == [LATIN.name], letter


def test_first_visit_fits_the_budget() -> None:
    """100 KB in all, of which 10 are left for the page itself; woff2 is not squeezed again."""
    squeezed = [len(gzip.compress(path.read_bytes(), 9)) for path in (APP, PARTS, SCRIPT, *STATIC.glob("vendor/*.js"))]
    assert sum(squeezed) + LATIN.stat().st_size < 90 * 1024


def test_stylesheet_and_script_stay_small() -> None:
    styles = gzip.compress(APP.read_bytes() + PARTS.read_bytes(), 9)
    assert len(styles) <= 12 * 1024
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= 6 * 1024
    for path in (APP, PARTS, SCRIPT):
        assert path.read_text().count("\n") <= 400


@pytest.mark.parametrize("path", [APP, PARTS, SCRIPT, STATIC / "img/favicon.svg"], ids=lambda path: path.name)
def test_nothing_comes_from_outside(path: Path) -> None:
    text = path.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|url\((?![\x22]\.\./fonts/)|data:|@import|//[a-z]+\.[a-z]", text)


def test_script_keeps_nothing_in_the_browser_and_evaluates_nothing() -> None:
    text = SCRIPT.read_text()
    assert not re.search(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|\beval\(|new Function|\.style\b", text
    )


def test_directions_are_logical() -> None:
    """Right-to-left needs no second stylesheet: no left and right, and colours only from the tokens."""
    for path in (APP, PARTS):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        found = re.findall(
            r"(?<![\w-])(?:margin|padding|border|inset)?-?(?:left|right)\s*:|(?:float|text-align):\s*(?:left|right)",
            text,
        )
        assert not found, found
