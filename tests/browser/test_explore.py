"""The page Explore as an analyst uses it: form, charts, pictures, sharing, and the keyboard alone."""

import csv
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.visit import eventually, violations

CHARTS = (
    "/explore",
    "/explore?chart=panels",
    "/explore?chart=ranking",
    "/explore?chart=change&member_of=LDC",
    "/explore?chart=scatter",
    "/explore?chart=heat&member_of=ITU-AFR",
    "/explore?chart=map",
    "/explore?chart=map&show=status",
    "/explore?chart=table",
    "/explore?area=VAT",
    "/explore?chart=map&embed=1",
)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize("path", CHARTS)
def test_axe(open_page: OpenPage, path: str, scheme: str, width: int) -> None:
    """Axe finds nothing wrong in any kind of chart, in either scheme, wide or narrow; nothing scrolls sideways."""
    page = open_page(path, scheme=scheme, width=width)
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_tile_by_keyboard(open_page: OpenPage) -> None:
    """From any tile the arrows lead to others, until all are reached; each says what it is; Enter opens the profile."""
    page = open_page("/explore?chart=map")
    tiles = page.locator("svg.tiles [data-cell]")
    assert tiles.count() == 194
    assert tiles.evaluate_all("all => all.filter(one => one.getAttribute('tabindex') === '0').length") == 1
    reached = page.evaluate(
        """() => {
            const seen = new Set();
            const queue = [document.querySelector('svg.tiles [data-cell]')];
            while (queue.length) {
                const tile = queue.pop();
                if (seen.has(tile)) continue;
                seen.add(tile);
                for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
                    tile.focus();
                    tile.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                    queue.push(document.activeElement);
                }
            }
            return seen.size;
        }"""
    )
    assert reached == 194
    labels = tiles.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert all(re.search(r"\d|no figure|not among", label) for label in labels)
    page.locator("[data-cell=KEN]").focus()
    expect(page.locator(".bubble")).to_contain_text("Kenya")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/areas/KEN"))


def test_cells_by_keyboard(open_page: OpenPage) -> None:
    """The arrows walk through a table; each cell says area, year, figure, edition and source."""
    page = open_page("/explore")
    page.locator("[data-grid=figures] td[data-cell]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#spoken")).to_contain_text("Africa, 2025: 35.7")
    expect(page.locator("#spoken")).to_contain_text("edition 2025 (Nov)")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".bubble")).to_contain_text("Africa, 2024: 33.6")


def test_form_writes_the_address(open_page: OpenPage) -> None:
    """Form, address, chart and table say the same; back and forward work; what is not touched stays out."""
    page = open_page("/explore")
    heading = page.locator("figure h2")
    _chart(page, "change")
    expect(page).to_have_url(re.compile(r"/explore\?chart=change$"))
    expect(heading).to_contain_text("rose in")
    page.locator("#pick-areas > summary").click()
    page.locator("#pick-areas-filter").fill("least")
    assert page.locator("#pick-areas .options label:visible").count() < 10
    page.locator("#pick-areas input[name=member_of][value=LDC]").check()
    expect(page).to_have_url(re.compile(r"area=WLD&area_type=itu_region&member_of=LDC&chart=change"))
    expect(page.locator("#pick-areas-filter")).to_have_value("least")
    expect(page.locator("#pick-areas input[name=member_of][value=LDC]")).to_be_focused()
    expect(page.locator("#explore-status")).to_contain_text("Now shown: Individuals using the Internet")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/explore\?chart=change$"))
    expect(page.locator("#pick-areas input[name=member_of][value=LDC]")).not_to_be_checked()
    page.go_forward()
    expect(page.locator("#pick-areas input[name=member_of][value=LDC]")).to_be_checked()
    page.get_by_role("link", name="Reset").click()
    expect(page).to_have_url(re.compile(r"/explore$"))


def test_recently_used(open_page: OpenPage) -> None:
    """An area that was chosen once is offered at the top of its picker after a reset."""
    page = open_page("/explore")
    page.locator("#pick-areas > summary").click()
    page.locator("#pick-areas input[value=KEN]").check()
    expect(page).to_have_url(re.compile("KEN"))
    page.get_by_role("link", name="Reset").click()
    expect(page).to_have_url(re.compile(r"/explore$"))
    page.get_by_role("button", name="Show Kenya, used before").click()
    expect(page).to_have_url(re.compile("KEN"))


def test_table_sorts_finds_and_pages(open_page: OpenPage) -> None:
    """A heading sorts, a name is found, and pages follow each other, all in the address."""
    page = open_page("/explore?chart=table&area_type=economy")
    rows = page.locator("[data-grid=figures] tbody tr")
    expect(rows).to_have_count(50)
    page.get_by_role("link", name="2024", exact=True).click()
    expect(page).to_have_url(re.compile("sort=-2024"))
    expect(page.locator("th[aria-sort=descending]")).to_have_text("2024")
    expect(page.get_by_role("link", name="2024", exact=True)).to_be_focused()
    column = page.locator("[data-grid=figures] thead th").all_inner_texts().index("2024")
    cells = [float(one) for one in rows.locator(f"td:nth-child({column + 1})").all_inner_texts()]
    assert cells == sorted(cells, reverse=True)
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("page=2"))
    page.get_by_label("Find an area in the table").fill("guinea")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(4)


