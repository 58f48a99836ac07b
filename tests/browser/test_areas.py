"""The profile of an area in a browser: it opens, prints on two pages, compares, and is for everyone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.browser.checks import Check
from tests.browser.conftest import OpenPage
from tests.browser.visit import charts, settled


def opens_as_a_profile(page: Page) -> None:
    """A profile has a finding, twelve rows and trends, and the navigation says where one is."""
    expect(page.locator("h1")).to_contain_text("of twelve targets")
    expect(page.locator(".standings tbody tr")).to_have_count(12)
    assert charts(page)["trends"]["traces"]
    expect(page.get_by_role("navigation", name="Pages").get_by_role("link", name="Areas")).to_have_attribute(
        "aria-current", "page"
    )


def prints_on_two_pages(page: Page) -> None:
    """A profile prints on at most two pages of A4, from a wide window as from a narrow one."""
    paper = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type /Page\b(?!s)", paper)) <= 2


def prints_what_is_to_be_read(page: Page) -> None:
    """On paper stand targets, trends, gaps and what is missing; what can only be pressed does not."""
    page.emulate_media(media="print")
    try:
        for part in ("#targets", "figure.chart .plot", "#gaps-within", "#missing"):
            expect(page.locator(part)).to_be_visible()
        for part in (".area-picker", ".share", ".take-away", ".suggested", ".take"):
            expect(page.locator(part).first).to_be_hidden()
        assert page.locator(".standings").evaluate("one => getComputedStyle(one).display") == "table"
    finally:
        page.emulate_media(media="null")  # "screen" would stay on paper too


def prints_light_on_two_pages(page: Page) -> None:
    """Printed from the dark scheme a profile is dark on light on at most two pages of A4, and dark again afterwards."""
    page.evaluate(
        """() => addEventListener('beforeprint', () => {
            window.printed = getComputedStyle(document.querySelector('h1')).color;
        })"""
    )
    screen = page.locator("h1").evaluate("one => getComputedStyle(one).color")
    prints_on_two_pages(page)
    assert sum(map(int, re.findall(r"\d+", page.evaluate("window.printed")))) < 200
    assert sum(map(int, re.findall(r"\d+", screen))) > 600
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")


def passes_axe_unfolded(page: Page) -> None:
    """Axe finds nothing wrong, also with the held figures unfolded."""
    page.locator(".held-figures").evaluate_all("all => all.forEach(each => { each.open = true; })")
    checks.passes_axe(page)


def is_found_in_the_list(page: Page) -> None:
    """What is typed above the list leaves those that are named so, whatever the case and marks, and says how many."""
    field = page.get_by_label("Find in list")
    items = page.locator(".a-to-z li:visible")
    many = items.count()
    field.fill("cote D")
    expect(items).to_have_text(["Côte d'Ivoire"])
    expect(page.locator(".a-to-z h3:visible")).to_have_text(["C"])
    expect(field.locator("+ [role=status]")).to_have_text(f"1 of {many}")
    field.press("Escape")
    expect(items).to_have_count(many)


VISITS: dict[str, tuple[Check, ...]] = {
    "/areas/KEN": (
        checks.is_reached_by_tab,
        opens_as_a_profile,
        checks.is_walked_by_arrows,
        prints_on_two_pages,
        prints_what_is_to_be_read,
    ),
    "/areas/ITU-AFR": (opens_as_a_profile, prints_on_two_pages),
    "/areas/WLD": (opens_as_a_profile, prints_on_two_pages),
    "/areas/KEN?with=NGA": (),
    "/areas/nowhere": (),
    "/areas": (checks.is_reached_by_tab, checks.leads_on, is_found_in_the_list),
}


ON_A_PHONE = ("/areas", "/areas/KEN?with=NGA", "/areas/nowhere")


@pytest.mark.drawn(3, always=["/areas/KEN"])
@pytest.mark.parametrize("path", VISITS)
def test_visit(open_page: OpenPage, subtests: pytest.Subtests, path: str) -> None:
    """What holds of a profile when it is opened on a wide screen, and when it is made narrow and dark."""
    paper = (prints_light_on_two_pages,) if prints_on_two_pages in VISITS[path] else ()
    checks.visit(
        open_page,
        subtests,
        path,
        wide=(*VISITS[path], *checks.OPENED, passes_axe_unfolded),
        narrow=(*checks.NARROWED, passes_axe_unfolded, *paper),
        on_a_phone=path in ON_A_PHONE,
        status=404 if path == "/areas/nowhere" else 200,
    )


def test_another_area_by_name(open_page: OpenPage) -> None:
    """A name in the first field leads to its profile, one in the second stands beside it, and the lens is kept."""
    page = open_page("/areas/WLD?horizon=2027")
    page.get_by_label("Area", exact=True).fill("Kenya")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/areas/KEN\?horizon=2027$"))
    expect(page.locator("h1")).to_contain_text("Kenya: ")
    page.get_by_label("Compare with").fill("Nigeria")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"/areas/KEN\?horizon=2027&with=NGA$"))
    expect(page.locator("h1")).to_contain_text("Kenya beside Nigeria")
    expect(page.locator(".beside tbody tr")).to_have_count(12)
    settled(page)
    assert {trace["name"] for trace in charts(page)["trends"]["traces"]} >= {"Kenya", "Nigeria", "World"}


def test_a_name_without_its_marks(open_page: OpenPage) -> None:
    """A name is found without its diacritics and capitals."""
    page = open_page("/areas/WLD")
    page.get_by_label("Area", exact=True).fill(" cote d\u2019ivoire")
    page.get_by_label("Area", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"/areas/CIV$"))


def test_unknown_name(open_page: OpenPage) -> None:
    """A name of no area leads to a page that says so and offers the close ones."""
    page = open_page("/areas/WLD")
    page.get_by_label("Area", exact=True).fill("Keniya")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("h1")).to_contain_text("There is no area Keniya")
    page.get_by_role("link", name="Kenya").click()
    expect(page.locator("h1")).to_contain_text("Kenya: ")


def test_a_status_leads_to_its_arithmetic(open_page: OpenPage) -> None:
    """A status of the table opens the target's page at the area's badge; a group of the area opens its profile."""
    page = open_page("/areas/KEN")
    page.locator(".standings tbody tr", has_text="1.7").get_by_role("link", name="Far too slow").click()
    expect(page).to_have_url(re.compile(r"/targets/1\.7\?indicator=internet_users&badge=KEN$"))
    expect(page.locator("details.verdict")).to_have_attribute("open", "")
    page.go_back()
    page.locator(".belongs").get_by_role("link", name="Africa").click()
    expect(page.locator("h1")).to_contain_text("Africa: ")
