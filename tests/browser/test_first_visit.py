"""What a newcomer finds: a panel that stays closed, words that explain themselves, and failures told in words."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Response, Route, expect

from dashboard.serving.lifetimes import UNTIL_CHANGED
from tests.browser import checks
from tests.browser.checks import DESKTOP, NARROW
from tests.browser.conftest import OpenPage
from tests.browser.visit import CALLBACKS, PATIENCE, settled

FAULTS: dict[str, tuple[Callable[[Route], None], str]] = {
    "500": (lambda route: route.fulfill(status=500, body="no"), "Something went wrong on the server"),
    "503": (lambda route: route.fulfill(status=503, body="no"), "they are probably being rebuilt"),
    "network": (lambda route: route.abort(), "The server does not answer"),
}


@pytest.fixture
def bare_page(tab: Page) -> Iterator[Page]:
    """The tab that all tests share; nobody hears what it complains of, as its requests are made to fail."""
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    tab.set_viewport_size({"width": DESKTOP, "height": 900})
    yield tab
    tab.unroute_all(behavior="ignoreErrors")
    tab.evaluate("localStorage.clear()")
    tab.goto("about:blank")


def test_the_panel(open_page: OpenPage) -> None:
    """The panel is closed, below the answer; its summary opens it, and so does the link above, which leads to it."""
    page = open_page("/")
    panel = page.locator("#new-here")
    for way in (panel.locator("summary"), page.get_by_role("link", name="New here?")):
        expect(panel).not_to_have_attribute("open", re.compile(""))
        way.click()
        page.wait_for_load_state("networkidle")
        expect(panel).to_have_attribute("open", "")
        expect(panel).to_be_in_viewport()
        for word in ("two goals", "twelve targets", "2024–2027", "Not assessable", "Where to click"):
            expect(panel).to_contain_text(word)
        page.reload()
        settled(page)


def test_a_term_by_keyboard(open_page: OpenPage) -> None:
    """A term shows its meaning on focus, is described by it, and Escape hides it and leaves the focus."""
    page = open_page("/targets/1.7")
    word = _reach(page, page.locator("figure .term").first)
    expect(word).to_have_accessible_description(re.compile("One issue of a publication"))
    expect(_meaning(page)).to_contain_text("One issue of a publication")
    page.keyboard.press("Escape")
    expect(_meaning(page)).to_be_hidden()
    expect(word).to_be_focused()
    page.keyboard.press("Enter")
    expect(_meaning(page)).to_be_visible()
    page.keyboard.press("Enter")
    expect(_meaning(page)).to_be_hidden()
    page.keyboard.press("Tab")
    expect(_meaning(page)).to_contain_text("put together from economies")


def test_a_term_by_mouse(open_page: OpenPage) -> None:
    """A meaning stays while the pointer is on it, goes on Escape without moving it, and when the pointer leaves."""
    page = open_page("/")
    word = page.locator(".tally .term").nth(3)
    word.hover()
    expect(_meaning(page)).to_contain_text("closes less than 50\u202f% of the remaining distance")
    _meaning(page).hover()
    page.wait_for_timeout(600)
    expect(_meaning(page)).to_be_visible()
    page.locator("h1").hover()
    expect(_meaning(page)).to_be_hidden()
    word.hover()
    page.keyboard.press("Escape")
    expect(_meaning(page)).to_be_hidden()


def test_a_term_by_touch(browser: Browser, address: str) -> None:
    """A tap shows a meaning within a narrow screen; a second tap, or one elsewhere, takes it away."""
    context = browser.new_context(base_url=address, viewport={"width": NARROW, "height": 700}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/")
    settled(page)
    word = page.locator("main .term").last
    for away in (word, page.locator("h1")):
        word.tap()
        expect(_meaning(page)).to_contain_text("No benchmark is on record")
        box = _meaning(page).bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= NARROW
        away.tap()
        expect(_meaning(page)).to_be_hidden()
    context.close()


def test_a_word_has_an_address(open_page: OpenPage) -> None:
    """The link to all words and the address of one word lead to it."""
    page = open_page("/")
    page.locator("#new-here summary").click()
    page.get_by_role("link", name="All words").click()
    expect(page.locator("#word-target")).to_be_in_viewport()
    page = open_page("/data#word-horizon")
    expect(page.locator("#word-horizon")).to_be_in_viewport()


def test_a_control_that_fails(bare_page: Page, subtests: pytest.Subtests) -> None:
    """A request that fails is told in a banner; the page stays; trying again does what was asked and ends it."""
    page, banner = _opened(bare_page, "/targets/1.7")
    for fault, choice in zip(FAULTS, ("income_group", "development_level", "world"), strict=True):
        with subtests.test(fault):
            answer, words = FAULTS[fault]
            page.route(CALLBACKS, answer)
            page.get_by_label("Compare by", exact=True).select_option(choice)
            expect(banner).to_contain_text(words)
            expect(banner).to_contain_text("Try again")
            expect(banner).to_have_attribute("role", "alert")
            expect(page.locator("h1")).to_contain_text("Internet users")
            page.unroute(CALLBACKS)
            banner.get_by_role("button", name="Try again").click()
            expect(page).to_have_url(re.compile(f"area_type={choice}"))
            expect(banner).to_be_empty()


def test_a_banner_is_closed(bare_page: Page) -> None:
    """A banner can be closed, and a later one goes away by itself with the next success."""
    page, banner = _opened(bare_page, "/targets/1.7")
    for way in ("close", "success"):
        page.route(CALLBACKS, FAULTS["500"][0])
        page.get_by_label("Sex", exact=True).select_option("female" if way == "close" else "male")
        expect(banner).not_to_be_empty()
        if way == "close":
            banner.get_by_role("button", name="Close").click()
        page.unroute(CALLBACKS)
        if way == "success":
            page.get_by_label("Compare by", exact=True).select_option("income_group")
            expect(page).to_have_url(re.compile("income_group"))
        expect(banner).to_be_empty()


@pytest.mark.parametrize("request_name", ["_dash-layout", "_dash-dependencies", "_dash-update-component"])
def test_a_first_load_that_fails(bare_page: Page, request_name: str) -> None:
    """A page that cannot be loaded says so instead of staying blank, and is there after another try."""
    bare_page.route(f"**/{request_name}*", FAULTS["network"][0])
    bare_page.goto("/")
    banner = bare_page.locator("#failure")
    expect(banner).to_contain_text("The page could not be loaded.")
    bare_page.unroute(f"**/{request_name}*")
    banner.get_by_role("button", name="Try again").click()
    expect(bare_page.locator("h1")).to_contain_text("best published benchmark")
    expect(banner).to_be_empty()


def test_callbacks_are_asked_by_their_address(bare_page: Page) -> None:
    """What pages ask is asked by an address, so that the answer can be kept; what is long is posted."""
    asked: list[Response] = []
    bare_page.on("response", note := lambda answer: asked.append(answer) if "_dash-update" in answer.url else None)
    page, _banner = _opened(bare_page, "/targets/1.7")
    with page.expect_response(CALLBACKS):
        page.get_by_label("Compare by", exact=True).select_option("income_group")
    page.remove_listener("response", note)
    assert len(asked) >= 2
    for answer in asked:
        assert (answer.request.method, answer.status) == ("GET", 200)
        assert answer.header_value("etag")
        assert answer.header_value("cache-control") == UNTIL_CHANGED
    ask = "long => { fetch('/_dash-update-component', {method: 'POST', body: JSON.stringify('x'.repeat(long))}); }"
    for long, method in ((10, "GET"), (6_000, "POST")):
        with page.expect_request(CALLBACKS) as sent:
            page.evaluate(ask, long)
        assert sent.value.method == method


def test_slow_work_is_shown(bare_page: Page) -> None:
    """What takes longer than a moment shows a bar, marks the part that waits and makes the page busy."""
    page, _banner = _opened(bare_page, "/targets/1.7")
    root, main = page.locator("html"), page.locator("main")
    held = _hold(page)
    page.get_by_label("Compare by", exact=True).select_option("income_group")
    expect(root).to_have_attribute("data-busy", "")
    expect(main).to_have_attribute("aria-busy", "true")
    expect(page.locator("#target-content")).to_have_attribute("data-waiting", "said")
    expect(page.locator("#target-content")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#target-badge")).to_have_attribute("data-waiting", "")
    expect(page.locator("#target-fields")).not_to_have_attribute("data-waiting", re.compile(""))
    expect(page.locator("#spoken")).to_have_text("Still loading.")
    held[0].continue_()
    page.unroute(CALLBACKS)
    expect(page).to_have_url(re.compile("income_group"))
    expect(root).not_to_have_attribute("data-busy", re.compile(""))
    expect(main).not_to_have_attribute("aria-busy", re.compile(""))
    expect(page.locator("#spoken")).to_be_empty()
    expect(page.locator("[data-waiting]")).to_have_count(0)


def test_a_page_to_come(bare_page: Page) -> None:
    """Before the first page stands, its shape does, and the foot is not yet in sight."""
    held = _hold(bare_page)
    bare_page.goto("/")
    expect(bare_page.locator("#_pages_content")).to_be_empty()
    shape = "getComputedStyle(document.getElementById('_pages_content'), '::after').backgroundImage"
    assert bare_page.evaluate(shape).count("gradient") == 4
    expect(bare_page.locator("footer.foot")).not_to_be_in_viewport()
    held[0].continue_()
    bare_page.unroute(CALLBACKS)
    expect(bare_page.locator("h1")).to_contain_text("best published benchmark")


def test_axe(bare_page: Page, subtests: pytest.Subtests) -> None:
    """Axe finds nothing wrong with an open panel, a meaning that is shown, and a banner, and nothing sticks out."""
    bare_page.set_viewport_size({"width": NARROW, "height": 900})
    page, banner = _opened(bare_page, "/")
    page.locator("#new-here summary").click()
    page.route(CALLBACKS, FAULTS["500"][0])
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Gaps").click()
    expect(banner).not_to_be_empty()
    for width in (NARROW, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            axe = checks.passes_axe if (width, scheme) == (NARROW, "light") else checks.looks_right_to_axe
            page.evaluate(f"document.getElementById('scheme-{scheme}').click()")
            expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
            _reach(page, page.locator("main .term").first)
            expect(_meaning(page)).to_be_visible()
            expect(banner).not_to_be_empty()
            expect(page.locator("#new-here")).to_have_attribute("open", "")
            checks.make((axe, checks.scrolls_up_and_down_only), page, subtests)


def _opened(page: Page, path: str) -> tuple[Page, Locator]:
    """The page at a path, and the place of its banner."""
    page.goto(path)
    settled(page)
    page.wait_for_load_state("networkidle")
    return page, page.locator("#failure")


def _hold(page: Page) -> list[Route]:
    """The requests of callbacks that wait from now on to be let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(CALLBACKS, hold)
    return held


def _reach(page: Page, word: Locator) -> Locator:
    """A term that has the focus as the keyboard gives it."""
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(word).to_be_focused()
    return word


def _meaning(page: Page) -> Locator:
    return page.locator(".meaning")


def test_without_scripts(browser: Browser, address: str) -> None:
    """A reader without scripts sees what a page finds, and can go on to the others."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/")
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("link", name="1.7 Internet used by all").click()
    expect(page.locator("h1")).to_contain_text("Internet users")
    expect(page.locator(".status")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["/", "/targets/1.7?from=2014", "/areas/KEN?with=UGA", "/explore?find=a%20b"])
def test_a_page_is_asked_for_once(open_page: OpenPage, tab: Page, path: str) -> None:
    """What a document has the browser ask for ahead is what its scripts ask for: nothing is asked for twice."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    tab.on("request", note)
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    tab.remove_listener("request", note)
    ours = [url for url in asked if "/_dash-" in url and "/_dash-component-suites/" not in url]
    assert len(ours) == 3, ours
    assert len(set(ours)) == len(ours)
