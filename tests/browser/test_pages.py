"""Pages without a form, and an address without a page, one visit each: wide and light, then narrow and dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.browser.checks import Check
from tests.browser.conftest import OpenPage


def tells_status_without_colour(page: Page) -> None:
    """Nine statuses have nine shapes and nine words."""
    shapes = page.locator(".tally .mark").evaluate_all("all => all.map(one => getComputedStyle(one).maskImage)")
    words = page.locator(".tally .status > span:nth-child(2)").all_inner_texts()
    assert len(set(shapes)) == len(set(words)) == 9


def names_no_page(page: Page) -> None:
    """An address that names no page says so, inside the frame that leads on."""
    expect(page.locator("h1")).to_contain_text("no page at this address")


def rows_have_the_width(page: Page) -> None:
    """On a narrow screen the plot of the gaps is nearly as wide as the page: its rows are named above, not beside."""
    plot = page.locator(".js-plotly-plot").first
    assert plot.evaluate("one => one._fullLayout._size.w") > 0.8 * checks.NARROW
    expect(plot.locator(".annotation-text", has_text="World").first).to_contain_text("closes")


def follows_its_form(page: Page) -> None:
    """A choice in the form of /api/ gives another address, in all lines too, and the page's own address keeps it."""
    page.get_by_label("Format", exact=True).select_option("csv_commas")
    expect(page.locator("#api-address")).to_contain_text("delimiter=semicolon&decimal=comma")
    page.get_by_label("Areas by name").fill("Kenya")
    page.get_by_label("Areas by name").press("Tab")
    expect(page.locator("#api-address")).to_contain_text("area=WLD,LDC,KEN")
    expect(page.locator("#lines-pandas")).to_contain_text("area=WLD,LDC,KEN")
    assert "area=WLD,LDC,KEN" in page.url
    assert (
        page.get_by_role("link", name="Open", exact=True).get_attribute("href")
        in page.locator("#api-address").inner_text()
    )


NARROWED: dict[str, tuple[Check, ...]] = {"/gaps": (rows_have_the_width,)}
VISITS: dict[str, tuple[Check, ...]] = {
    "/": (checks.is_reached_by_tab, checks.passes_axe, checks.leads_on, tells_status_without_colour),
    "/gaps": (checks.is_reached_by_tab, checks.passes_axe, checks.is_walked_by_arrows),
    "/data": (checks.is_reached_by_tab, checks.passes_axe, checks.leads_on),
    "/methods": (checks.is_reached_by_tab, checks.passes_axe),
    "/report": (checks.is_reached_by_tab, checks.passes_axe, checks.leads_on),
    "/api/": (checks.is_reached_by_tab, checks.passes_axe, follows_its_form),
    "/indicators": (checks.passes_axe,),
    "/indicators/internet_users": (checks.is_reached_by_tab, checks.passes_axe),
    "/nowhere": (checks.passes_axe, names_no_page),
}

ON_A_PHONE = ("/", "/data", "/report", "/indicators/internet_users", "/nowhere")


@pytest.mark.drawn(4, always=["/"])
@pytest.mark.parametrize("path", VISITS)
def test_visit(open_page: OpenPage, subtests: pytest.Subtests, path: str) -> None:
    """What holds of a page when it is opened on a wide screen, and when it is made narrow and dark."""
    checks.visit(
        open_page,
        subtests,
        path,
        wide=(*VISITS[path], *checks.OPENED),
        narrow=(*checks.NARROWED, *NARROWED.get(path, ()), checks.looks_right_to_axe),
        on_a_phone=path in ON_A_PHONE,
        status=404 if path == "/nowhere" else 200,
    )
