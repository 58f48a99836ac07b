"""What a page shows, read from its DOM: the points of its charts, the cells of its table."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

CALLBACKS = "**/_dash-update-component*"
PATIENCE = 15_000  # milliseconds for anything to appear; the machine may be busy
expect.set_options(timeout=PATIENCE)

_PLOTS = """[...document.querySelectorAll('.js-plotly-plot')]
    .filter(plot => plot.data && plot.layout?.font)"""  # in the middle of a redraw there is neither
_CHARTS = (
    f"() => {_PLOTS}"
    + """.map(plot => ({
    name: plot.closest('figure').querySelector('h2').id.replace(/-title$/, ''),
    ink: plot.layout.font.color,
    traces: plot.data.map(({name, mode, x, y, hovertext, hoverinfo, line, marker, meta}) => ({
        mode: meta?.history ? "history" : meta?.starts ? "crowd" : hoverinfo === "skip" ? "skipped" : mode,
        name, x: Array.from(x), y: Array.from(y), hovertext, colour: (line || marker).color,
    })),
}))"""
)

_CELLS = """region => {
    const own = cell => cell.firstChild ? cell.firstChild.textContent : '';
    const heads = [...region.querySelectorAll('thead th')].map(own);
    return [...region.querySelectorAll('tbody tr')].flatMap(row => {
        const texts = [...row.cells].map(own);
        const edition = texts[heads.indexOf('Edition')];
        return heads.flatMap((head, n) =>
            /^\\d{4}$/.test(head) && texts[n] ? [{area: texts[0], edition, year: +head, text: texts[n]}] : []);
    });
}"""

# Contrast is dear to compute and equal wherever text looks alike: axe computes it for the first text of each look. That
# is the way of tags, classes and styles down to it, its own colours and size, and whether it is seen. Looks in which
# axe found nothing on a page before are known, as a number made of all that, and are not computed again. What lies
# behind a text axe finds in a grid of the whole page: here in one of what touches such a text, and of what holds that.
_LOOKS = """known => {
    const hashed = words => {
        let [one, other] = [0x811c9dc5, 0x41c6ce57];
        for (let n = 0; n < words.length; n += 1) {
            one = Math.imul(one ^ words.charCodeAt(n), 0x01000193);
            other = Math.imul(other ^ words.charCodeAt(n), 0x5bd1e995);
        }
        return `${(one >>> 0).toString(36)}.${(other >>> 0).toString(36)}`;
    };
    const looks = new Map([[document.body, '']]);
    const seen = new Set(known);
    const fresh = [];
    for (const one of document.querySelectorAll('body *')) {
        const style = getComputedStyle(one);
        const text = [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        const look = hashed([
            looks.get(one.parentElement), one.tagName, one.getAttribute('class'), one.getAttribute('style'),
            style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize, style.fontWeight,
            text, text && one.checkVisibility({ visibilityProperty: true }),
        ].join('|'));
        looks.set(one, look);
        const isFirst = text && !seen.has(look);
        if (isFirst) {
            seen.add(look);
            fresh.push(look);
        }
        one.toggleAttribute('data-first-of-its-look', isFirst);
    }
    axe.configure({ rules: [{ id: 'color-contrast', selector: '[data-first-of-its-look]' }] });
    const boxes = [...document.querySelectorAll('[data-first-of-its-look]')].map(one => one.getBoundingClientRect());
    const behind = new Set([document.body]);
    for (const one of document.querySelectorAll('body *')) {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const touches = box => left <= box.right && right >= box.left && top <= box.bottom && bottom >= box.top;
        if (!boxes.some(touches)) continue;
        for (let each = one; each && !behind.has(each); each = each.parentElement) behind.add(each);
    }
    const { FILTER_ACCEPT, FILTER_REJECT } = NodeFilter;
    const filter = node => behind.has(node) ? FILTER_ACCEPT : FILTER_REJECT;
    document.createTreeWalker = (root, what) => Document.prototype.createTreeWalker.call(document, root, what, filter);
    return fresh;
}"""
_known_looks: set[str] = set()
# What of axe depends on how wide a page is and on its colours.
_OF_LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
_RUN = """rules => axe.run({
    resultTypes: ['violations'], ...(rules.length && { runOnly: rules }),
}).then(({ violations }) => violations.flatMap(
    ({ id, impact, nodes }) => nodes.map(({ target, html }) => ({ id, impact, target, html })),
)).finally(() => { delete document.createTreeWalker; })"""

Row = tuple[str, str, int, float]


@dataclass(frozen=True)
class Table:
    """The figures of a table: (area, edition, year, value) of each filled cell, and the decimals shown."""

    rows: Counter[Row]
    decimals: int

    @property
    def points(self) -> Counter[tuple[int, float]]:
        """Year and value of each cell: what a chart of the same rows must show."""
        return Counter((year, value) for _, _, year, value in self.rows.elements())


def settled(page: Page) -> None:
    """Wait until the page's content is there and each of its charts is drawn."""
    expect(page.locator("#first-words")).to_have_count(0)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("figure.chart:not(:has(.trace, .drawn))")).to_have_count(0)


