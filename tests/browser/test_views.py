"""A view is one thing: controls, address, chart, table and export say the same."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard import theme
from indicators.catalogue import Catalogue
from indicators.vocabulary import AreaType
from tests.browser.conftest import OpenPage
from tests.browser.visit import (
    CALLBACKS,
    charts,
    choices,
    choose,
    csv_rows,
    eventually,
    line_names,
    more,
    points,
    settled,
    table,
)


@pytest.fixture
def names(catalogue: Catalogue) -> dict[AreaType, set[str]]:
    """The names that lines carry, by kind of area."""
    return {
        kind: {area.short_name for area in catalogue.areas if area.area_type is kind and not area.composite}
        for kind in AreaType
    }


def test_control_changes_the_view(open_page: OpenPage, names: dict[AreaType, set[str]]) -> None:
    """Comparing by income group changes chart, table and address; going back restores all three."""
    page = open_page("/targets/1.7")
    regions = table(page)
    assert line_names(page) == names[AreaType.ITU_REGION] | {"World"}

    choose(page, "Compare by", "Income groups")
    expect(page).to_have_url(re.compile(r"area_type=income_group"))
    assert eventually(lambda: line_names(page) == names[AreaType.INCOME_GROUP] | {"World"}, page)
    groups = table(page)
    assert groups != regions
    assert points(page, groups.decimals) == groups.points

    page.go_back()
    expect(page).to_have_url(re.compile(r"/targets/1\.7$"))
    assert eventually(lambda: line_names(page) == names[AreaType.ITU_REGION] | {"World"}, page)
    assert table(page) == regions
    assert "ITU regions" in choices(page)

    page.go_forward()
    assert eventually(lambda: line_names(page) == names[AreaType.INCOME_GROUP] | {"World"}, page)
    assert table(page) == groups


def test_link_to_the_page_itself(open_page: OpenPage) -> None:
    """A target's own link in the navigation leads back to what the bare page shows."""
    page = open_page("/targets/1.7")
    bare = table(page)
    choose(page, "Compare by", "World")
    expect(page).to_have_url(re.compile(r"area_type=world"))
    assert eventually(lambda: table(page) != bare, page)
    page.get_by_role("navigation", name="Targets").get_by_role("link", name="1.7").click()
    expect(page).to_have_url(re.compile(r"/targets/1\.7$"))
    assert eventually(lambda: table(page) == bare and _is_drawn(page), page)


@pytest.mark.drawn(2)
@pytest.mark.parametrize(
    ("label", "option", "parameter"),
    [
        ("Compare by", "Economies", "area_type=economy"),
        ("Sex", "Side by side", "sex=female,male"),
        ("From", "2019", "from=2019"),
        ("Edition", "Newest for each area alone", "edition=latest"),
    ],
)
def test_link_reproduces_the_view(open_page: OpenPage, label: str, option: str, parameter: str) -> None:
    """The address that a control leaves behind opens the same controls, chart and table for another reader."""
    mine = open_page("/targets/1.7")
    before = table(mine)
    choose(mine, label, option)
    expect(mine).to_have_url(re.compile(re.escape(parameter)))
    assert eventually(lambda: table(mine) != before and _is_drawn(mine), mine)
    theirs = open_page(mine.url, apart=True)
    assert table(theirs) == table(mine)
    assert eventually(lambda: charts(theirs) == charts(mine), theirs)
    assert choices(theirs) == choices(mine)


def test_another_indicator(open_page: OpenPage) -> None:
    """The indicator control leads to the page of that indicator, and back."""
    page = open_page("/targets/1.7")
    title = page.locator("h1").inner_text()
    choose(page, "Indicator", "Active mobile-broadband subscriptions (context)")
    expect(page).to_have_url(re.compile(r"indicator=mobile_broadband_subscriptions$"))
    expect(page.locator("h1")).not_to_have_text(title)
    settled(page)
    shown = table(page)
    assert eventually(lambda: points(page, shown.decimals) == shown.points, page)
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)


