"""What is looked at on every page: accessibility rules, width, heading, title and address."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.world import MARKS
from tests.live import DESKTOP, NARROW, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """async rules => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'], preload: false});
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(' ')} (${(node.any[0] || node.all[0] || node.none[0] || {}).message || rule.help})`));
}"""
MEASURE = """() => {
  const root = document.documentElement, over = root.scrollWidth - root.clientWidth;
  if (over <= 0) return '';
  const wide = [...document.body.querySelectorAll('*')].filter(node => {
    const box = node.getBoundingClientRect();
    return box.width && (box.right > root.clientWidth + 0.5 || box.left < -0.5) && !node.closest('.scroll, .vh, .skip, dialog');
  }).map(node => node.tagName.toLowerCase() + (node.id ? '#' + node.id : '') + (node.className.baseVal === undefined && node.className ? '.' + node.className.replaceAll(' ', '.') : ''));
  return `${over} px too wide: ${wide.slice(-3).join(', ')}`;
}"""
# What main is made of, without words: pages of the same make break the same rules.
SHAPE = """() => [...document.querySelectorAll('main, main *')].map(node =>
  [node.tagName, node.getAttribute('class'), node.getAttribute('role'), node.getAttribute('type')].join('.')).join(' ')"""
SHAPES: set[int] = set()
# Those of one size stand together: changing it takes longest.
VIEWS = {"desktop": (DESKTOP, ""), "right-to-left": (DESKTOP, "rtl"), "phone": (PHONE, "")}
MIRROR = "direction => { document.documentElement.dir = direction; }"


def axe_faults(page: Page) -> list[str]:
    """A line for each element that breaks a rule, as the page stands."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE_SCRIPT)
    faults: list[str] = page.evaluate(ASK_AXE, RULES)
    return faults


def width_faults(page: Page) -> list[str]:
    """A line for each width and direction at which the page scrolls sideways."""
    faults = []
    own: str = page.evaluate("document.documentElement.dir")
    for viewport in (NARROW, PHONE, DESKTOP):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for direction in ("ltr", "rtl"):
            page.evaluate(MIRROR, direction)
            if found := page.evaluate(MEASURE):
                faults.append(f"at {viewport['width']} {direction}: {found}")
    page.evaluate(MIRROR, own)
    return faults


def frame_faults(page: Page, *hidden: str) -> list[str]:
    """One heading, a title that says nothing of anybody, an address that says nothing either."""
    faults = []
    if (count := page.locator("h1").count()) != 1:
        faults.append(f"{count} headings of the first level")
    title = page.title()
    if not title.strip():
        faults.append("no title")
    for word in (*MARKS, *hidden):
        if word.casefold() in title.casefold():
            faults.append(f"{word} in the title")
        if word.casefold() in page.url.casefold():
            faults.append(f"{word} in the address")
    return faults


def is_known(page: Page) -> bool:
    """Whether a page of this make was looked at in this run, as another role."""
    return hash(page.evaluate(SHAPE)) in SHAPES


def look(page: Page, what: str, *hidden: str, views: Any = tuple(VIEWS)) -> list[str]:
    """Everything that is wrong with the open page, a line each. Leaves it on a desktop, in its own direction."""
    faults = frame_faults(page, *hidden) + width_faults(page)
    SHAPES.add(hash(page.evaluate(SHAPE)))
    own: str = page.evaluate("document.documentElement.dir")
    broken: dict[str, list[str]] = {}
    for name in views:
        viewport, direction = VIEWS[name]
        if page.viewport_size != viewport:
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.evaluate(MIRROR, direction or own)
        for fault in axe_faults(page):
            broken.setdefault(fault, []).append(name)
    faults += [f"{', '.join(names)}: {fault}" for fault, names in broken.items()]
    page.evaluate(MIRROR, own)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return [f"{what}: {fault}" for fault in faults]
