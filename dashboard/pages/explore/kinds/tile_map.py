"""The tile map of the page Explore: every Member State, its value or status, or why there is none."""

import json
from collections import Counter
from itertools import pairwise

import pandas as pd
from dash import dcc, html

from dashboard.address.explore import SHOWS, ExploreView
from dashboard.figures.steps import bounds, step_of
from dashboard.figures.tiles import Filled, tile_map
from dashboard.numbers import SIGNS_OF_BOUNDS, counted, figure, number, plain, suffix
from dashboard.pages.explore.kinds.drawing import (
    NAME,
    Choice,
    Drawing,
    emptied,
    or_empty,
    small,
    year_field,
)
from dashboard.pages.explore.regions import region_names, regions_of
from dashboard.parts.chart import framed_chart
from dashboard.parts.markup import Content, island
from dashboard.parts.status import mark
from dashboard.reading.absences import Absent
from dashboard.reading.explored import Findings, newest, of_one_breakdown
from dashboard.rows import Judgement, Observation, judgements, observations, rows
from dashboard.theme import STEPS
from dashboard.words import absence
from dashboard.words.findings import ranking_title
from dashboard.words.spoken import measure
from dashboard.words.status import WORDS, why
from indicators.model import Indicator
from indicators.vocabulary import Reason, Status

