"""The pages without a mouse, on a narrow screen, and under the eyes of axe."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import PAGES
from tests.browser.visit import eventually, line_names, violations

DESKTOP, NARROW = 1280, 320
EXAMINED = ("/", "/targets/1.7", "/targets/1.7?badge=ITU-AFR", "/targets/2.1", "/targets/2.3", "/gaps", "/data")

_FOCUSED = """() => {
    const here = document.activeElement;
    const control = here.closest('.control');
    if (control) return 'control: ' + control.querySelector('label').textContent;
    if (here.closest('.scheme')) return 'scheme';
    const nav = here.closest('nav');
    return (nav ? nav.getAttribute('aria-label') + ': ' : '') + (here.getAttribute('aria-label') || here.textContent);
}"""


@pytest.mark.parametrize(("scheme", "width"), [("light", DESKTOP), ("dark", NARROW)])
@pytest.mark.parametrize("path", EXAMINED)
def test_axe(open_page: OpenPage, path: str, scheme: str, width: int) -> None:
    """Axe finds nothing wrong on a page, of whatever impact, in either scheme, on a wide or a narrow screen."""
    page = open_page(path, scheme=scheme, width=width)
    assert not violations(page)


@pytest.mark.parametrize("path", PAGES)
def test_no_sideways_scrolling(open_page: OpenPage, path: str) -> None:
    """On a screen of 320 pixels a page scrolls up and down only; wide tables scroll inside their own frame."""
    page = open_page(path, width=NARROW)
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *, .foot *')]
            .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll, svg'))
            .map(each => `${each.tagName}.${each.className} ${Math.round(each.getBoundingClientRect().right)}`)"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, "\n".join(wide[:12])


def test_tab_reaches_everything(open_page: OpenPage) -> None:
    """Tab goes to the skip link first, then through navigation, scheme and targets, and to each control in order."""
    page = open_page("/targets/1.7")
    labels = [f"control: {one.inner_text()}" for one in page.locator(".controls label:visible").all()]
    assert len(labels) > 5
    path = _tab_until(page, "Download CSV")
    assert path[0] == "Skip to content"
    landmarks = ["Pages: Overview", "Pages: Data", "scheme", "Targets: 1.1Broadband coverage", *labels, "Download CSV"]
    places = [path.index(one) for one in landmarks]
    assert places == sorted(places)


def test_skip_link(open_page: OpenPage) -> None:
    """The skip link shows itself on focus and leads past the navigation."""
    page = open_page("/targets/1.7")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_drop_down_by_keyboard(open_page: OpenPage) -> None:
    """A drop-down opens, moves and takes a choice with the keyboard alone, and focus stays with it."""
    page = open_page("/targets/1.7")
    before = line_names(page)
    _tab_until(page, "control: Compare by")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area_type=development_level"))
    assert eventually(lambda: line_names(page) not in (before, set()), page)
    assert page.evaluate(_FOCUSED) == "control: Compare by"


def test_scheme_by_keyboard(open_page: OpenPage) -> None:
    """The scheme changes with the keyboard alone."""
    page = open_page("/")
    _tab_until(page, "scheme")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Dark")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")


def _tab_until(page: Page, goal: str, most: int = 90) -> list[str]:
    """What Tab goes through up to the element that is described so."""
    path: list[str] = []
    while len(path) < most:
        page.keyboard.press("Tab")
        path.append(page.evaluate(_FOCUSED))
        if path[-1] == goal:
            return path
    raise AssertionError(f"Tab does not reach {goal!r}; it goes through {path}")


def test_focus_follows_the_reader(open_page: OpenPage) -> None:
    """After a move within the app the focus is on the new heading; after a control it stays on the control."""
    page = open_page("/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Data").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("figures from")
    page.get_by_role("link", name="Overview").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("The world meets")
    page.locator("article a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("3G coverage")
    expect(page.locator("h1")).to_be_focused()

    page.locator("#target-indicator").focus()
    page.locator("#target-indicator").select_option("coverage_4g")
    expect(page.locator("h1")).to_contain_text("4G coverage")
    expect(page.locator("#target-indicator")).to_be_focused()


def test_changes_are_announced(open_page: OpenPage) -> None:
    """A change of the view is announced once, in words, and nothing is announced before."""
    page = open_page("/targets/1.7")
    expect(page.locator("#target-status")).to_be_empty()
    page.locator("#target-area-type").select_option("income_group")
    expect(page.locator("#target-status")).to_contain_text("Now shown: Individuals using the Internet")
    expect(page.locator("#target-status")).to_contain_text("by income group")
