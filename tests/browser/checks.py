"""What must hold of an opened page, a sentence each: a visit makes one after the other, without opening it anew."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard import theme
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from tests.browser.conftest import OpenPage
from tests.browser.visit import charts, csv_rows, eventually, inks, points, shifts, table, violations

Check = Callable[[Page], None]

TARGETS = tuple(target.id for target in load_catalogue(Settings().catalogue).targets)
DESKTOP, NARROW = 1280, 320
NAME = "Strategic Plan 2024–2027 · target tracker"


def make(checks: Iterable[Check], page: Page, subtests: pytest.Subtests) -> None:
    """Make the checks on a page, also those after one that fails; a failure is told with the sentence that broke."""
    for check in checks:
        with subtests.test((check.__doc__ or "").partition("\n")[0], page=page.url):
            check(page)


@dataclass(frozen=True)
class Screen:
    """A width and a scheme, which is the place of its colours in theme.COLOURS."""

    width: int
    scheme: str
    colours: int


WIDE, PHONE = Screen(DESKTOP, "light", 0), Screen(NARROW, "dark", 1)


def visit(
    open_page: OpenPage,
    subtests: pytest.Subtests,
    path: str,
    *,
    wide: Iterable[Check],
    narrow: Iterable[Check],
    on_a_phone: bool = False,
    status: int = 200,
) -> None:
    """Open a page on a wide screen, light, or on a narrow one, dark, and make it the other without opening it anew; it
    does not move by itself, and the checks of both hold.
    """
    screens = (WIDE, wide), (PHONE, narrow)
    (first, checks), (other, checks_of_other) = screens[::-1] if on_a_phone else screens
    page = open_page(path, scheme=first.scheme, width=first.width, status=status)
    make((stays_where_it_is, *checks), page, subtests)
    becomes(page, other)
    make(checks_of_other, page, subtests)


def becomes(page: Page, screen: Screen) -> None:
    """Make an opened page wide or narrow, and light or dark by its own button, and wait for charts to be drawn anew."""
    page.set_viewport_size({"width": screen.width, "height": 900})
    page.evaluate(f"document.getElementById('scheme-{screen.scheme}').click()")
    expect(page.locator("html")).to_have_attribute("data-scheme", screen.scheme)
    ink = theme.COLOURS["soft"][screen.colours]
    assert eventually(lambda: inks(page) <= {ink}, page), f"a chart is not painted {screen.scheme}"


MOST_SHIFT = 0.02


def stays_where_it_is(page: Page) -> None:
    """Next to nothing on a page moves while it is drawn: the layout shift is under 0.02."""
    page.evaluate("() => new Promise(done => requestIdleCallback(() => requestAnimationFrame(done)))")
    moved = shifts(page)
    assert sum(value for _, value in moved) < MOST_SHIFT, moved


def is_a_document(page: Page) -> None:
    """A page names itself and its language, and has its landmarks and a heading."""
    heading = page.locator("h1").inner_text().strip()
    assert heading
    expect(page).to_have_title(f"{heading} · {NAME}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for landmark in ("banner", "main"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.locator("footer.foot")).to_be_visible()
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()


def is_light(page: Page) -> None:
    """A page opens in the scheme that the reader's system asks for."""
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")
    assert eventually(lambda: inks(page) <= {theme.COLOURS["soft"][0]}, page)


def draws_something(page: Page) -> None:
    """No chart is empty."""
    for name, chart in charts(page).items():
        assert any(_marks(trace) for trace in chart["traces"]), f"the chart {name} is empty"


def _marks(trace: dict[str, Any]) -> bool:
    return any(value is not None for value in trace["y"])


def charts_its_table(page: Page) -> None:
    """A target's page charts each figure of its table, no more and no fewer; without figures it says what exists."""
    if not charts(page):
        expect(page.locator(".why-empty")).to_contain_text(re.compile("held|not published|not shown"))
        return
    shown = table(page)
    assert shown.rows
    assert eventually(lambda: points(page, shown.decimals) == shown.points, page)


