"""The page Data over a build with downloads and revisions, after every service refused: for eyes, ears and keys."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from indicators.settings import Settings
from tests.browser import checks
from tests.browser.conftest import OpenPage, new_tab
from tests.browser.server import serving
from tests.browser.visit import eventually
from tests.dashboard.refreshes import Refreshes, build_id, refreshes

PHONE = 390
SELECTS = ["data-since", "data-until", "data-target", "data-source"]


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refreshes]:
    """What three refreshes left behind."""
    yield from refreshes(tmp_path_factory)


@pytest.fixture(scope="module")
def address(refreshed: Refreshes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the production server over the last of them."""
    with serving(refreshed.refused, tmp_path_factory.mktemp("server") / "log") as where:
        yield where


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One tab for the tests of this module."""
    page = new_tab(browser, address)
    yield page
    page.context.close()


def unfold(page: Page) -> None:
    """Open every detail of the page."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def tells_outcomes_without_colour(page: Page) -> None:
    """Outcomes differ in word and shape, and the shapes stay where the system sets the colours."""
    marks = page.locator(".records .mark[class*=mark-]")
    shapes = dict(marks.evaluate_all("all => all.map(each => [each.className, getComputedStyle(each).maskImage])"))
    assert {f"mark mark-{outcome}" for outcome in ("cached", "embedded", "failed")} <= set(shapes)
    assert len(set(shapes.values())) == len(shapes)
    page.emulate_media(forced_colors="active")
    colours = marks.evaluate_all("all => all.map(each => getComputedStyle(each).backgroundColor)")
    page.emulate_media(forced_colors="none")
    assert not [colour for colour in colours if colour.startswith("rgba") and colour.endswith(", 0)")]


def tab_reaches_every_choice(page: Page) -> None:
    """Tab comes to the two versions, the target and the source, in the order of the page, as to every control."""
    assert [stop.id for stop in checks.walked_by_tab(page) if stop.id in SELECTS] == SELECTS


def lays_rows_out_as_cards(page: Page) -> None:
    """On a phone each row of a table is a card, and each of its figures stands beside the heading that it was under."""
    cells = page.locator(".records td:visible").evaluate_all(
        "all => all.map(each => [each.dataset.label, getComputedStyle(each, '::before').content])"
    )
    assert len(cells) > 100
    assert [(label, said) for label, said in cells if said not in (f'"{label}"', f'"{label} "')] == []
    heads = page.locator(".records thead th").first
    assert heads.evaluate("each => each.closest('thead').getBoundingClientRect().width") <= 1


def keeps_records_in_sight(page: Page) -> None:
    """Neither the page nor its records scroll sideways."""
    checks.scrolls_up_and_down_only(page)
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.scroll:has(.records)')]
            .filter(each => each.scrollWidth > each.clientWidth)
            .map(each => each.getAttribute('aria-label'))"""
    )
    assert wide == []


def test_visit(open_page: OpenPage, subtests: pytest.Subtests) -> None:
    """What holds of the page on a wide screen and on a phone, light and dark, closed and with every detail opened."""
    page = open_page("/data")
    wide = (checks.stays_where_it_is, tab_reaches_every_choice, tells_outcomes_without_colour, checks.passes_axe)
    checks.make(wide, page, subtests)
    unfold(page)
    checks.make((checks.passes_axe,), page, subtests)
    page.set_viewport_size({"width": PHONE, "height": 900})
    checks.make((lays_rows_out_as_cards, checks.passes_axe, keeps_records_in_sight), page, subtests)
    checks.becomes(page, checks.PHONE)
    checks.make((keeps_records_in_sight,), page, subtests)
    page.set_viewport_size({"width": checks.DESKTOP, "height": 900})
    checks.make((checks.passes_axe,), page, subtests)


@pytest.mark.parametrize("path", ["/", "/targets/1.7", "/nowhere"])
def test_every_page_says_who_did_not_answer(open_page: OpenPage, path: str) -> None:
    """On every page the header has a note that services did not answer, which leads to what came of each."""
    page = open_page(path, status=404 if path == "/nowhere" else 200)
    note = page.get_by_role("banner").get_by_role("link", name="10 sources did not answer")
    expect(note).to_be_visible()
    note.click()
    expect(page).to_have_url(re.compile(r"/data$"))
    expect(page.get_by_role("heading", name="What came, and what did not")).to_be_visible()


CHOICES = {
    "data-since": ("ArrowUp", "#data-revisions", "The same version stands on both sides"),
    "data-until": ("ArrowDown", "#data-revisions", "The same version stands on both sides"),
    "data-source": ("ArrowDown", "#data-rejected", "wdi.csv, line 11"),
    "data-target": ("ArrowDown", "#data-years", "Target 2.1: years"),
}


def test_choices_by_keyboard(open_page: OpenPage, refreshed: Refreshes, subtests: pytest.Subtests) -> None:
    """A choice made with the keyboard changes its part of the page and the address, which opens the same."""
    page = open_page("/data")
    before = {part: _text(page, part) for _, part, _ in CHOICES.values()}
    chosen = _chosen(page)
    for select, (key, part, said) in CHOICES.items():
        with subtests.test(select):
            choice = page.locator(f"#{select}")
            choice.focus()
            page.keyboard.press(key)
            asked = _expected(select, refreshed)
            expect(page).to_have_url(re.compile(rf"/data\?{asked}$"))
            expect(page.locator(part)).to_contain_text(said)
            if select == "data-source":
                link = page.locator(part).get_by_role("link", name="as CSV")
                expect(link).to_have_attribute("href", f"/api/v1/rejected_rows.csv?{asked}")
            expect(choice).to_be_focused()
            after, where = _text(page, part), page.url
            page.go_back()
            expect(page).to_have_url(re.compile(r"/data$"))
            assert eventually(lambda part=part: _text(page, part) == before[part], page)

            theirs = open_page(where)
            assert _text(theirs, part) == after
            assert theirs.locator(f"#{select}").input_value() == asked.partition("=")[2]
        page.get_by_role("navigation", name="Pages").get_by_role("link", name="Data").click()
        expect(page).to_have_url(re.compile(r"/data$"))
        assert eventually(lambda: _chosen(page) == chosen, page)
        assert eventually(lambda: all(_text(page, part) == words for part, words in before.items()), page)


def _chosen(page: Page) -> list[str]:
    """What the fields of the page stand at."""
    values: list[str] = page.locator("main select").evaluate_all("all => all.map(each => each.value)")
    return values


def _text(page: Page, part: str) -> str:
    """What a part of the page says; empty while it is drawn anew."""
    return str(page.evaluate("part => document.querySelector(part)?.innerText || ''", part))


def _expected(select: str, refreshed: Refreshes) -> str:
    """The address that the choice leaves."""
    builds: dict[str, Settings] = {"data-since": refreshed.second, "data-until": refreshed.first}
    if select in builds:
        return f"{select.removeprefix('data-')}={build_id(builds[select])}"
    return {"data-source": "source=worldbank", "data-target": "target=2.1"}[select]
