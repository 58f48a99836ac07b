"""The map of the page Explore: every Member State as a tile or an area, its value or status, or why there is none."""

import json
from collections import Counter

import pandas as pd
from dash import dcc, html
from markupsafe import Markup

from dashboard.address.explore import FORMS, SHOWS, ExploreView
from dashboard.figures.filled import Filled
from dashboard.figures.steps import Steps, step_of, steps
from dashboard.figures.tiles import tile_map
from dashboard.figures.world import world_map
from dashboard.numbers import SIGNS_OF_BOUNDS, counted, figure, number, plain, suffix
from dashboard.pages.explore.file import data
from dashboard.pages.explore.kinds.drawing import (
    NAME,
    Choice,
    Drawing,
    emptied,
    or_empty,
    small,
    year_field,
)
from dashboard.pages.explore.kinds.map_legend import SIGNS, how_it_is_drawn, land_legend, status_legend, value_legend
from dashboard.pages.explore.regions import region_names, regions_of
from dashboard.parts.chart import framed_chart
from dashboard.parts.markup import Content, island
from dashboard.reading.absences import Absent
from dashboard.reading.explored import Findings, newest, of_one_breakdown
from dashboard.rows import Judgement, Observation, judgements, observations, rows
from dashboard.words import absence
from dashboard.words.findings import ranking_title
from dashboard.words.pace import judged_together
from dashboard.words.spoken import measure
from dashboard.words.status import WORDS, why
from indicators.borders import load_borders
from indicators.model import Indicator
from indicators.settings import BORDERS
from indicators.vocabulary import Reason, Status

_SHORTEST = 4


