"""What an analyst comes for, each from the overview through what is visible: by mouse and by keyboard, steps counted.

A step is a click, a choice in a field, or a word typed and entered. Ten of the twelve take at most four.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.visit import csv_rows, eventually, line_names, settled

MOST = 4
LONGER = {"five countries since 2010 as a picture": 10, "a group of four of my own": 6}


@dataclass
class Hand:
    """A reader who takes steps on a page, with the mouse or with the keys, and counts them."""

    page: Page
    keys: bool
    steps: int = 0
    said: list[str] = field(default_factory=list)

    def press(self, what: Locator) -> None:
        """Press a link, a button or a disclosure."""
        self._count("press")
        if not self.keys:
            what.click()
            return
        what.focus()
        expect(what).to_be_focused()
        self.page.keyboard.press("Enter")

    def choose(self, label: str, option: str) -> None:
        """Take an option of a field."""
        self._count(f"choose {option}")
        what = self.page.get_by_label(label, exact=True)
        if self.keys:
            what.focus()
        what.select_option(label=option)

    def type(self, what: Locator, words: str) -> None:
        """Type a word into a field and enter it."""
        self._count(f"type {words}")
        what.focus() if self.keys else what.click()
        self.page.keyboard.type(words, delay=5)
        self.page.keyboard.press("Enter")

    def search(self, words: str) -> None:
        """Find something by the search of every page."""
        self._count(f"search {words}")
        self.page.keyboard.press("/")
        self.page.keyboard.type(words, delay=5)
        expect(self.page.locator("#search-results [role=option]").first).to_be_visible()
        self.page.keyboard.press("Enter")

    def _count(self, what: str) -> None:
        self.steps += 1
        self.said.append(what)


def to_page(hand: Hand, name: str) -> None:
    hand.press(hand.page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True))
    expect(hand.page.locator("nav[data-main] a[aria-current]")).to_have_text(name)
    settled(hand.page)


def to_target(hand: Hand, target: str) -> None:
    hand.press(hand.page.locator(f"main a[href='/targets/{target}']").first)
    expect(hand.page).to_have_url(re.compile(rf"/targets/{re.escape(target)}"))
    settled(hand.page)


def africa_on_track(hand: Hand) -> None:
    """Whether Africa is on track, and how much more is needed."""
    cell = hand.page.get_by_role("region", name="Status grid").get_by_role(
        "link", name=re.compile("Africa, Internet users")
    )
    hand.press(cell)
    settled(hand.page)
    expect(hand.page.locator("h1")).to_contain_text("Africa: 35.7")
    expect(hand.page.locator("#verdict")).to_contain_text("Far too slow")
    expect(hand.page.locator("#verdict")).to_contain_text("+11.9 points a year instead of +1.6")


def dear_data_in_ldcs(hand: Hand) -> None:
    """The LDCs that pay more than 5 % of income for mobile data."""
    to_target(hand, "1.2")
    if "Fixed" in hand.page.locator("h1").inner_text():
        hand.choose("Indicator", "Price of data-only mobile broadband, 5 GB")
        settled(hand.page)
    hand.choose("Compare by", "Economies")
    expect(hand.page.locator("#target-economies")).to_be_visible()
    hand.choose("All economies of", "Least developed countries")
    expect(hand.page.locator("#target-over")).to_be_visible()
    settled(hand.page)
    hand.type(hand.page.locator("#target-over"), "5")
    expect(hand.page.locator("h1")).to_contain_text(re.compile(r"27 of 43 with a figure are over 5"))
    assert hand.page.locator("#standing tbody tr").count() == 27


def gender_gaps_of_regions(hand: Hand) -> None:
    """A file with the gender gaps of all regions."""
    to_page(hand, "Gaps")
    with hand.page.expect_download() as download:
        hand.press(hand.page.locator("#download-csv"))
    regions = {area for area, *_ in csv_rows(download.value.path(), 2)}
    assert {"Americas", "Arab States", "Asia and the Pacific", "Europe"} <= regions


def kenya_beside_uganda(hand: Hand) -> None:
    """Kenya beside Uganda."""
    hand.search("Kenya")
    expect(hand.page).to_have_url(re.compile("/areas/KEN"))
    settled(hand.page)
    hand.type(hand.page.get_by_label("Compare with"), "Uganda")
    expect(hand.page).to_have_url(re.compile("with=UGA"))
    expect(hand.page.locator("h1")).to_contain_text("Uganda")


def edition_of_68(hand: Hand) -> None:
    """The edition that says that 68 % are online."""
    to_target(hand, "1.7")
    hand.press(hand.page.get_by_text("Where editions and sources disagree about the world"))
    row = hand.page.get_by_role("row").filter(has_text="2024").filter(has_text="71.2")
    expect(row.first).to_contain_text(re.compile(r"68\u202f% \([^)]*edition 2024"))


def five_countries(hand: Hand) -> None:
    """Five countries since 2010, as a picture."""
    to_target(hand, "1.7")
    hand.choose("Compare by", "Economies")
    expect(hand.page.locator("#target-economies")).to_be_visible()
    for name in ("Kenya", "Uganda", "Rwanda", "Ghana", "Senegal"):
        hand.type(hand.page.get_by_label("Add an economy"), name)
        expect(hand.page.get_by_role("button", name=f"Take {name} away")).to_be_visible()
    hand.choose("From", "2010")
    expect(hand.page.locator("#download-csv")).to_have_attribute("href", re.compile("from=2010"))
    settled(hand.page)
    assert eventually(lambda: {"Kenya", "Senegal"} <= line_names(hand.page), hand.page)
    hand.press(hand.page.locator("figure.chart .menu > summary").filter(has_text="Picture").first)
    with hand.page.expect_download() as download:
        hand.press(hand.page.get_by_role("button", name="PNG, wide"))
    assert download.value.suggested_filename.endswith(".png")


def why_no_world_figure(hand: Hand) -> None:
    """The reason why target 2.3 has no figure of the world."""
    to_target(hand, "2.3")
    expect(hand.page.locator("main")).to_contain_text("no world average exists")


def what_changed(hand: Hand) -> None:
    """What changed since the last refresh."""
    to_page(hand, "Data")
    expect(hand.page.locator("main")).to_contain_text(re.compile("What changed|what changed"))


def own_group(hand: Hand) -> None:
    """A group of four of my own."""
    to_target(hand, "1.7")
    hand.press(hand.page.locator("#target-more > summary"))
    for name in ("Kenya", "Uganda", "Rwanda", "Burundi"):
        hand.type(hand.page.get_by_label("Your group"), name)
        expect(hand.page.get_by_role("button", name=f"Take {name} away")).to_be_visible()
    assert eventually(lambda: "Your group" in line_names(hand.page), hand.page)


def fastest_to_close(hand: Hand) -> None:
    """Who closes the gap between town and countryside fastest."""
    to_page(hand, "Gaps")
    hand.press(
        hand.page.get_by_role("navigation", name=re.compile("Which gap")).get_by_role("link", name="Urban–rural ratio")
    )
    expect(hand.page.locator("h1")).to_contain_text(re.compile("rban"))
    settled(hand.page)
    heading = hand.page.get_by_role("button", name="Change a year").first
    hand.press(heading)
    if heading.locator("xpath=..").get_attribute("aria-sort") == "descending":
        hand.press(heading)  # a ratio above one closes as it falls
    first = hand.page.locator("table.sortable").first.locator("tbody tr").first
    expect(first).to_contain_text("closes")


def share_this_view(hand: Hand) -> None:
    """Share exactly this view."""
    to_target(hand, "1.7")
    hand.press(hand.page.locator(".share .menu > summary"))
    hand.press(hand.page.get_by_role("button", name="Cite"))
    expect(hand.page.get_by_role("dialog").locator("textarea")).to_have_value(re.compile(r"/targets/1\.7 \(accessed"))


def what_far_too_slow_means(hand: Hand) -> None:
    """What "far too slow" means."""
    hand.search("far too slow")
    expect(hand.page.locator("main, .meaning:visible, dialog[open]").first).to_contain_text(
        re.compile("less than half|less than 50", re.IGNORECASE)
    )


TASKS: dict[str, Callable[[Hand], None]] = {
    "is Africa on track": africa_on_track,
    "LDCs that pay more than 5 % for mobile data": dear_data_in_ldcs,
    "gender gaps of all regions as a file": gender_gaps_of_regions,
    "Kenya beside Uganda": kenya_beside_uganda,
    "which edition says 68 %": edition_of_68,
    "five countries since 2010 as a picture": five_countries,
    "why target 2.3 has no world figure": why_no_world_figure,
    "what changed": what_changed,
    "a group of four of my own": own_group,
    "who closes the urban-rural gap fastest": fastest_to_close,
    "share exactly this view": share_this_view,
    "what far too slow means": what_far_too_slow_means,
}


@pytest.mark.drawn(6)
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
@pytest.mark.parametrize("task", TASKS)
def test_task(open_page: OpenPage, task: str, keys: bool) -> None:
    """A task is answered rightly within four steps; the two that name many countries take one for each."""
    hand = Hand(open_page("/"), keys)
    TASKS[task](hand)
    assert hand.steps <= LONGER.get(task, MOST), hand.said