def exports_its_table(page: Page) -> None:
    """The downloaded file holds the rows of the table and of the chart: same areas, editions, years and values."""
    shown = table(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    assert csv_rows(download.value.path(), shown.decimals) == shown.rows
    assert points(page, shown.decimals) == shown.points


def leads_on(page: Page) -> None:
    """Each page leads to the others; the overview and the pages of targets, also of unknown ones, to all twelve."""
    links = set(page.locator("a[href]:visible").evaluate_all("all => all.map(one => one.getAttribute('href'))"))
    assert {"/", "/targets", "/explore", "/areas", "/gaps", "/report", "/data", "/methods"} <= links
    path = urlsplit(page.url).path
    if path == "/" or path.startswith("/targets"):
        assert {f"/targets/{target}" for target in TARGETS} <= links


def passes_axe(page: Page) -> None:
    """Axe finds nothing wrong on a page, of whatever impact."""
    found = violations(page)
    assert not found, "\n".join(found)


def looks_right_to_axe(page: Page) -> None:
    """What axe found well stays so in other colours and at another width: contrast, links, size, what scrolls."""
    found = violations(page, of_looks=True)
    assert not found, "\n".join(found)


def scrolls_up_and_down_only(page: Page) -> None:
    """A page scrolls up and down only; wide tables scroll inside their own frame."""
    fits = "document.documentElement.scrollWidth <= innerWidth"
    wide = """() => [...document.querySelectorAll('main *, header *, .foot *')]
        .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll, svg'))
        .map(each => `${each.tagName}.${each.className} ${Math.round(each.getBoundingClientRect().right)}`)"""
    assert eventually(lambda: page.evaluate(fits), page), "\n".join(page.evaluate(wide)[:12])


FOCUSED = """() => {
    const here = document.activeElement;
    const control = here.closest('.control');
    if (control) return 'control: ' + control.querySelector('label').textContent;
    if (here.closest('.scheme')) return 'scheme';
    const nav = here.closest('nav');
    return (nav ? nav.getAttribute('aria-label') + ': ' : '') + (here.getAttribute('aria-label') || here.textContent);
}"""


# What can have the focus, in the order of the document; of a group of radio buttons the one that is chosen. What gets
# the focus from now on is written down: its number, and whether anything shows that it has it, what it is.
_STOPS = """() => {
    const described = __FOCUSED__;
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(one => one.checkVisibility() && one.tabIndex >= 0 && !one.disabled)
        .filter(one => one.type !== 'radio' || one.checked);
    all.forEach((one, n) => { one.dataset.stop = n; });
    window.reached = [];
    document.addEventListener('focusin', ({ target }) => {
        const { outlineStyle, boxShadow } = getComputedStyle(target);
        const marked = outlineStyle !== 'none' || boxShadow !== 'none' || target.matches('.chart-kinds input, .field');
        const stop = target.dataset.stop === undefined ? null : Number(target.dataset.stop);
        window.reached.push([stop, marked, target.id, described()]);
    });
    return all.map(one => `${one.tagName} ${one.id} ${one.textContent.slice(0, 40)}`);
}""".replace("__FOCUSED__", FOCUSED)
_FROM_THE_TOP = """() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
}"""


@dataclass(frozen=True)
class Stop:
    """What Tab leads to: its id, if it has one, and what it is."""

    id: str
    described: str


def is_reached_by_tab(page: Page) -> None:
    """Tab goes through every control in the order of the document, and each shows that it has the focus."""
    walked_by_tab(page)


def walked_by_tab(page: Page) -> list[Stop]:
    """Every control in the order of the document, which is the order of Tab; each shows that it has the focus."""
    page.evaluate(_FROM_THE_TOP)
    stops: list[str] = page.evaluate(_STOPS)
    for _ in range(len(stops) + 2):
        page.keyboard.down("Tab")  # held down, it goes on
    page.keyboard.up("Tab")
    reached: list[int] = []
    path: list[Stop] = []
    for stop, marked, its_id, described in page.evaluate("window.reached"):
        if stop is None or stop in reached:
            break
        reached.append(stop)
        path.append(Stop(its_id, described))
        assert marked, f"nothing shows that {stops[stop]} has the focus"
    assert reached == sorted(reached)
    assert [stops[n] for n in range(len(stops)) if n not in reached] == []
    return path


def tab_until(page: Page, goal: str, most: int = 90) -> list[str]:
    """What Tab goes through up to the element that is described so."""
    path: list[str] = []
    while len(path) < most:
        page.keyboard.press("Tab")
        path.append(page.evaluate(FOCUSED))
        if path[-1] == goal:
            return path
    raise AssertionError(f"Tab does not reach {goal!r}; it goes through {path}")


_POINTS = """plot => plot.data.filter(trace => trace.hoverinfo !== 'skip')
    .flatMap(trace => (trace.hovertext || trace.text || []).filter(Boolean)).length"""
# What is spoken after each key, once those who listen to the document have answered it.
_LISTEN = """() => {
    window.said = [];
    window.listening ||= addEventListener('keydown', () => {
        window.said.push(document.getElementById('spoken').textContent);
    }) || true;
}"""


def is_walked_by_arrows(page: Page) -> None:
    """The right arrow walks through every point of every chart and back to the first; each is spoken and shown."""
    frames = page.locator(".plot").all()
    assert frames
    for frame in frames:
        many = frame.locator(".js-plotly-plot").evaluate(_POINTS)
        assert many
        frame.focus()
        page.evaluate(_LISTEN)
        for key, times in (("ArrowRight", many + 1), ("ArrowLeft", 1), ("Home", 1)):
            for _ in range(times):
                page.keyboard.down(key)  # held down, it goes on
            page.keyboard.up(key)
        *spoken, again, back, home = page.evaluate("window.said")
        assert len(spoken) == many
        assert all(re.search(r"\d", words) for words in spoken), spoken
        assert len(set(spoken)) == many, sorted(spoken)
        assert again == spoken[0]
        assert back == spoken[-1]
        assert home in spoken
        expect(frame.locator(".hoverlayer .hovertext").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(frame.locator(".hoverlayer .hovertext")).to_have_count(0)


# Labels of charts that are over each other, cut off or too small, and words of the page that are too small.
_ILL_SET = Path(__file__).with_name("ill_set.js").read_text(encoding="utf-8").strip()


def is_well_set(page: Page) -> None:
    """No label of a chart lies over another or outside its frame, and no words are smaller than 12 px (tiles: 11)."""
    assert eventually(lambda: page.evaluate(_ILL_SET) == [], page), "\n".join(page.evaluate(_ILL_SET))


# Lines of charts that have no label, neither at their ends nor in the key beside the chart.
_UNLABELLED = Path(__file__).with_name("unlabelled.js").read_text(encoding="utf-8").strip()


def names_its_lines(page: Page) -> None:
    """Each line of a chart has a label in its colour, or is named in the key; a crowd of lines has one."""
    assert eventually(lambda: page.evaluate(_UNLABELLED) == [], page), "\n".join(page.evaluate(_UNLABELLED))


OPENED: tuple[Check, ...] = (is_a_document, is_light, draws_something, is_well_set, names_its_lines)
NARROWED: tuple[Check, ...] = (scrolls_up_and_down_only, is_a_document, draws_something, is_well_set, names_its_lines)