class TileMap(Drawing):
    """Each Member State by the value or by the status of the first indicator: tiles of one size, or areas on a map."""

    name, label, own = "map", "Map", ("year", "show", "form")
    most, of_economies, of_tiles, is_newest = 1, True, True, True

    def draws(self, frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
        """The newest figure of each economy, or that of the year chosen."""
        return newest(of_one_breakdown(frame), view)

    def judges(self, view: ExploreView) -> bool:
        """A map of status draws judgements."""
        return view.show == "status"

    def picture(self, found: Findings) -> list[Content]:
        """The map in the frame of a chart."""
        return [framed_chart(NAME, _map(found), *self.told(found), data=data(found))]

    def told(self, found: Findings) -> tuple[str, str, str, str]:
        """What stands around the map; whose borders it draws is among its sources."""
        title, subtitle, words, source = super().told(found)
        if found.view.form == "map":
            source = f"{source} {load_borders(BORDERS).credit}.".strip()
        return title, subtitle, words, source

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
        """How it is drawn, the year of values, and what the colours say."""
        drawn: Choice = ("form", "Drawn as", emptied(FORMS, "tiles"), or_empty(found.view.form, "tiles"))
        shows: Choice = ("show", "Colours say", emptied(SHOWS, "value"), or_empty(found.view.show, "value"))
        return [drawn, shows] if found.view.judges else [drawn, year_field(found), shows]


def _map(found: Findings) -> list[Content]:
    """The map, its legend, and of values the slider through the years."""
    by_status, as_map = found.view.judges, found.view.form == "map"
    coloured = Steps(()) if by_status else _steps(found)
    filled = _filled(found, coloured)
    data = "" if by_status else _years(found, coloured)
    drawing = _world(found, filled, data) if as_map else _tiles(found, filled, data)
    map_ = html.Div(
        island(drawing, **{"data-grid": "map" if as_map else "tiles"}),
        className="scroll tile-frame",
        tabIndex="0",
        role="region",
        **{"aria-label": FORMS[found.view.form]},
    )
    benchmark = found.benchmarks[found.indicator.id]
    items = status_legend(found.verdicts) if by_status else value_legend(found.indicator, coloured, benchmark)
    items += land_legend() if as_map else []
    legend = island(html.Ul(items, className="swatches"), className="legend-words")
    player = [] if by_status or len(found.years) < 2 else [_player(found)]
    return [map_, *player, legend, *([how_it_is_drawn()] if as_map else [])]


def _steps(found: Findings) -> Steps:
    """The steps of all years, with one at the benchmark that all economies have."""
    values = list(of_one_breakdown(found.all_rows)["value"])
    return steps(values, found.indicator, found.benchmarks[found.indicator.id])


def _filled(found: Findings, coloured: Steps) -> dict[str, Filled]:
    """What is in the field of each Member State."""
    indicator, by_status = found.indicator, found.view.judges
    names = _names(found)
    reasons, asked = found.reasons[indicator.id], {one.area_id for one in found.areas}
    verdicts = {row.area_id: row for row in judgements(found.verdicts)} if by_status else {}
    figures = {} if by_status else {row.area_id: row for row in observations(found.frame)}
    filled = {}
    for tile in found.catalogue.tiles:
        area_id = tile.area_id
        href = found.view.lens.href(f"/areas/{area_id}")
        if area_id in verdicts:
            filled[area_id] = _by_status(verdicts[area_id], href, reasons.get(area_id))
        elif area_id in figures:
            filled[area_id] = _by_value(figures[area_id], indicator, coloured.at, href)
        else:
            unasked = "not judged" if area_id in asked else "not among the areas chosen"
            why_not = absence.why(reasons[area_id]) if area_id in reasons else unasked
            filled[area_id] = Filled(
                "none" if area_id in asked else "unasked", "", f"{names[area_id]}: {why_not}", href
            )
    return filled


def _tiles(found: Findings, filled: dict[str, Filled], data: str) -> Markup:
    catalogue = found.catalogue
    return tile_map(
        catalogue.tiles,
        filled,
        regions_of(catalogue, found.build.built_at.year),
        region_names(catalogue),
        f"{found.indicator.title}: one tile for each Member State. Arrow keys walk through the tiles.",
        data,
    )


def _world(found: Findings, filled: dict[str, Filled], data: str) -> Markup:
    label = f"{found.indicator.title}: each Member State as an area or a dot. Arrow keys walk through them."
    return world_map(load_borders(BORDERS), filled, label, data)


def _names(found: Findings) -> dict[str, str]:
    return {one.area_id: one.name for one in found.catalogue.areas}


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
    return Filled(f"s-{status.value}{patterned}", SIGNS[status], f"{row.area}: {WORDS[status]}{reason}", href)


def _years(found: Findings, coloured: Steps) -> str:
    """What the slider needs to fill the fields for any year: the steps, and each economy's values by year."""
    shown = of_one_breakdown(found.all_rows)
    names, decimals = _names(found), found.indicator.decimals
    values: dict[str, dict[int, float]] = {}
    bounds_of: dict[str, dict[int, str]] = {}
    sources = {row.area_id: f"edition {row.edition}, {row.source}" for row in observations(shown)}
    for row in observations(shown):
        values.setdefault(row.area_id, {})[row.year] = _rounded(float(row.value), decimals, coloured.at)
        if row.qualifier:
            bounds_of.setdefault(row.area_id, {})[row.year] = SIGNS_OF_BOUNDS[row.qualifier]
    listed = {area_id: [of.get(year) for year in found.years] for area_id, of in values.items()}
    return json.dumps(
        {
            "years": found.years,
            "at": coloured.at,
            "values": listed,
            "suffix": suffix(found.indicator),
            "bounds": bounds_of,
            "names": {area_id: names[area_id] for area_id in listed},
            "sources": sources,
        },
        separators=(",", ":"),
    )


def _rounded(value: float, decimals: int, at: tuple[float, ...]) -> float:
    """A value as the publication has it; exact where rounding would lift it over the bound of a step."""
    short = round(value, decimals)
    return short if step_of(short, at) == step_of(value, at) else value


def _player(found: Findings) -> html.Div:
    """A slider through the years, and a button that plays them; the browser fills the fields (assets/explore.js)."""
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


def _title(judged: pd.DataFrame, found: Findings) -> str:
    counts = Counter(judged["status"])
    parts = [f"{counts[one.value]} {WORDS[one].lower()}" for one in Status if counts[one.value]]
    many = counted(len(judged), "economy", "economies")
    by = judged_together(rows(judged), found.view.lens.horizon)
    return f"{found.indicator.short} by {by}, {many}: {', '.join(parts)}"
