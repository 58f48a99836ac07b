"""The page Explore as an analyst uses it: form, charts, pictures, sharing, and the keyboard alone."""

import csv
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import checks
from tests.browser.checks import Check
from tests.browser.conftest import OpenPage
from tests.browser.visit import CALLBACKS, eventually


def speaks_its_cells(page: Page) -> None:
    """The arrows walk through a table; each cell says area, year, figure, edition and source."""
    page.locator("[data-grid=figures] td[data-cell]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#spoken")).to_contain_text("Africa, 2025: 35.7")
    expect(page.locator("#spoken")).to_contain_text("edition 2025 (Nov)")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".bubble")).to_contain_text("Africa, 2024: 33.6")
    page.keyboard.press("Escape")


def keeps_its_year_up_and_down(page: Page) -> None:
    """The down arrow leads from a point of a line to the next line in the same year, the up arrow back."""
    page.locator(".plot").focus()
    for key in ("Home", "End", "ArrowLeft"):  # a year that every line has
        page.keyboard.press(key)
    spoken = page.locator("#spoken")
    here = spoken.inner_text()
    page.keyboard.press("ArrowDown")
    below = spoken.inner_text()
    (area, year), (next_area, its_year) = (re.findall(r"^(\D+) (\d{4})", words)[0] for words in (here, below))
    assert its_year == year
    assert next_area != area
    page.keyboard.press("ArrowUp")
    expect(spoken).to_have_text(here)
    page.keyboard.press("Escape")


def says_first_and_last_values(page: Page) -> None:
    """The text of a chart holds the first and the last value of each of its lines."""
    words = page.locator("#explore-words").text_content() or ""
    lines = page.evaluate(
        """() => document.querySelector('.js-plotly-plot').data.filter(trace => trace.mode === 'lines+markers')
            .map(trace => ({ name: trace.name, y: [...trace.y].filter(value => value !== null) }))"""
    )
    assert len(lines) == 7
    for line in lines:
        assert all(f"{round(value, 1):g}" in words for value in (line["y"][0], line["y"][-1])), line


def saves_pictures_that_explain_themselves(page: Page) -> None:
    """A saved drawing holds title, what is measured, source, address and date; a saved picture is a picture."""
    title = page.locator("figure h2").inner_text()
    with page.expect_download() as download:
        _open_menu(page, "Picture")
        page.get_by_role("button", name="SVG").click()
    drawing = download.value.path().read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)<", drawing)))
    for part in (title, "Source: ", "Version ", "/explore", f"{datetime.now().astimezone():%-d %B %Y}"):
        assert part in words
    with page.expect_download() as download:
        _open_menu(page, "Picture")
        page.get_by_role("button", name="PNG, wide").click()
    picture = download.value.path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000


def is_cited_and_embedded(page: Page) -> None:
    """A citation names figures, edition, build and address; the code of a frame leads to the chart alone."""
    _open_menu(page, "Share")
    page.get_by_role("button", name="Cite").click()
    text = page.locator("dialog textarea").input_value()
    assert all(part in text for part in ("Individuals using the Internet", "edition", "version", page.url))
    page.keyboard.press("Escape")
    _open_menu(page, "Share")
    page.get_by_role("button", name="Embed").click()
    frame = page.locator("dialog textarea").input_value()
    found = re.search(r'src="([^"]+)"', frame)
    page.keyboard.press("Escape")
    assert found
    assert found[1].replace("&amp;", "&").endswith(EMBEDDED)


def shows_the_chart_alone(page: Page) -> None:
    """The address of a frame shows the chart with its title and source, and nothing of what surrounds it."""
    expect(page.locator("figure h2")).to_be_visible()
    expect(page.locator("figure .source")).to_be_visible()
    for hidden in ("header", ".lens", ".explore-form", ".foot", ".share", "#download-csv"):
        expect(page.locator(hidden).first).to_be_hidden()


def says_why_it_is_empty(page: Page) -> None:
    """A view without figures says why, and what there is."""
    expect(page.locator(".why-empty")).to_contain_text("figures are held for")


def tells_what_is_unknown(page: Page) -> None:
    """An unknown value stands in a notice."""
    expect(page.locator(".notice")).to_contain_text("chart=pie")
    expect(page.locator(".notice")).to_contain_text("area=ATLANTIS")


def opens_at_its_newest_year(page: Page) -> None:
    """Of a heat table that is wider than its frame the newest year is in sight, and beside it the names."""
    table = page.locator(".scroll:has(> table.heat)")
    width, inner, newest, name = table.evaluate(
        """frame => [frame.scrollWidth, frame.clientWidth, ...['thead th:last-child', 'tbody th']
            .map(one => frame.querySelector(one).getBoundingClientRect()[one === 'tbody th' ? 'left' : 'right']
                - frame.getBoundingClientRect().left)]"""
    )
    assert width > inner >= newest > 0 <= name < 10


