"""What lies ahead of the observations: projections with their bands, the path required, and what a reader tries out.

None of it looks like an observation: dotted, dashed or shaded, and without marks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.figures.points import line_name
from dashboard.figures.style import Spec
from dashboard.numbers import figure
from dashboard.rows import Observation, OfALine
from dashboard.theme import LIGHT, Key, colour_of
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS

Path = Sequence[tuple[int, float]]
Projected = Sequence[tuple[int, float, float | None, float | None]]
"""Year, value, and the low and high end of its band; None without one."""

PATH_NEEDED, YOUR_GAIN = "path needed", "your yearly gain"
"""What the paths are called, beside the chart too."""

LineKey = tuple[str, ...]


def line_key(row: OfALine) -> LineKey:
    """What a line, its judgement and its projection have in common: area and breakdown."""
    return (row.area_id, *(getattr(row, name) for name in BREAKDOWNS))


@dataclass(frozen=True)
class Future:
    """What a trend draws beyond its observations, up to the horizon.

    `projected` holds the projection of each line (line_key), `banded` the one of them whose band is drawn; `required`
    is the path from the judged line to its benchmark, `tried` that of the reader's own yearly gain.
    """

    horizon: int = 0
    projected: Mapping[LineKey, Projected] = field(default_factory=dict)
    banded: LineKey = ()
    required: Path = ()
    tried: Path = ()

    @property
    def last_year(self) -> int:
        """The last year that is drawn; 0 where nothing is."""
        return self.horizon if self.projected or self.required or self.tried else 0

    def values(self) -> list[float]:
        """Every value that must fit into the chart."""
        lines = [value for path in self.projected.values() for _, value, _, _ in path]
        band = [end for _, _, *ends in self.projected.get(self.banded, ()) for end in ends if end is not None]
        return [*lines, *band, *(value for _, value in self.required), *(value for _, value in self.tried)]

    def at_horizon(self, end: Observation) -> float | None:
        """The projected value of a line at the horizon."""
        path = self.projected.get(line_key(end), ())
        return next((value for year, value, *_ in path if year == self.horizon), None)


NO_FUTURE = Future()


def future_traces(
    future: Future,
    headlines: Sequence[Sequence[Observation]],
    indicator: Indicator,
    colours: Mapping[Key, str],
    apart_by: Sequence[str],
) -> list[Spec]:
    """Bands under projections under paths, each going on from the last observation of its line, which is called after
    its area and the breakdowns `apart_by`.
    """
    drawn = [(line[-1], future.projected.get(line_key(line[-1]), ())) for line in headlines]
    bands = [
        _band(end, path, colour_of(end, colours), line_name(end, apart_by))
        for end, path in drawn
        if path and line_key(end) == future.banded and path[0][2] is not None
    ]
    projected = [
        _projection(end, path, indicator, colour_of(end, colours), line_name(end, apart_by))
        for end, path in drawn
        if path
    ]
    return [*bands, *projected, *_paths(future, indicator)]


def _common(name: str, x: list[int], y: list[float]) -> Spec:
    return {"type": "scatter", "mode": "lines", "showlegend": False, "name": name, "x": x, "y": y}


def _band(end: Observation, path: Projected, colour: str, name: str) -> Spec:
    there = [(end.year, end.value), *((year, low or 0.0) for year, _, low, _ in path)]
    back = [(year, high or 0.0) for year, _, _, high in reversed(path)]
    outline = [*there, *back, there[0]]
    return _common(f"{name}, band", [year for year, _ in outline], [value for _, value in outline]) | {
        "line": {"width": 0, "color": colour},
        "fill": "toself",
        "fillcolor": colour,
        "opacity": 0.14,
        "hoverinfo": "skip",
    }


def _projection(end: Observation, path: Projected, indicator: Indicator, colour: str, name: str) -> Spec:
    texts = [None, *(_hover(end, year, value, low, high, indicator) for year, value, low, high in path)]
    return _common(
        f"{name}, projected", [end.year, *(year for year, *_ in path)], [end.value, *(one[1] for one in path)]
    ) | {
        "line": {"width": 2.6 if end.area_id == "WLD" else 1.8, "color": colour, "dash": "dot"},
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover(
    end: Observation, year: int, value: float, low: float | None, high: float | None, indicator: Indicator
) -> str:
    band = (
        ""
        if low is None or high is None
        else f"<br>Four of five earlier ones came within {figure(low, indicator)} to {figure(high, indicator)}"
    )
    return f"<b>{end.area}</b> {year}<br><b>{figure(value, indicator)}</b> projected, not observed{band}"


def _paths(future: Future, indicator: Indicator) -> Iterator[Spec]:
    for path, name, dash, colour in (
        (future.required, PATH_NEEDED, "dash", LIGHT["soft"]),
        (future.tried, YOUR_GAIN, "longdash", LIGHT["accent"]),
    ):
        if path:
            yield _common(name, [year for year, _ in path], [value for _, value in path]) | {
                "line": {"width": 1.6, "color": colour, "dash": dash},
                "text": [f"{name.capitalize()} {year}: <b>{figure(value, indicator)}</b>" for year, value in path],
                "hovertemplate": "%{text}<extra></extra>",
            }


def mark_end_of_data(layout: Spec, year: int, words: str) -> None:
    """A vertical hairline where the observations end, with what follows at its foot."""
    layout["shapes"].append(
        {
            "type": "line",
            "x0": year,
            "x1": year,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"color": LIGHT["mark"], "width": 1, "dash": "dot"},
            "name": words,
        }
    )
    layout["annotations"].append(
        {
            "x": year,
            "y": 0.01,
            "yref": "paper",
            "text": words,
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "xshift": 4,
            "font": {"size": 12, "color": LIGHT["soft"]},
        }
    )
