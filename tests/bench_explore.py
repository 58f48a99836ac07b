"""What the page Explore costs in a browser: 200 economies over all their years, and a usual change of a control."""

import statistics
from collections.abc import Callable
from time import perf_counter

from playwright.sync_api import Page, expect

_MANY = "/explore?indicator=internet_users&area_type=economy&chart="


def many(page: Page, address: str, chart: str, runs: int) -> tuple[float, ...]:
    """Seconds from the click on a chart's name to its drawing, for the Internet users of all economies."""
    seconds = []
    for _ in range(runs):
        page.goto(f"{address}{_MANY}table")
        page.locator(".chart-kinds").wait_for()
        page.wait_for_timeout(1_000)
        drawn = page.locator({"trend": "figure .trace", "heat": "table.heat td", "map": "svg.tiles a"}[chart]).first
        started = perf_counter()
        page.locator(f".chart-kinds input[value={chart}]").check(force=True)
        drawn.wait_for(state="attached")
        seconds.append(perf_counter() - started)
    return tuple(seconds)


def changes(page: Page, address: str, runs: int) -> tuple[float, ...]:
    """Milliseconds of changes of a control on the page as it opens, from the choice to the new drawing."""
    page.goto(f"{address}/explore")
    page.locator("figure .trace").first.wait_for(state="attached")
    page.wait_for_timeout(1_000)
    turns: list[Callable[[], None]] = []
    for turn in range(runs):
        year = str(2022 + turn % 3)
        turns.append(lambda year=year: _choose(page, "from", year))  # type: ignore[misc]
    return tuple(_milliseconds(turn) for turn in turns)


def slowest_but_few(spent: tuple[float, ...]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(spent, n=20)[-1]


def _choose(page: Page, name: str, value: str) -> None:
    page.locator(f"#x-{name}").select_option(value)
    expect(page.locator("figure .subtitle")).to_contain_text(f"{value}–2025")
    page.locator("figure .trace").first.wait_for(state="attached")


def _milliseconds(work: Callable[[], None]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1_000
