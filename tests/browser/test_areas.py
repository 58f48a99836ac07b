"""The profile of an area in a browser: it opens, prints on two pages, compares, and is for everyone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.visit import charts, settled, violations

PROFILES = ("/areas/KEN", "/areas/ITU-AFR", "/areas/WLD")
EXAMINED = (*PROFILES, "/areas/KEN?with=NGA", "/areas/nowhere")
DESKTOP, NARROW = 1280, 320


@pytest.fixture
def on_paper(open_page: OpenPage) -> Iterator[OpenPage]:
    """Opens pages; afterwards the tab that all tests share shows the screen again."""
    opened: list[Page] = []

    def open_one(path: str, **how: object) -> Page:
        opened.append(open_page(path, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for page in opened:
        page.emulate_media(media="screen")


@pytest.mark.parametrize("path", PROFILES)
def test_profile_opens(open_page: OpenPage, path: str) -> None:
    """A profile opens without complaints, with a finding, twelve rows and trends, and the navigation says so."""
    page = open_page(path)
    expect(page.locator("h1")).to_contain_text("of twelve targets")
    expect(page.locator(".standings tbody tr")).to_have_count(12)
    assert charts(page)["trends"]["traces"]
    expect(page.get_by_role("navigation", name="Pages").get_by_role("link", name="Areas")).to_have_attribute(
        "aria-current", "page"
    )
    expect(page).to_have_title(re.compile(path.rpartition("/")[2]))


@pytest.mark.parametrize("path", PROFILES)
@pytest.mark.parametrize("width", [DESKTOP, 390])
def test_two_pages_of_paper(open_page: OpenPage, path: str, width: int) -> None:
    """A profile prints on at most two pages of A4, from a wide window as from a narrow one."""
    page = open_page(path, width=width)
    paper = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type /Page\b(?!s)", paper)) <= 2


def test_what_is_on_paper(on_paper: OpenPage) -> None:
    """On paper stand targets, trends, gaps and what is missing; what can only be pressed does not."""
    page = on_paper("/areas/KEN")
    page.emulate_media(media="print")
    for part in ("#targets", "figure.chart .plot", "#gaps-within", "#missing"):
        expect(page.locator(part)).to_be_visible()
    for part in (".area-picker", ".share", ".take-away", ".suggested", ".take"):
        expect(page.locator(part).first).to_be_hidden()
    wide = page.locator(".standings").evaluate("one => getComputedStyle(one).display")
    assert wide == "table"


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


@pytest.mark.parametrize("path", EXAMINED)
def test_no_sideways_scrolling(open_page: OpenPage, path: str) -> None:
    """On a screen of 320 pixels a profile scrolls up and down only."""
    page = open_page(path, width=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


@pytest.mark.parametrize(("scheme", "width"), [("light", DESKTOP), ("dark", NARROW)])
@pytest.mark.parametrize("path", EXAMINED)
def test_axe(open_page: OpenPage, path: str, scheme: str, width: int) -> None:
    """Axe finds nothing wrong on a profile, of whatever impact, in either scheme, on a wide or a narrow screen."""
    page = open_page(path, scheme=scheme, width=width)
    for closed in page.locator(".held-figures > summary").all():
        closed.click()
    assert not violations(page)


def test_paper_is_light(open_page: OpenPage) -> None:
    """Printed from the dark scheme a page is dark on light, and dark again on the screen afterwards."""
    page = open_page("/areas/KEN", scheme="dark")
    page.evaluate(
        """() => addEventListener('beforeprint', () => {
            window.printed = getComputedStyle(document.querySelector('h1')).color;
        })"""
    )
    screen = page.locator("h1").evaluate("one => getComputedStyle(one).color")
    page.pdf(format="A4")
    assert sum(map(int, re.findall(r"\d+", page.evaluate("window.printed")))) < 200
    assert sum(map(int, re.findall(r"\d+", screen))) > 600
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
