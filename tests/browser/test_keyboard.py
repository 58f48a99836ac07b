"""The pages without a mouse: what takes a reader's own steps with the keyboard, and what is said and focused then."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import FOCUSED, tab_until
from tests.browser.conftest import OpenPage
from tests.browser.visit import eventually, line_names


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
    tab_until(page, "control: Compare by")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area_type=development_level"))
    assert eventually(lambda: line_names(page) not in (before, set()), page)
    assert page.evaluate(FOCUSED) == "control: Compare by"


def test_scheme_by_keyboard(open_page: OpenPage) -> None:
    """The scheme changes with the keyboard alone."""
    page = open_page("/")
    tab_until(page, "scheme")
    expect(page.get_by_role("button", name="Dark")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    expect(page.get_by_role("button", name="Light")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")


def test_focus_follows_the_reader(open_page: OpenPage) -> None:
    """After a move within the app the focus is on the new heading; after a control it stays on the control."""
    page = open_page("/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Data").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("figures from")
    page.get_by_role("link", name="Overview").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("best published benchmark")
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


@pytest.mark.parametrize(("path", "link"), [("/report", "a[href='#claims']"), ("/methods", "main a[href^='#']")])
def test_a_link_within_a_page(open_page: OpenPage, path: str, link: str) -> None:
    """A link within a page leads to its place and says so in the address, and nothing is drawn anew."""
    page = open_page(path)
    goal = page.locator(link).first.get_attribute("href") or ""
    page.evaluate("window.heading = document.querySelector('h1')")
    page.locator(link).first.click()
    page.wait_for_timeout(300)
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url(re.compile(f"{re.escape(path + goal)}$"))
    assert page.evaluate("window.heading === document.querySelector('h1')")
    expect(page.locator(goal)).to_be_in_viewport()
