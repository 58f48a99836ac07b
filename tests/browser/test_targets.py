"""The pages of the targets, one visit each: wide and light, then narrow and dark, by eye, by keyboard and by axe."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.browser.checks import TARGETS, Check
from tests.browser.conftest import OpenPage
from tests.browser.visit import ahead, csv_rows, eventually, line_names, points, table

UNKNOWN = {
    "area_type=planet": "area_type=planet",
    "edition=1999%20(July)": "edition=1999 (July)",
    "sex=female,mail": "sex=mail",
    "from=soon": "from",
    "colour=red": "colour",
    "indicator=population": "indicator=population",
}


def tab_goes_in_order(page: Page) -> None:
    """Tab goes to the skip link first, then through navigation, scheme and targets, and on through every control."""
    labels = [f"control: {one.inner_text()}" for one in page.locator(".controls label:visible").all()]
    assert len(labels) > 5
    path = [stop.described for stop in checks.walked_by_tab(page)]
    assert path[0] == "Skip to content"
    tick = next(one for one in path if one.endswith("1.1 Broadband coverage: pace unknown"))
    landmarks = ["Pages: Overview", "Pages: Data", "scheme", tick, *labels, "Download CSV"]
    places = [path.index(one) for one in landmarks]
    assert places == sorted(places)


def projects_without_marks(page: Page) -> None:
    """Each line shown first goes on to the horizon without marks; the world's required path ends at 95 % in 2030."""
    drawn = ahead(page)
    assert {f"{name}, projected" for name in line_names(page)} <= set(drawn)
    assert drawn["World, projected"][0] == (2025, 73.6)
    assert drawn["path needed"][-1] == (2030, pytest.approx(95))


def tells_what_is_unknown(page: Page) -> None:
    """What in the address is not known is named in a notice, and the page shows the rest."""
    for word in UNKNOWN.values():
        expect(page.locator(".notice")).to_contain_text(word)
    shown = table(page)
    assert eventually(lambda: points(page, shown.decimals) == shown.points, page)


def rows_are_found_and_columns_chosen(page: Page) -> None:
    """A name typed above a long table leaves its rows, in the address and the file, too; a column that is not wanted is
    left out, and had again.
    """
    frame = page.locator("[data-finds='Table of figures']")
    rows, heads = frame.locator("tbody tr:visible"), frame.locator("thead th:visible")
    many, columns = rows.count(), heads.count()
    frame.get_by_label("Find in table").fill("bissau")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Guinea-Bissau")
    expect(frame.get_by_role("status")).to_have_text(f"1 of {many}")
    expect(page).to_have_url(re.compile("&find=bissau$"))
    file = page.locator("#download-csv")
    expect(file).to_have_attribute("href", re.compile("&find=bissau$"))
    with page.expect_download() as download:
        file.click()
    shown = table(page)
    assert {area for area, *_ in csv_rows(download.value.path(), shown.decimals)} == {"Guinea-Bissau"}
    frame.get_by_label("Find in table").fill("")
    expect(page).not_to_have_url(re.compile("find"))
    expect(file).not_to_have_attribute("href", re.compile("find"))
    expect(rows).to_have_count(many)
    frame.locator("summary").click()
    frame.get_by_label("2019").uncheck()
    expect(heads).to_have_count(columns - 1)
    expect(heads.get_by_text("2019")).to_have_count(0)
    expect(frame.locator("tbody tr").first.locator("td:visible, th:visible")).to_have_count(columns - 1)
    expect(frame.locator("summary")).to_have_text(f"Columns ({columns - 2} of {columns - 1})")
    frame.get_by_role("button", name="All columns").click()
    expect(heads).to_have_count(columns)


EXPORTS = (checks.charts_its_table, checks.exports_its_table)
OWN: dict[str, tuple[Check, ...]] = {
    "/targets/1.7": (
        tab_goes_in_order,
        checks.leads_on,
        projects_without_marks,
        checks.passes_axe,
        *EXPORTS,
    ),
    "/targets/2.1": (checks.passes_axe, *EXPORTS),
    "/targets/2.3": (checks.passes_axe, checks.charts_its_table),
    "/targets/2.5": EXPORTS,
    "/targets/1.7?badge=ITU-AFR": (checks.passes_axe,),
    "/targets/1.7?edition=latest": (*EXPORTS, checks.is_walked_by_arrows),
    "/targets/1.7?sex=female,male&from=2019": EXPORTS,
    "/targets/1.7?area_type=economy&area=KEN,IND,BRA": EXPORTS,
    "/targets/1.7?area_type=economy&member_of=LDC": (*EXPORTS, rows_are_found_and_columns_chosen),
    "/targets/1.2?area_type=income_group": (*EXPORTS, checks.is_walked_by_arrows),
    f"/targets/1.7?{'&'.join(UNKNOWN)}": (tells_what_is_unknown,),
    "/targets/9.9": (checks.leads_on, checks.passes_axe),
    "/targets": (checks.leads_on, checks.is_reached_by_tab, checks.passes_axe),
}
ON_A_PHONE = ("/targets/1.1", "/targets/2.3", "/targets/1.7?badge=ITU-AFR", "/targets/1.2?area_type=income_group")
VISITS = {f"/targets/{target}": (checks.charts_its_table,) for target in TARGETS} | OWN


@pytest.mark.drawn(7, always=["/targets/1.7"])
@pytest.mark.parametrize("path", VISITS)
def test_visit(open_page: OpenPage, subtests: pytest.Subtests, path: str) -> None:
    """What holds of a target's page when it is opened on a wide screen, and when it is made narrow and dark."""
    axe = checks.passes_axe in VISITS[path]
    first, then = ((checks.passes_axe,), (checks.looks_right_to_axe,)) if axe else ((), ())
    wide, narrow = (then, first) if path in ON_A_PHONE else (first, then)
    others = [check for check in VISITS[path] if check is not checks.passes_axe]
    checks.visit(
        open_page,
        subtests,
        path,
        wide=(*others, *checks.OPENED, *wide),
        narrow=(*checks.NARROWED, *narrow),
        on_a_phone=path in ON_A_PHONE,
        status=404 if path == "/targets/9.9" else 200,
    )