def violations(page: Page, *, of_looks: bool = False) -> list[str]:
    """What axe finds wrong on the page as it stands, of whatever impact: rule, impact, place and element.

    With `of_looks` by the rules alone that depend on width and colours.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    fresh: list[str] = page.evaluate(_LOOKS, list(_known_looks))
    found = page.evaluate(_RUN, list(_OF_LOOKS if of_looks else ()))
    if not found:
        _known_looks.update(fresh)
    return [f"{one['id']} ({one['impact']}): {one['target']} {one['html'][:160]}" for one in found]


# Notes from the start how much moves without the reader's doing, and what; a page that is watched has `window.shifts`.
WATCH_SHIFTS = """(() => {
    const named = node => node?.id || node?.className?.baseVal || node?.className || node?.nodeName || 'something';
    window.shifts = [];
    const note = entries => entries.filter(one => !one.hadRecentInput).forEach(({ value, sources }) => {
        window.shifts.push([sources.map(one => named(one.node)).join(', '), value]);
    });
    const watch = new PerformanceObserver(list => note(list.getEntries()));
    watch.observe({ type: 'layout-shift', buffered: true });
    window.allShifts = () => { note(watch.takeRecords()); return window.shifts; };
})()"""


def shifts(page: Page) -> list[tuple[str, float]]:
    """What has moved on a page since it was asked for, but for what the reader moved, and by how much each time."""
    return [(what, value) for what, value in page.evaluate("window.allShifts()")]


def eventually(condition: Callable[[], bool], page: Page) -> bool:
    """Whether a condition comes true while the page goes on; under the page's policy the browser cannot wait for it."""
    for _ in range(PATIENCE // 100):
        if condition():
            return True
        page.wait_for_timeout(100)
    return condition()


def charts(page: Page) -> dict[str, dict[str, Any]]:
    """The charts of the page by name: their traces as plotly holds them, and the colour of their text."""
    return {chart["name"]: chart for chart in page.evaluate(_CHARTS)}


def inks(page: Page) -> set[str]:
    """The colours of the text of the page's charts."""
    return set(page.evaluate(f"{_PLOTS}.map(plot => plot.layout.font.color)"))


def line_names(page: Page) -> set[str]:
    """The names of the lines of the trend that hold observations."""
    traces = charts(page).get("trend", {"traces": []})["traces"]
    return {trace["name"] for trace in traces if trace["name"] and "markers" in trace["mode"]}


def ahead(page: Page) -> dict[str, list[tuple[int, float]]]:
    """What the trend draws beyond the observations: year and value by the name of its trace."""
    traces = charts(page).get("trend", {"traces": []})["traces"]
    return {
        trace["name"]: list(zip(trace["x"], trace["y"], strict=True))
        for trace in traces
        if trace["name"] and trace["mode"] == "lines"
    }


def points(page: Page, decimals: int) -> Counter[tuple[int, float]]:
    """Year and value, rounded, of each mark of the trend (bridges over gaps carry none), and of its thin histories.

    Figures of a single year have no trend: the bars of the ranking show them, and say the year on hover.
    """
    found = charts(page)
    if "trend" in found:
        marks = [
            (year, value)
            for trace in found["trend"]["traces"]
            if _holds_points(trace)
            for year, value in zip(trace["x"], trace["y"], strict=True)
        ]
    else:
        bars = found["ranking"]["traces"][0]
        years = [int(re.findall(r"</b> (\d{4})<br>", text)[0]) for text in bars["hovertext"]]
        marks = list(zip(years, bars["x"], strict=True))
    return Counter((year, round_as_shown(value, decimals)) for year, value in marks if value is not None)


def table(page: Page) -> Table:
    """The table of figures on the page."""
    cells = page.get_by_role("region", name="Table of figures").evaluate(_CELLS)
    rows = Counter((cell["area"], cell["edition"], cell["year"], _number(cell["text"])) for cell in cells)
    decimals = {len(cell["text"].partition(".")[2]) for cell in cells}
    assert len(decimals) == 1, f"the numbers of one table have different decimals: {decimals}"
    return Table(rows, decimals.pop())


def csv_rows(path: Path, decimals: int) -> Counter[Row]:
    """The rows of an exported file, with their values rounded as a table shows them."""
    with path.open(encoding="utf-8", newline="") as file:
        return Counter(
            (row["area"], row["edition"], int(row["year"]), round_as_shown(float(row["value"]), decimals))
            for row in csv.DictReader(file)
        )


def round_as_shown(value: float, decimals: int) -> float:
    """A value as a table with so many decimals prints it."""
    return float(f"{value:.{decimals}f}")


def _holds_points(trace: dict[str, Any]) -> bool:
    """Whether a trace holds observations: marks, a history without marks, or of a crowd the path."""
    return "markers" in trace["mode"] or trace["mode"] in ("history", "crowd")


def more(page: Page) -> None:
    """Open the controls of a target's page that are needed less often."""
    details = page.locator("#target-more")
    if details.count() and details.get_attribute("open") is None:
        details.locator("summary").click()


def choose(page: Page, label: str, option: str) -> None:
    """Take an option of the drop-down with this label."""
    if label == "Edition":
        more(page)
    page.get_by_label(label, exact=True).select_option(label=option)


def choices(page: Page) -> list[str]:
    """What each drop-down stands at."""
    return page.locator(".controls select").evaluate_all("all => all.map(each => each.selectedOptions[0].label)")


def _number(text: str) -> float:
    return float(text.replace("\u202f", "").replace("−", "-"))