EMBEDDED = "/explore?chart=map&embed=1"
# Each is examined by axe as it is opened, wide or narrow, and then of what depends on width and scheme in the other.
VISITS: dict[str, tuple[Check, ...]] = {
    "/explore": (
        checks.is_reached_by_tab,
        checks.is_a_document,
        says_first_and_last_values,
        saves_pictures_that_explain_themselves,
        checks.is_walked_by_arrows,
        keeps_its_year_up_and_down,
        speaks_its_cells,
    ),
    "/explore?chart=panels": (checks.is_walked_by_arrows,),
    "/explore?chart=ranking&member_of=ITU-ARB": (checks.is_walked_by_arrows,),
    "/explore?chart=ranking&area_type=economy": (),
    "/explore?chart=change&member_of=LDC": (checks.is_walked_by_arrows,),
    "/explore?chart=scatter": (checks.is_walked_by_arrows,),
    "/explore?chart=heat&member_of=ITU-AFR": (
        opens_at_its_newest_year,
        saves_pictures_that_explain_themselves,
    ),
    "/explore?chart=map": (checks.is_reached_by_tab, saves_pictures_that_explain_themselves, is_cited_and_embedded),
    "/explore?chart=map&show=status": (),
    "/explore?chart=map&form=map": (checks.is_reached_by_tab, saves_pictures_that_explain_themselves),
    "/explore?chart=map&form=map&show=status": (),
    "/explore?chart=table": (),
    "/explore?area=PRK&indicator=mobile_owners": (says_why_it_is_empty,),
    "/explore?chart=pie&area=ATLANTIS": (tells_what_is_unknown,),
    EMBEDDED: (shows_the_chart_alone,),
}

ON_A_PHONE = ("/explore?chart=panels", "/explore?chart=change&member_of=LDC", "/explore?chart=map&show=status")


@pytest.mark.drawn(5, always=["/explore"])
@pytest.mark.parametrize("path", VISITS)
def test_visit(open_page: OpenPage, subtests: pytest.Subtests, path: str) -> None:
    """What holds of a view of Explore when it is opened on a wide screen, and when it is made narrow and dark."""
    looks = (checks.draws_something, checks.is_well_set, checks.names_its_lines)
    first, then = checks.passes_axe, checks.looks_right_to_axe
    wide, narrow = (then, first) if path in ON_A_PHONE else (first, then)
    checks.visit(
        open_page,
        subtests,
        path,
        wide=(*VISITS[path], checks.is_light, *looks, wide),
        narrow=(checks.scrolls_up_and_down_only, *looks, narrow),
        on_a_phone=path in ON_A_PHONE,
    )


