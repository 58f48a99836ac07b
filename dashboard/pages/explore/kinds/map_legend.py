"""The legends of the map on the page Explore, and how its outlines are drawn."""

import pandas as pd
from dash import html

from dashboard.figures.steps import Steps
from dashboard.numbers import benchmark_text, number, suffix
from dashboard.parts.markup import Content
from dashboard.words.status import WORDS
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Status

SIGNS = {
    Status.MET: "✓",
    Status.ON_TRACK: "▲",
    Status.MODERATE: "◆",
    Status.SLOW: "◐",
    Status.STALLED: "▬",
    Status.REVERSING: "▼",
    Status.MISSED: "✕",
    Status.SHORT: "⊖",
    Status.NOT_ASSESSABLE: "◌",
}


def value_legend(indicator: Indicator, steps: Steps, benchmark: Benchmark | None) -> list[html.Li]:
    """Each step with its colour; those that reach the benchmark say so."""
    items = []
    for n in range(1, len(steps.at) + 2):
        reaches = " ✓" if n in steps.reaching else ""
        items.append(html.Li([_swatch(f"q{n}"), f"{_span(n, steps, indicator)}{reaches}"]))
    if benchmark is not None:
        items.append(html.Li(html.B(f"✓ reaches the benchmark, {benchmark_text(benchmark, indicator)}")))
    return [*items, html.Li([_swatch("none"), "no figure: the field says why"])]


def _span(step: int, steps: Steps, indicator: Indicator) -> str:
    """From where to where a step goes, in words."""
    unit, at = suffix(indicator), steps.at
    low = at[step - 2] if step > 1 else None
    high = at[step - 1] if step <= len(at) else None
    upper = f"{number(high, indicator.decimals)}{unit}" if high is not None else ""
    if low is None:
        return f"{upper} and less" if high in steps.below else f"under {upper}"
    lower = number(low, indicator.decimals)
    more = low in steps.below
    if high is None:
        return f"more than {lower}{unit}" if more else f"{lower}{unit} and more"
    return f"{'more than ' if more else ''}{lower} to {upper}"


def status_legend(judged: pd.DataFrame) -> list[html.Li]:
    """Each status that somebody has, with its colour, sign and number of economies."""
    counts = judged["status"].value_counts()
    return [
        html.Li([_swatch(f"s-{one.value}"), f"{SIGNS[one]} {WORDS[one]} ({counts[one.value]})"])
        for one in Status
        if counts.get(one.value, 0)
    ]


def land_legend() -> list[html.Li]:
    """What on the map of the world is no Member State's."""
    return [
        html.Li([_swatch("open"), "area of undetermined legal status"]),
        html.Li([_swatch("elsewhere"), "other land, without a figure here"]),
    ]


def _swatch(kind: str) -> html.Span:
    return html.Span(className=f"swatch {kind}", **{"aria-hidden": "true"})


def how_it_is_drawn() -> Content:
    """What the outlines mean, and what they do not."""
    return html.P(
        "Equal Earth projection: areas have their true proportions. Dots are Member States too small to be seen; where "
        "they would cover each other they stand a little aside. Land without a fill stands under a code of its own, "
        "not under a Member State's, in the source of the borders. Narrow stripes are areas whose status that source "
        "leaves undetermined; its lines for boundaries that are not settled are not drawn. Borders and the way in "
        "which areas are shown express no opinion on the status of any country or territory, nor on its frontiers, and "
        "no endorsement by the United Nations.",
        className="legend how-drawn",
    )
