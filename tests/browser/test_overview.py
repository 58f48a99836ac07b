"""The overview in the browser: the answer on one screen, a line for each target on a phone, light and still."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.visit import settled, shifts

MOST = 250  # kilobytes on the wire, on a first visit; Dash and React are 165 of them, 185 if not prepared at set-up
_BOXES = """names => names.map(name => [...document.querySelectorAll(name)].map(one => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return { left, top, right, bottom };
}))"""


def test_the_answer_on_one_screen(open_page: OpenPage) -> None:
    """Title, deck, the picture with all its rows, the strip and what to read first stand in 1280 × 800.

    Nothing of them moves once it is drawn: the layout shift is nought to three decimals.
    """
    page = open_page("/", width=1280, height=800)
    page.wait_for_load_state("networkidle")
    assert sum(value for _, value in shifts(page)) < 0.0005
    for found in page.evaluate(_BOXES, ["h1", ".lead", ".picture-rows > li", ".picture-strip", ".read-first li"]):
        assert found
        assert all(one["top"] >= 0 and one["bottom"] <= 800 for one in found), found
    expect(page.locator(".picture-rows > li")).to_have_count(9)
    expect(page.locator(".read-first li")).to_have_count(3)


def test_rows_on_a_phone(open_page: OpenPage, subtests: pytest.Subtests) -> None:
    """On a phone each target has its name, its line of dots and its verdict one under another, in the full width."""
    page = open_page("/", width=390, height=844)
    for width in (390, 320):
        with subtests.test(width=width):
            page.set_viewport_size({"width": width, "height": 844})
            _rows_in_the_full_width(page, width)
    for one in page.locator(".picture-rows > li").all():
        assert re.search(r"\d", one.locator("text.number").text_content() or "")
        expect(one.locator(".row-verdict .mark")).to_be_visible()


def _rows_in_the_full_width(page: Page, width: int) -> None:
    rows, names, lines, verdicts = page.evaluate(
        _BOXES, [".picture-rows > li", ".row-name", ".picture-rows .reach", ".row-verdict"]
    )
    assert len(rows) == len(names) == len(lines) == len(verdicts) == 9
    for row, name, line, verdict in zip(rows, names, lines, verdicts, strict=True):
        assert row["right"] - row["left"] >= width - 2 * 16
        assert (line["left"], line["right"]) == (row["left"], row["right"])
        assert name["bottom"] <= line["top"] + 1 <= line["bottom"] <= verdict["top"] + 1


def test_dots_by_keyboard(open_page: OpenPage) -> None:
    """The arrow keys walk from dot to dot; each says value, year and edition, and Enter opens its arithmetic."""
    page = open_page("/")
    page.locator(".dot[tabindex='0']").focus()
    said = set()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert re.search(r": .*\d.* in \d{4} \(.+\); .*% of ", label), label
        expect(page.locator(".bubble")).to_have_text(label)
        said.add(label)
    assert len(said) == 5
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") not in said
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/targets/1\.2\?indicator=fixed_basket_5gb&badge="))
    settled(page)


def test_a_row_leads_to_its_target(open_page: OpenPage) -> None:
    """A press anywhere on a row opens its target."""
    page = open_page("/")
    page.locator(".picture-rows > li").nth(6).click(position={"x": 330, "y": 5})
    expect(page).to_have_url(re.compile(r"/targets/1\.7$"))


def test_a_light_first_visit(browser: Browser, address: str) -> None:
    """All that a first visit of the overview needs is at most 250 kB on the wire."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"] / 1000))
    page.goto("/")
    settled(page)
    page.wait_for_load_state("networkidle")
    context.close()
    assert sum(weights) <= MOST, sorted(weights)