@pytest.mark.parametrize("form", ["tiles", "map"])
def test_every_field_by_keyboard(open_page: OpenPage, form: str) -> None:
    """From any field the arrows lead on, until all are reached; each says what it is; Enter opens the profile."""
    page = open_page(f"/explore?chart=map&form={form}")
    fields = page.locator("svg.fields [data-cell]")
    assert fields.count() == 194
    assert fields.evaluate_all("all => all.filter(one => one.getAttribute('tabindex') === '0').length") == 1
    missed = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll('svg.fields [data-cell]')];
            const keys = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown'];
            const reached = new Set([all[0]]);
            const way = [[all[0], [...keys]]];
            while (way.length && reached.size < all.length) {
                const [field, left] = way.at(-1);
                if (!left.length) { way.pop(); continue; }
                if (document.activeElement !== field) field.focus();
                field.dispatchEvent(new KeyboardEvent('keydown', { key: left.pop(), bubbles: true }));
                const next = document.activeElement;
                if (reached.has(next)) continue;
                reached.add(next);
                way.push([next, [...keys]]);
            }
            return all.filter(one => !reached.has(one)).map(one => one.dataset.cell);
        }"""
    )
    assert missed == []
    labels = fields.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert all(re.search(r"\d|no figure|not covered|not among", label) for label in labels)
    page.locator("[data-cell=KEN]").focus()
    expect(page.locator(".bubble")).to_contain_text("Kenya")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/areas/KEN"))


def test_a_tile_is_legible(open_page: OpenPage) -> None:
    """Code and figure of a tile are at least 11 px high and within their tile, on a wide screen and a narrow one."""
    page = open_page("/explore?chart=map")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        small = page.evaluate(
            """() => [...document.querySelectorAll('svg.tiles .field text')].flatMap(text => {
                const high = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
                const own = text.getBoundingClientRect();
                const tile = text.closest('a').querySelector('rect').getBoundingClientRect();
                const fits = own.left >= tile.left - 1 && own.right <= tile.right + 1;
                return high >= 11 && fits ? [] : [`${text.textContent}: ${high}`];
            })"""
        )
        assert small == []


def test_the_map_of_the_world_plays(open_page: OpenPage) -> None:
    """The slider fills the areas of the map as it fills tiles: the same colour and sentence of the same year."""
    said = []
    for form in ("tiles", "map"):
        page = open_page(f"/explore?chart=map&form={form}")
        page.locator("#map-year").evaluate(
            "one => { one.value = 2018; one.dispatchEvent(new Event('input', { bubbles: true })); }"
        )
        expect(page.locator("[data-cell=KEN]")).to_have_attribute("aria-label", re.compile("Kenya: .* 2018"))
        fields = page.locator("svg.fields [data-cell]").evaluate_all(
            "all => all.map(one => [one.dataset.cell, one.dataset.about, one.classList.item(2)])"
        )
        said.append(sorted(fields))
    assert said[0] == said[1]


def test_an_economy_is_found_by_its_former_name(open_page: OpenPage) -> None:
    """Whoever searches the areas for Nauru is offered Naoero, and nothing else."""
    page = open_page("/explore")
    page.locator("#pick-areas > summary").click()
    for name in ("Nauru", "naoero"):
        page.locator("#pick-areas-filter").fill(name)
        expect(page.locator("#pick-areas .options label:visible")).to_have_text(["Naoero"])


def test_form_writes_the_address(open_page: OpenPage) -> None:
    """Form, address, chart and table say the same, back and forward, with one option alone and after all were cleared;
    what is not touched stays out.
    """
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
    page.locator("#pick-areas > summary").click()
    page.locator("#pick-areas input[name=member_of][value=LDC]").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="only Economies of Least")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/explore\?member_of=LDC&chart=change$"))
    page.get_by_role("button", name="Clear areas").click()
    expect(page.locator("#pick-areas .options input:checked")).to_have_count(0)
    expect(page.locator("#pick-areas .said")).to_have_text("none: tick what is shown")
    page.locator("#pick-areas-filter").fill("KÉNYA")
    page.locator("#pick-areas input[value=KEN]").check()
    expect(page).to_have_url(re.compile(r"/explore\?area=KEN&chart=change$"))
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
    cells = [float(one.rstrip("*e ")) for one in rows.locator(f"td:nth-child({column + 1})").all_inner_texts()]
    assert cells == sorted(cells, reverse=True)
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("page=2"))
    page.get_by_label("Find in table").fill("guinea")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(4)


def test_export_equals_the_table(open_page: OpenPage, tmp_path: Path) -> None:
    """The file has the cells of the table, no more and no fewer; of areas that are sought, theirs."""
    page = open_page("/explore?indicator=internet_users&area=KEN,IND,BRA")
    page.get_by_label("Find in table").fill("I")
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid=figures] tbody tr")).to_have_count(2)  # Brazil and India
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


def test_the_map_plays_on(open_page: OpenPage) -> None:
    """An answer that draws the map anew while it plays does not stop it; another view does."""
    page = open_page("/explore?chart=map")
    held: list[Route] = []
    page.route(CALLBACKS, lambda route: held.append(route))  # noqa: PLW0108 - playwright asks a function for its signature
    slider = page.locator("#map-year")
    for event in ("input", "change"):
        slider.evaluate(
            "(one, event) => { one.value = 2015; one.dispatchEvent(new Event(event, { bubbles: true })); }", event
        )
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#map-year-shown")).to_have_text("2016")
    assert held
    slider.evaluate("one => { window.first = one; }")
    page.unroute(CALLBACKS)  # what was held goes on
    assert eventually(lambda: not page.evaluate("window.first.isConnected"), page)
    expect(page.locator("#map-year-shown")).to_have_text(re.compile("20(1[7-9]|2.)"))
    _chart(page, "ranking")
    expect(page.locator("#play")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_what_is_typed_outlives_an_answer(open_page: OpenPage) -> None:
    """An answer that draws the table anew leaves what is typed above it; who leaves the page gives it up."""
    page = open_page("/explore?chart=table&area_type=economy")
    held: list[Route] = []
    page.route(CALLBACKS, lambda route: held.append(route))  # noqa: PLW0108 - playwright asks a function for its signature
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("page=2"))
    field = page.get_by_label("Find in table")
    field.fill("guinea")
    rows = page.locator("[data-grid=figures] tbody tr")
    first = rows.first.inner_text()
    assert held
    page.unroute(CALLBACKS)
    expect(rows.first).not_to_have_text(first)
    expect(field).to_have_value("guinea")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(4)
    field.fill("congo")
    page.get_by_role("link", name="Overview").click()
    expect(field).to_have_count(0)
    page.go_back()
    expect(field).to_have_value("guinea")


def test_at_twice_the_size(open_page: OpenPage) -> None:
    """At 200 % zoom (half the width) the page reflows and the drawer of controls opens and works."""
    page = open_page("/explore", width=640, height=450)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.locator("#explore-controls > summary").click()
    _chart(page, "ranking")
    assert eventually(lambda: "chart=ranking" in page.url, page)


def _chart(page: Page, kind: str) -> None:
    page.locator(f".chart-kinds input[value={kind}]").check(force=True)


def _open_menu(page: Page, word: str) -> None:
    page.locator("details.menu > summary", has_text=word).first.click()
