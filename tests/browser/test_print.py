"""The pages on paper: how many sheets, what is on them, and that nothing is cut off."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import Check, make
from tests.browser.conftest import OpenPage

PRESSED = ("header nav", "#search", "#search-open", ".scheme", ".controls", ".take-away", ".targets-nav")
_PAPER = 703  # pixels between the margins of A4

_PARTS = """() => {
    const table = document.querySelector('table.in-parts');
    const parts = [...table.nextElementSibling.children];
    const seen = cells => [...cells].filter(cell => !cell.hidden && cell.textContent.trim());
    return {
        whole: [...table.tHead.rows[0].cells].map(cell => cell.textContent),
        parts: parts.map(part => seen(part.tHead.rows[0].cells).map(cell => cell.textContent)),
        figures: [table, ...parts].map(one => seen(one.querySelectorAll('td.number')).length),
    };
}"""


def prints_on_one_sheet(page: Page) -> None:
    """The overview, and the list of targets, are one sheet."""
    assert _sheets(page) == 1


def prints_on_two_sheets(page: Page) -> None:
    """A page of a target, an area or Explore, and the list of areas, is two sheets at most."""
    assert 1 <= _sheets(page) <= 2


def prints_what_is_to_be_read(page: Page) -> None:
    """Title, sentence of the lens and charts stand on paper, signs keep their colour, what can be pressed does not."""
    page.emulate_media(media="print")
    try:
        for part in ("h1", ".lens", "figure.chart .plot", ".foot"):
            expect(page.locator(part).first).to_be_visible()
        for part in PRESSED:
            assert page.locator(part).locator("visible=true").count() == 0, part
        for mark in page.locator(".mark:visible").all()[:3]:
            assert mark.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"
    finally:
        page.emulate_media(media="null")  # "screen" would stay on paper too


def breaks_wide_tables_into_parts(page: Page) -> None:
    """A table that is wider than the paper is printed in parts: every column once, beside what says what a row is."""
    before = page.locator("main").inner_html()
    _dispatch(page, "beforeprint")
    found: dict[str, Any] = page.evaluate(_PARTS)
    first, *others = found["parts"]
    leading = [head for head in first if all(head in other for other in others)]
    assert len(others) > 0
    assert leading[0] == found["whole"][0]
    assert len(leading) == 2
    assert [*leading, *(head for part in found["parts"] for head in part if head not in leading)] == found["whole"]
    whole, *parts = found["figures"]
    assert whole == sum(parts) > 0
    _dispatch(page, "afterprint")
    assert page.locator(".printed-parts, .in-parts").count() == 0
    assert _without_styles(page.locator("main").inner_html()) == _without_styles(before)


def fits_its_charts(page: Page) -> None:
    """While a page is printed no chart is wider than the paper."""
    _dispatch(page, "beforeprint")
    widths = page.locator(".plot:has(.main-svg)").evaluate_all(
        """all => all.map(one => one.querySelector('.main-svg').clientWidth * one.style.getPropertyValue('--shrunk'))"""
    )
    assert widths
    assert max(widths) <= _PAPER + 1
    _dispatch(page, "afterprint")
    assert page.locator(".plot").first.evaluate("one => one.style.getPropertyValue('--shrunk')") == ""


_CUT = """() => {
    const plot = document.querySelector('figure.chart .js-plotly-plot .main-svg');
    const { top, height } = plot.getBoundingClientRect();
    const pieces = [...document.querySelectorAll('figure.chart .pieces > svg')].map(one => one.viewBox.baseVal);
    const drawn = [...plot.parentElement.querySelectorAll('.main-svg text, .bars path')]
        .map(one => one.getBoundingClientRect()).map(box => [box.top - top, box.bottom - top, box.width]);
    return {
        whole: height,
        ends: pieces.map(({ y, height }) => [y, y + height]),
        cut: pieces.flatMap(({ y }) => drawn.filter(([from, to, wide]) => wide && from < y - 1 && y + 1 < to)),
        many: drawn.length,
    };
}"""


def goes_on_from_sheet_to_sheet(page: Page) -> None:
    """A chart that no sheet holds begins on the first one, under its title, instead of leaving that empty; it is
    printed in pieces between which it may go on, with no bar and no word cut.
    """
    _dispatch(page, "beforeprint")
    found: dict[str, Any] = page.evaluate(_CUT)
    ends = found["ends"]
    assert len(ends) > 5
    assert ends[0][0] == 0
    assert ends[-1][1] == found["whole"]
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    assert found["many"] > 500
    assert found["cut"] == []
    page.emulate_media(media="print")
    try:
        assert page.locator("figure.chart").first.evaluate("one => getComputedStyle(one).breakInside") == "auto"
        pieces = page.locator("figure.chart .pieces > svg")
        assert pieces.first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
        assert page.locator("figure.chart .plot").evaluate("one => one.offsetHeight") < found["whole"] * 1.1
    finally:
        page.emulate_media(media="null")
        _dispatch(page, "afterprint")
    expect(page.locator(".pieces")).to_have_count(0)


PAPER: dict[str, tuple[Check, ...]] = {
    "/": (prints_on_one_sheet,),
    "/targets": (prints_on_one_sheet,),
    "/targets/1.7": (
        breaks_wide_tables_into_parts,
        fits_its_charts,
        prints_what_is_to_be_read,
        prints_on_two_sheets,
    ),
    "/targets/2.1": (prints_on_two_sheets,),
    "/targets/2.3": (prints_on_two_sheets,),
    "/areas/KEN": (prints_on_two_sheets,),
    "/explore": (fits_its_charts, prints_what_is_to_be_read, prints_on_two_sheets),
    "/explore?chart=ranking&area_type=economy": (goes_on_from_sheet_to_sheet,),
    "/areas": (prints_on_two_sheets,),
    "/gaps": (fits_its_charts, prints_what_is_to_be_read),
}


@pytest.mark.drawn(4)
@pytest.mark.parametrize("path", PAPER)
def test_paper(open_page: OpenPage, subtests: pytest.Subtests, path: str) -> None:
    """What holds of a page when it is printed as it was opened."""
    make(PAPER[path], open_page(path), subtests)


def _sheets(page: Page) -> int:
    """How many sheets a page is printed on."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


def _dispatch(page: Page, name: str) -> None:
    page.evaluate("name => dispatchEvent(new Event(name))", name)


def _without_styles(markup: str) -> str:
    """Without what charts and clicks leave in attributes: only what stands there counts."""
    return re.sub(r"<[^>]*>", "<>", markup)