def test_export_equals_the_table(open_page: OpenPage, tmp_path: Path) -> None:
    """The file has the cells of the table, no more and no fewer."""
    page = open_page("/explore?indicator=internet_users&area=KEN,IND,BRA")
    with page.expect_download() as download:
        page.locator("#download-csv").click()
    download.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = Counter((row["area"], row["year"], round(float(row["value"]), 1)) for row in csv.DictReader(file))
    shown = page.locator("[data-grid=figures]").evaluate(
        """grid => [...grid.querySelectorAll('td[data-cell]')].map(cell => [
            cell.closest('tr').cells[0].textContent,
            cell.closest('table').tHead.rows[0].cells[cell.cellIndex].textContent,
            parseFloat(cell.firstChild.textContent)])"""
    )
    assert rows == Counter((area, year, value) for area, year, value in shown)


def test_the_words_hold_the_numbers(open_page: OpenPage) -> None:
    """The text of a chart holds the first and the last value of each of its lines."""
    page = open_page("/explore")
    words = page.locator("#explore-words").text_content() or ""
    lines = page.evaluate(
        """() => document.querySelector('.js-plotly-plot').data.filter(trace => trace.mode === 'lines+markers')
            .map(trace => ({ name: trace.name, y: [...trace.y].filter(value => value !== null) }))"""
    )
    assert len(lines) == 7
    for line in lines:
        assert all(f"{round(value, 1):g}" in words for value in (line["y"][0], line["y"][-1])), line


@pytest.mark.parametrize("path", ["/explore", "/explore?chart=map", "/explore?chart=heat"])
def test_pictures_explain_themselves(open_page: OpenPage, path: str, tmp_path: Path) -> None:
    """A saved drawing holds title, what is measured, source, address and date; a saved picture is a picture."""
    page = open_page(path)
    title = page.locator("figure h2").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    download.value.save_as(tmp_path / "drawing.svg")
    drawing = (tmp_path / "drawing.svg").read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)<", drawing)))
    for part in (title, "Source: ", "Build ", "/explore", f"{datetime.now().astimezone():%-d %B %Y}"):
        assert part in words
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "picture.png").stat().st_size > 20_000


def test_cite_and_embed(open_page: OpenPage, address: str) -> None:
    """A citation names figures, edition, build and address; the frame's address shows the chart alone."""
    page = open_page("/explore?chart=map")
    page.get_by_role("button", name="Cite").click()
    text = page.locator("dialog textarea").input_value()
    assert all(
        part in text for part in ("Individuals using the Internet", "edition", "build", f"{address}/explore?chart=map")
    )
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Embed").click()
    frame = page.locator("dialog textarea").input_value()
    found = re.search(r'src="([^"]+)"', frame)
    assert found
    page.keyboard.press("Escape")
    page = open_page(found[1].replace("&amp;", "&").removeprefix(address))
    expect(page.locator("figure h2")).to_be_visible()
    expect(page.locator("figure .source")).to_be_visible()
    for hidden in ("header", ".explore-form", ".foot", ".share", "#download-csv"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_the_map_plays(open_page: OpenPage) -> None:
    """The slider fills the tiles with the figures of its year, and comes to rest in the address."""
    page = open_page("/explore?chart=map")
    slider = page.locator("#map-year")
    slider.evaluate("one => { one.value = 2018; one.dispatchEvent(new Event('input', { bubbles: true })); }")
    expect(page.locator("[data-cell=KEN]")).to_have_attribute("aria-label", re.compile("Kenya: .* 2018"))
    slider.evaluate("one => one.dispatchEvent(new Event('change', { bubbles: true }))")
    expect(page).to_have_url(re.compile("chart=map&year=2018"))
    expect(page.locator("#map-year-shown")).to_have_text("2018")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#map-year-shown")).not_to_have_text("2018")
    page.get_by_role("button", name="Pause").click()
    expect(page).to_have_url(re.compile("year=20(19|2)"))


def test_what_is_unknown_is_told(open_page: OpenPage) -> None:
    """An unknown value stands in a notice; a view without figures says why, and what there is."""
    page = open_page("/explore?chart=pie&area=ATLANTIS")
    expect(page.locator(".notice")).to_contain_text("chart=pie")
    expect(page.locator(".notice")).to_contain_text("area=ATLANTIS")
    page = open_page("/explore?area=VAT")
    expect(page.locator(".why-empty")).to_contain_text("figures exist for")


def test_at_twice_the_size(open_page: OpenPage) -> None:
    """At 200 % zoom (half the width) the page reflows and the drawer of controls opens and works."""
    page = open_page("/explore", width=640, height=450)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.locator("#explore-controls > summary").click()
    _chart(page, "ranking")
    assert eventually(lambda: "chart=ranking" in page.url, page)


def _chart(page: Page, kind: str) -> None:
    page.locator(f".chart-kinds input[value={kind}]").check(force=True)
