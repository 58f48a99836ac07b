"""Judgements in the browser: the badge, horizon and benchmark, what if, the grid, groups of the user's own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.visit import ahead, eventually, line_names, more, settled


def test_badge_opens_to_its_arithmetic(open_page: OpenPage) -> None:
    """Opened by keyboard, the badge shows observations, paces, every method, and projections with their back-test."""
    page = open_page("/targets/1.7")
    badge = page.locator("#verdict > summary")
    expect(badge).to_contain_text("Far too slow")
    expect(page.get_by_text("Expected in 2030", exact=True)).to_be_hidden()
    badge.focus()
    page.keyboard.press("Enter")
    for words in ("Expected in 2030", "46\u202f% of the distance", "(83.5 − 73.6) / (95 − 73.6) = 0.46"):
        expect(page.locator("#verdict .opened")).to_contain_text(words)
    used = page.get_by_role("region", name="Observations the pace rests on")
    for figure in ("60.1", "63.8", "67.0", "69.2", "71.2", "73.6"):
        expect(used.get_by_text(figure, exact=True)).to_be_visible()
    methods = page.get_by_role("region", name="Internet users, World, by 2030")
    expect(methods.get_by_role("row")).to_have_count(8)
    expect(page.get_by_role("region", name="Projections, not observations")).to_contain_text("Logistic, ceiling 100")


def test_horizon_and_benchmark(open_page: OpenPage) -> None:
    """Both switches change what is judged, stand in the address, and go along to the next page."""
    page = open_page("/targets/1.7")
    title = page.locator("h1")
    page.get_by_label("By", exact=True).select_option("2027")
    expect(page).to_have_url(re.compile(r"\?horizon=2027$"))
    expect(title).to_contain_text("by 2027")
    page.get_by_label("Benchmark", exact=True).select_option(label="the Broadband Commission targets for 2025")
    expect(page).to_have_url(re.compile(r"horizon=2027&benchmark=commission_2025$"))
    expect(title).to_contain_text("75")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Overview").click()
    expect(page).to_have_url(re.compile(r"/\?horizon=2027&benchmark=commission_2025$"))
    expect(page.get_by_label("By", exact=True)).to_have_value("2027")
    page.go_back()
    expect(title).to_contain_text("due by 2025")  # the benchmark's own year comes before either horizon
    page.get_by_label("By", exact=True).select_option("2030")
    expect(page).to_have_url(re.compile(r"\?benchmark=commission_2025$"))


def test_every_page_takes_the_lens(open_page: OpenPage) -> None:
    """No page complains of horizon and benchmark in its address, and a control of the data page keeps them."""
    page = open_page("/?horizon=2027&benchmark=connectivity_2030")
    pages = page.get_by_role("navigation", name="Pages")
    onward = (page.locator("article a").first, *(pages.get_by_role("link", name=name) for name in ("Gaps", "Data")))
    for link in onward:
        expect(page.locator(".notice")).to_have_count(0)
        if "/data" not in page.url:  # where nothing is judged there is nothing to choose
            expect(page.get_by_label("By", exact=True)).to_have_value("2027")
        title = page.locator("h1").inner_text()
        link.click()
        expect(page).to_have_url(re.compile(r"horizon=2027&benchmark=connectivity_2030$"))
        expect(page.locator("h1")).not_to_have_text(title)
    expect(page.locator(".notice")).to_have_count(0)
    page.get_by_label("Year by year").select_option("1.1")
    expect(page).to_have_url(re.compile(r"target=1\.1&horizon=2027&benchmark=connectivity_2030$"))


def test_a_control_keeps_the_lens(open_page: OpenPage) -> None:
    """A change of the view keeps horizon, benchmark and badge in the address."""
    page = open_page("/targets/1.7?horizon=2027&badge=LDC")
    page.get_by_label("Compare by", exact=True).select_option("development_level")
    expect(page).to_have_url(re.compile(r"area_type=development_level"))
    expect(page).to_have_url(re.compile(r"horizon=2027"))
    expect(page).to_have_url(re.compile(r"badge=LDC"))


def test_what_if(open_page: OpenPage) -> None:
    """The slider redraws the path, says what it comes to, stands in the address and in no export."""
    page = open_page("/targets/1.7")
    assert "your yearly gain" not in ahead(page)
    more(page)
    slider = page.get_by_label("What if")
    slider.focus()
    for _ in range(10):  # from the 2 points a year that are expected
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"gain=3"))
    expect(page.locator("#target-tried")).to_contain_text("At +3 points a year")
    assert eventually(lambda: ahead(page).get("your yearly gain", [(0, 0)])[-1] == (2030, pytest.approx(88.6)), page)
    expect(page.locator("#target-tried")).to_contain_text(
        "would meet ≥ 95 % in 2033".replace(" 95 %", "\u202f95\u202f%")
    )
    assert "gain" not in (page.locator("#download-csv").get_attribute("href") or "")
    again = open_page(page.url, apart=True)
    expect(again.locator("#target-tried")).to_contain_text("At +3 points a year")
    assert eventually(lambda: "your yearly gain" in ahead(again), again)


def test_a_cell_leads_to_its_badge(open_page: OpenPage) -> None:
    """A cell of the status grid opens the target's page at the arithmetic of that group."""
    page = open_page("/")
    page.get_by_role("region", name="Status grid").get_by_role(
        "link", name=re.compile("Africa, Internet users: 35.7")
    ).click()
    expect(page).to_have_url(re.compile(r"/targets/1\.7\?indicator=internet_users&badge=ITU-AFR"))
    settled(page)
    expect(page.locator("h1")).to_contain_text("Africa: 35.7")
    expect(page.locator("#verdict")).to_have_attribute("open", "")


def test_a_group_of_ones_own(open_page: OpenPage) -> None:
    """Economies added one by one become a group with line, coverage and status; the link reproduces it."""
    page = open_page("/targets/1.7")
    for name in ("Kenya", "Uganda", "Tanzania"):
        _add(page, name)
    expect(page).to_have_url(re.compile(r"group=KEN,UGA,TZA"))
    assert eventually(lambda: "Your group" in line_names(page), page)
    standing = page.locator("#standing")
    row = standing.get_by_role("row").filter(has_text="Kenya, Uganda and Tanzania")
    expect(row).to_contain_text("Far too slow")
    expect(row).to_contain_text("100\u202f% of people")
    row.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"badge=group"))
    expect(page.locator("#verdict")).to_contain_text("computed from 3 of 3 economies")


def _add(page: Page, name: str) -> None:
    more(page)
    field = page.get_by_label("Your group")
    field.fill(name)
    field.press("Enter")
    expect(page.get_by_role("button", name=f"Take {name} away")).to_be_visible()
