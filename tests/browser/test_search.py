"""The search in the header: what it finds first, and how it is used with keys, by touch and by ear."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from indicators.catalogue_files import load_catalogue
from indicators.place_names import folded
from indicators.settings import Settings
from tests.browser import checks
from tests.browser.conftest import OpenPage
from tests.browser.visit import PATIENCE, settled

FIRST = {  # what is typed: what is found first
    "rural": "Internet use in towns relative to the countryside",
    "women": "Gender parity in Internet use",
    "gap": "Gaps",
    "gender gap": "Gender parity in Internet use",
    "price": "Price of fixed broadband, 5 GB",
    "1.7": "Internet used by all",
    "target 2.5": "Climate and environment",
    "Turkiye": "Türkiye",
    "turkey": "Türkiye",
    "cote d’ivoire": "Côte d’Ivoire",
    "Ivory Coast": "Côte d’Ivoire",
    "cote divoire": "Côte d’Ivoire",
    "St Lucia": "Saint Lucia",
    "saint vincent & the": "Saint Vincent and the Grenadines",
    "trinidad & tobago": "Trinidad and Tobago",
    "the gambia": "Gambia",
    "korea, rep.": "Republic of Korea",
    "vietnam": "Viet Nam",
    "Swaziland": "Eswatini",
    "LDC": "Least developed countries",
    "ken": "Kenya",
    "in": "India",
    "5g": "Population covered by a 5G mobile network",
    "phone": "Individuals who own a mobile phone",
    "skills": "Digital skills",
    "schools": "Schools with Internet access for teaching",
    "ewaste": "E-waste formally collected and recycled",
    "cybersecurity": "Cybersecurity preparedness",
    "internet_users": "Individuals using the Internet",
    "benchmark": "Benchmark",
    "licence": "What the licences allow",
    "explore": "Explore",
    "online women": "Gender parity in Internet use",
}
_RANK = """query => window.search.load().then(
    entries => window.search.rank(entries, query).map(({ title }) => title))"""


def test_what_is_found_first(open_page: OpenPage, subtests: pytest.Subtests) -> None:
    """Codes come before names, beginnings of names before their later words, these before other words."""
    page = open_page("/data")
    for query, expected in FIRST.items():
        for spelt in (query, query.upper(), f"  {query} "):
            with subtests.test(spelt):
                titles = page.evaluate(_RANK, spelt)
                assert titles
                assert titles[0].replace("'", "’") == expected
    assert page.evaluate(_RANK, "xyzzy") == []
    assert page.evaluate(_RANK, " . ") == []


def test_words_are_compared_alike(open_page: OpenPage) -> None:
    """The browser compares words as the readers of files do."""
    page = open_page("/data")
    catalogue = load_catalogue(Settings().catalogue)
    known = [one.name for one in (*catalogue.areas, *catalogue.area_codes)]
    names = [
        *known,
        "Føroyar",
        "ŁÓDŹ",
        "Straße",
        "İstanbul",
        "ısı",
        "Hawaiʻi",
        "ＫＥＮＹＡ",
        "Ærø",
        "Đà Nẵng",
        "Þingvellir",
    ]
    assert page.evaluate("names => names.map(window.folded)", names) == [folded(name) for name in names]


def test_it_is_asked_for_when_it_is_used(open_page: OpenPage) -> None:
    """The file of the search is fetched once, when its field first has the focus."""
    page = open_page("/targets")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search.json" in request.url else None)
    page.keyboard.press("/")
    _type(page, "kenya")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    _type(page, "chad")
    assert len(asked) == 1
    page.keyboard.press("Escape")


def test_walked_by_keys(open_page: OpenPage) -> None:
    """The slash leads to the field, arrows walk what is found and round, Escape leaves, Enter opens with the lens."""
    page = open_page("/targets?horizon=2027")
    page.keyboard.press("/")
    field, results = page.get_by_role("combobox", name="Find an indicator, country or word"), _results(page)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    _type(page, "turk")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#search-said")).to_contain_text("3 found; the first: Türkiye")
    for n in (0, 1, 2, 0):
        page.keyboard.press("ArrowDown")
        expect(field).to_have_attribute("aria-activedescendant", f"search-result-{n}")
        expect(results.nth(n)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", "search-result-2")
    page.keyboard.press("Escape")
    expect(page.locator("#search-results")).to_be_hidden()
    expect(field).to_have_value("turk")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    page.keyboard.press("/")
    _type(page, "ivory")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/areas/CIV\?horizon=2027$"))
    expect(page.locator("h1")).to_contain_text("Ivoire")
    expect(page.locator("h1")).to_be_focused()
    expect(field).to_have_value("")


def test_a_slash_that_is_typed(open_page: OpenPage) -> None:
    """Where text is typed a slash is a slash."""
    page = open_page("/areas")
    page.get_by_label("Area", exact=True).focus()
    page.keyboard.press("/")
    expect(page.get_by_label("Area", exact=True)).to_have_value("/")


def test_a_word_of_the_glossary(open_page: OpenPage) -> None:
    """A word leads to its place on the page Data, from another page and from there itself."""
    page = open_page("/targets")
    for query, place in (("parity score", "#word-parity-score"), ("horizon", "#word-horizon")):
        page.keyboard.press("/")
        _type(page, query)
        _results(page).first.click()
        expect(page).to_have_url(re.compile(f"/data{place}$"))
        expect(page.locator(place)).to_be_in_viewport()


def test_nothing_is_found(open_page: OpenPage) -> None:
    """What nothing is called is said, seen and heard, and Enter stays."""
    page = open_page("/targets")
    page.keyboard.press("/")
    _type(page, "xyzzy")
    expect(page.locator("#search-results")).to_have_text("Nothing is called so.")
    expect(page.locator("#search-said")).to_have_text("Nothing is called so.")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/targets$"))


def test_axe(open_page: OpenPage, subtests: pytest.Subtests) -> None:
    """Axe finds nothing wrong with an open list, and nothing sticks out, in both schemes, wide and narrow."""
    page = open_page("/targets")
    for width in (checks.DESKTOP, checks.NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            axe = checks.passes_axe if scheme == "light" else checks.looks_right_to_axe
            page.evaluate(f"document.getElementById('scheme-{scheme}').click()")
            page.keyboard.press("Escape")
            page.keyboard.press("Escape")
            page.keyboard.press("/")
            _type(page, "women")
            page.keyboard.press("ArrowDown")
            checks.make((axe, checks.scrolls_up_and_down_only), page, subtests)


def test_on_a_phone(browser: Browser, address: str) -> None:
    """A tap on the icon opens the field over the whole row; a tap on what is found leads there, elsewhere it closes."""
    context = browser.new_context(base_url=address, viewport={"width": checks.NARROW, "height": 700}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/targets")
    settled(page)
    field = page.locator("#search-field")
    expect(field).to_be_hidden()
    page.get_by_role("button", name="Search").tap()
    expect(field).to_be_focused()
    box = field.bounding_box()
    assert box
    assert box["width"] > checks.NARROW * 0.8
    page.locator("h1").tap()
    expect(field).to_be_hidden()
    page.get_by_role("button", name="Search").tap()
    _type(page, "kenya")
    _results(page).first.tap()
    expect(page).to_have_url(re.compile("/areas/KEN$"))
    expect(field).to_be_hidden()
    context.close()


def _type(page: Page, words: str) -> None:
    """Type into the field, and wait for what is found."""
    page.keyboard.type(words)
    expect(page.locator("#search-results")).to_be_visible()
    expect(page.locator("#search-said")).not_to_be_empty()


def _results(page: Page) -> Locator:
    return page.locator("#search-results [role=option]")