def test_economies_are_added_and_taken_away(open_page: OpenPage) -> None:
    """Economies are found by name, shown beside the world, kept in the address, and taken away again."""
    page = open_page("/targets/1.7?area_type=economy&area=BRA")
    assert line_names(page) == {"World", "Brazil"}
    field = page.get_by_label("Add an economy")
    field.fill("Kenya")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"area=BRA,KEN"))
    assert eventually(lambda: line_names(page) == {"World", "Brazil", "Kenya"}, page)
    page.get_by_role("button", name="Take Brazil away").click()
    expect(page).to_have_url(re.compile(r"area=KEN&"))
    assert eventually(lambda: line_names(page) == {"World", "Kenya"}, page)


def test_export_follows_the_controls(open_page: OpenPage) -> None:
    """After a choice the file holds what is on the page now."""
    page = open_page("/targets/1.7")
    before = table(page)
    choose(page, "Compare by", "Development levels")
    assert eventually(lambda: table(page) != before, page)
    shown = table(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    assert csv_rows(download.value.path(), shown.decimals) == shown.rows


def test_scheme(open_page: OpenPage) -> None:
    """Choosing dark colours the page and its charts, for the next pages too; without a choice the system's holds."""
    light, dark = theme.COLOURS["ink"]
    page = open_page("/targets/1.7")
    assert _colours(page) == (_rgb(theme.COLOURS["page"][0]), light)

    page.get_by_role("button", name="Dark").click()
    assert eventually(lambda: _colours(page) == (_rgb(theme.COLOURS["page"][1]), dark), page)

    page.reload()
    settled(page)
    assert eventually(lambda: _colours(page) == (_rgb(theme.COLOURS["page"][1]), dark), page)

    systems = open_page("/targets/1.7", scheme="dark")
    assert eventually(lambda: _colours(systems) == (_rgb(theme.COLOURS["page"][1]), dark), systems)


def _is_drawn(page: Page) -> bool:
    shown = table(page)
    return "trend" in charts(page) and points(page, shown.decimals) == shown.points


def _colours(page: Page) -> tuple[str, str]:
    """The colour of the page, and that of the world's line."""
    world = next(trace for trace in charts(page)["trend"]["traces"] if trace["name"] == "World")
    return page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"), world["colour"]


def _rgb(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


def test_the_address_does_not_wait(open_page: OpenPage) -> None:
    """The address says what a control says before the server has answered; its answer makes no step of its own."""
    page = open_page("/targets/1.7")
    held: list[Route] = []
    page.route(CALLBACKS, lambda route: held.append(route))  # noqa: PLW0108 - playwright asks a function for its signature
    choose(page, "Compare by", "Income groups")
    assert eventually(lambda: page.evaluate("location.search") == "?area_type=income_group", page)
    more(page)
    page.get_by_label("What if").evaluate(
        "slider => { slider.stepUp(3); slider.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    assert eventually(lambda: "gain=" in page.evaluate("location.search"), page)
    assert held
    page.unroute(CALLBACKS)  # what was held goes on
    expect(page.locator("#target-tried")).to_contain_text("a year from")
    assert "gain=" in page.url


def test_a_row_of_choices_is_its_address(open_page: OpenPage) -> None:
    """After several choices title, badge, chart, table, export, controls and address are those of a reload."""
    page = open_page("/targets/1.7")
    title = page.locator("h1").inner_text()
    choose(page, "Compare by", "Economies")
    expect(page.locator("#target-economies")).to_be_visible()
    choose(page, "All economies of", "Least developed countries")
    expect(page.locator("h1")).not_to_have_text(title)
    choose(page, "Edition", "Newest for each area alone")
    expect(page).to_have_url(re.compile("edition=latest"))
    expect(page.locator("#target-status")).to_contain_text("The newest edition of each area")
    settled(page)
    shown, address = _everything(page), page.url
    page.reload()
    settled(page)
    assert eventually(lambda: _everything(page) == shown, page)
    assert page.url == address


def _everything(page: Page) -> tuple[object, ...]:
    export = page.locator("#download-csv").get_attribute("href")
    return (
        page.locator("h1").inner_text(),
        page.locator("#target-badge").inner_text(),
        choices(page),
        table(page),
        charts(page),
        export,
    )
