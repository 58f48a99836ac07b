"""Pages over a slow line: when their first text and their first chart stand, the first time and the next."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext

MARKS = {"/": ".card", "/targets/1.7": ".main-svg"}
"""The pages that are measured, and what of each is waited for: the overview's picture, a target's first chart."""

_LINE = {"offline": False, "latency": 100, "downloadThroughput": 625_000, "uploadThroughput": 625_000}
"""100 ms there and back, and 5 Mbit/s, as Chromium takes them: bytes a second."""

_STANDS = """() => {
    const found = () => document.querySelector(MARK) && requestAnimationFrame(() => requestAnimationFrame(() => {
        window.stands ??= performance.now() / 1000;
    }));
    new MutationObserver(found).observe(document, { subtree: true, childList: true });
}"""
"""Writes down when what is waited for has been painted: two frames after it was there."""


@dataclass(frozen=True)
class Visit:
    """Seconds from when a page was asked for until its first text and its mark stood on the screen, by its clock; the
    kB that came over the line, and in how many answers.
    """

    text: float
    chart: float
    weight: float
    requests: int


def visits(browser: Browser, address: str, path: str) -> tuple[Visit, Visit]:
    """A reader's first visit of a page over the line, with nothing kept, and the next."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    first, then = _visit(context, address, path), _visit(context, address, path)
    context.close()
    return first, then


def all_visits(browser: Browser, address: str, runs: int) -> Iterator[tuple[str, list[tuple[Visit, Visit]]]]:
    """Each page with its pairs of visits, the pages by turns."""
    found: dict[str, list[tuple[Visit, Visit]]] = {path: [] for path in MARKS}
    for _ in range(runs):
        for path, pairs in found.items():
            pairs.append(visits(browser, address, path))
    yield from found.items()


def _visit(context: BrowserContext, address: str, path: str) -> Visit:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _LINE)
    weight: list[float] = []
    session.on("Network.loadingFinished", lambda event: weight.append(event["encodedDataLength"]))
    page.add_init_script(f"({_STANDS.replace('MARK', repr(MARKS[path]))})()")
    page.goto(address + path, wait_until="commit")
    page.locator(MARKS[path]).first.wait_for()
    page.wait_for_load_state("networkidle")
    chart = page.evaluate("window.stands")
    text = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
    page.close()
    return Visit(text, chart, sum(weight) / 1000, sum(one > 0 for one in weight))
