"""What the other tests look with sees what it should: each fault, put into a real page, is found."""

import pytest
from playwright.sync_api import Page

from tests.browser.looking import MEASURE, axe_faults, frame_faults
from tests.browser.world import ALIAS
from tests.live import PHONE, BrowserOfTest

pytestmark = [pytest.mark.browser, pytest.mark.once]  # looks at one page only


@pytest.fixture
def page(browser: BrowserOfTest) -> Page:
    return browser.open("/in/", viewport=PHONE)


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("image-alt", "<img src='/static/img/favicon.svg'>"),
        ("color-contrast", "<p class='muted' id='pale'>Pale words</p>"),
        ("label", "<input type='text'>"),
        ("target-size", "<button id='tiny'>a</button><button id='tiny2'>b</button>"),
        ("heading-order", "<h4>Too deep</h4>"),
        ("landmark-unique", "<nav><a href='/'>One</a></nav><nav><a href='/'>Two</a></nav>"),
    ],
)
def test_a_broken_rule_is_found(page: Page, rule: str, html: str) -> None:
    assert not axe_faults(page)
    page.locator("main .page").evaluate("(node, html) => node.insertAdjacentHTML('beforeend', html)", html)
    page.evaluate(
        """() => {
          for (const node of document.querySelectorAll('#pale')) node.style.color = '#ccc';
          for (const node of document.querySelectorAll('#tiny, #tiny2')) node.style.cssText = 'all:unset;width:9px;height:9px';
        }"""
    )
    assert rule in {fault.partition(":")[0] for fault in axe_faults(page)}


def test_what_is_too_wide_is_found(page: Page) -> None:
    assert page.evaluate(MEASURE) == ""
    page.locator("main h1").evaluate("node => { node.style.whiteSpace = 'nowrap'; node.append(' word'.repeat(99)); }")
    assert "too wide" in page.evaluate(MEASURE)


def test_a_name_in_title_or_address_is_found(page: Page) -> None:
    assert frame_faults(page) == []
    page.goto(f"/in/?next=/{ALIAS.lower()}/")
    page.evaluate(
        f"document.title = 'Case of {ALIAS}'; document.querySelector('main').append(document.createElement('h1'))"
    )
    assert frame_faults(page) == [
        "2 headings of the first level",
        f"{ALIAS} in the title",
        f"{ALIAS} in the address",
    ]


def test_what_breaks_the_policy_is_found(browser: BrowserOfTest, page: Page) -> None:
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML('beforeend', '<p style="color:red">Red</p><img alt="" src="https://other.example/x.png">');
          console.error('a complaint');
        }"""
    )
    page.wait_for_timeout(300)
    faults = "\n".join(browser.faults)
    browser.faults.clear()
    assert "policy violated: style-src" in faults
    assert "policy violated: img-src" in faults
    assert "complaint of the browser: a complaint" in faults