_SHORTEST = 4
_SIGNS = {
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


class TileMap(Drawing):
    """One tile for each Member State, by the value or by the status of the first indicator."""

    name, label, own = "map", "Tile map", ("year", "show")
    most, of_economies, of_tiles, is_newest = 1, True, True, True

    def draws(self, frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
        """The newest figure of each economy, or that of the year chosen."""
        return newest(of_one_breakdown(frame), view)

    def judges(self, view: ExploreView) -> bool:
        """A map of status draws judgements."""
        return view.show == "status"

    def picture(self, found: Findings) -> list[Content]:
        """The map in the frame of a chart."""
        return [framed_chart(NAME, _map(found), *self.told(found))]

    def title(self, found: Findings) -> str:
        """How many reach the benchmark, or how many have which status."""
        if found.view.judges:
            return _title(found.verdicts, found)
        benchmark = found.benchmarks[found.indicator.id]
        named = measure(found.indicator.short, rows(found.frame))
        return f"{named}: {small(ranking_title(found.frame, found.indicator, benchmark))}"

    def why_nothing(self, found: Findings) -> str:
        """Why no tile is filled: nobody judges what is chosen, or no figure is of the years."""
        if found.view.judges:
            return "What is chosen is not judged, so there is no status to show."
        return super().why_nothing(found)

    def words(self, found: Findings) -> str:
        """The figure or the status of each economy."""
        if not found.view.judges:
            return super().words(found)
        return " ".join(f"{row.area}: {WORDS[Status(row.status)]}." for row in judgements(found.verdicts))

    def fields(self, found: Findings) -> list[Choice]:
        """The year of values, and what the colours say."""
        shows: Choice = ("show", "Colours say", emptied(SHOWS, "value"), or_empty(found.view.show, "value"))
        return [shows] if found.view.judges else [year_field(found), shows]


def _map(found: Findings) -> list[html.Div]:
    """The map, its legend, and of values the slider through the years."""
    indicator, by_status, catalogue = found.indicator, found.view.judges, found.catalogue
    tiles = catalogue.tiles
    names = {one.area_id: one.name for one in catalogue.areas}
    reasons, asked = found.reasons[indicator.id], {one.area_id for one in found.areas}
    verdicts = {row.area_id: row for row in judgements(found.verdicts)} if by_status else {}
    figures = {} if by_status else {row.area_id: row for row in observations(found.frame)}
    at = () if by_status else bounds(list(of_one_breakdown(found.all_rows)["value"]), indicator)
    filled = {}
    for tile in tiles:
        area_id = tile.area_id
        href = found.view.lens.href(f"/areas/{area_id}")
        if area_id in verdicts:
            filled[area_id] = _by_status(verdicts[area_id], href, reasons.get(area_id))
        elif area_id in figures:
            filled[area_id] = _by_value(figures[area_id], indicator, at, href)
        else:
            unasked = "not judged" if area_id in asked else "not among the areas chosen"
            why_not = absence.why(reasons[area_id]) if area_id in reasons else unasked
            filled[area_id] = Filled(
                "none" if area_id in asked else "unasked", "", f"{names[area_id]}: {why_not}", href
            )
    drawing = tile_map(
        tiles,
        filled,
        regions_of(catalogue, found.build.built_at.year),
        region_names(catalogue),
        f"{indicator.title}: one tile for each Member State. Arrow keys walk through the tiles.",
        "" if by_status else _years(found, names, at),
    )
    map_ = html.Div(
        island(drawing, **{"data-grid": "tiles"}),
        className="scroll tile-frame",
        tabIndex="0",
        role="region",
        **{"aria-label": "Tile map"},
    )
    legend = island(
        _status_legend(found.verdicts) if by_status else _value_legend(indicator, at), className="legend-words"
    )
    return [map_, legend] if by_status or len(found.years) < 2 else [map_, _player(found), legend]


def _by_value(row: Observation, indicator: Indicator, at: tuple[float, ...], href: str) -> Filled:
    value = figure(row.value, indicator, row.qualifier)
    about = f"{row.area}: {value} in {row.year}, edition {row.edition}, {row.source}"
    said = f"{SIGNS_OF_BOUNDS[row.qualifier]}{_short(row.value, indicator)}"
    return Filled(f"q{step_of(row.value, at)}", said, about, href)


def _short(value: float, indicator: Indicator) -> str:
    text = plain(value, indicator)
    return text if len(text) <= _SHORTEST else number(value, 0)


def _by_status(row: Judgement, href: str, absent: Absent | None) -> Filled:
    status = Status(row.status)
    because = absence.why(absent) if absent is not None and row.reason == Reason.NO_DATA else why(row.reason)
    reason = f", {because}" if because else ""
    patterned = " patterned" if row.reason == Reason.NO_DATA else ""
    return Filled(f"s-{status.value}{patterned}", _SIGNS[status], f"{row.area}: {WORDS[status]}{reason}", href)


def _years(found: Findings, names: dict[str, str], at: tuple[float, ...]) -> str:
    """What the slider needs to fill the tiles for any year: the steps, and each economy's values by year."""
    shown = of_one_breakdown(found.all_rows)
    values: dict[str, dict[int, float]] = {}
    bounds_of: dict[str, dict[int, str]] = {}
    sources = {row.area_id: f"edition {row.edition}, {row.source}" for row in observations(shown)}
    for row in observations(shown):
        values.setdefault(row.area_id, {})[row.year] = round(float(row.value), found.indicator.decimals)
        if row.qualifier:
            bounds_of.setdefault(row.area_id, {})[row.year] = SIGNS_OF_BOUNDS[row.qualifier]
    listed = {area_id: [of.get(year) for year in found.years] for area_id, of in values.items()}
    return json.dumps(
        {
            "years": found.years,
            "at": at,
            "values": listed,
            "suffix": suffix(found.indicator),
            "bounds": bounds_of,
            "names": {area_id: names[area_id] for area_id in listed},
            "sources": sources,
        },
        separators=(",", ":"),
    )


def _player(found: Findings) -> html.Div:
    """A slider through the years, and a button that plays them; the browser fills the tiles (assets/explore.js)."""
    first, last = found.years[0], found.years[-1]
    return html.Div(
        [
            html.Button("Play", type="button", id="play", className="plain-button"),
            html.Label("Year", htmlFor="map-year"),
            dcc.Input(id="map-year", type="range", min=first, max=last, step=1, value=found.view.year or last),
            html.Output(str(found.view.year or "newest"), id="map-year-shown"),
        ],
        className="player",
    )


def _value_legend(indicator: Indicator, at: tuple[float, ...]) -> html.Ul:
    unit = suffix(indicator)
    edges = [number(value, indicator.decimals) for value in at]
    texts = [f"under {edges[0]}{unit}"]
    texts += [f"{low} to {high}{unit}" for low, high in pairwise(edges)]
    texts += [f"{edges[-1]}{unit} and more"]
    items = [
        html.Li([html.Span(className=f"swatch q{n}", **{"aria-hidden": "true"}), text])
        for n, text in enumerate(texts[: len(STEPS)], 1)
    ]
    empty = html.Li([html.Span(className="swatch none", **{"aria-hidden": "true"}), "no figure: the tile says why"])
    return html.Ul([*items, empty], className="swatches")


def _status_legend(judged: pd.DataFrame) -> html.Ul:
    counts = judged["status"].value_counts()
    items = [html.Li([mark(one.value), f" {WORDS[one]} {_SIGNS[one]} ({counts.get(one.value, 0)})"]) for one in Status]
    return html.Ul(items, className="swatches")


def _title(judged: pd.DataFrame, found: Findings) -> str:
    counts = Counter(judged["status"])
    parts = [f"{counts[one.value]} {WORDS[one].lower()}" for one in Status if counts[one.value]]
    many = counted(len(judged), "economy", "economies")
    return f"{found.indicator.short} by {found.view.lens.horizon}, {many}: {', '.join(parts)}"
