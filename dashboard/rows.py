"""Rows of a frame as plain tuples, grouped into lines: many small groups are cheap in Python and dear in pandas.

A kind of row (Observation and the like, some beside their queries) says in signatures what a row holds. Nothing makes
one by its name: `rows` makes them of the columns that a frame has, and a test holds both together.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, TypeGuard, TypeVar

import numpy as np
import pandas as pd

from indicators.place_names import folded
from indicators.vocabulary import BREAKDOWNS, TOTALS, Origin

Row = Any
"""One row of a frame of its own kind, such as a list of files: the columns are its attributes."""


class OfABreakdown(Protocol):
    """A row of any kind that says which parts of a population it is about."""

    @property
    def sex(self) -> str:
        """Women, men, or both."""

    @property
    def age(self) -> str:
        """An age group, or all."""

    @property
    def location(self) -> str:
        """Town, countryside, or the total."""

    @property
    def level(self) -> str:
        """A level of schools or skills; empty where there is none."""


class OfALine(OfABreakdown, Protocol):
    """A row of any kind that also says which area it is about."""

    @property
    def area_id(self) -> str:
        """The id of the area."""


class Observation(NamedTuple):
    """A row of selected.observations; docs/data.md says what each column means. A number that is missing is nan.

    Up to `build_id` it is what every export carries, in this order; the rest is what a page needs beside it.
    """

    target_id: str
    indicator_id: str
    indicator: str
    area_id: str
    area: str
    area_type: str
    iso3: str | None
    year: int
    sex: str
    age: str
    location: str
    level: str
    value: float
    unit: str
    value_status: str
    origin: str
    edition: str
    coverage_population: float
    economies_with_data: float
    economies_total: float
    source_id: str
    source: str
    citation: str
    note: str
    build_id: str
    qualifier: str
    short_name: str
    sort: int
    locator: str
    url: str
    is_headline: bool
    is_latest: bool
    is_observed: bool
    is_history: bool


class Printed(Observation):
    """A row of gaps.ratios: an observation with its value as it is printed."""

    text: str


class Ends(NamedTuple):
    """A row of gaps.range_frame: the first and the newest observation of a line. One of a single observation has no
    first, a statement without a number no newest either: such a number is not `known`. `since` is the observation from
    which on the movement is told; a line whose movement is not told has none.
    """

    area_id: str
    area: str
    short_name: str
    area_type: str
    first_year: float
    first: float
    first_text: str
    newest_year: int
    newest: float
    newest_text: str
    edition: str
    origin: str
    source: str
    is_judged: bool
    movement: str
    since_year: float
    since_text: str


class Judgement(NamedTuple):
    """A row of judgements.progress; the verdicts of single methods stand beside these columns, in ones named after each
    method (`status_weather`, `measure_weather`, `reason_weather`, `words_weather`). A number that is missing is nan.

    Up to `build_id` it is what every export carries, in this order, and then the status of each method.
    """

    target_id: str
    indicator_id: str
    indicator: str
    area_id: str
    area: str
    area_type: str
    sex: str
    age: str
    location: str
    level: str
    origin: str
    edition: str
    horizon: int
    benchmark: float
    benchmark_source: str | None
    benchmark_year: float
    base_year: float
    baseline_year: float
    baseline_value: float
    latest_year: float
    latest_value: float
    window_from: float
    observations_used: float
    suspected_break: float
    gap: float
    expected_value: float
    expected_low: float
    expected_high: float
    closes: float
    expected_a_year: float
    needed_a_year: float
    recent_a_year: float
    firm: bool | None
    status: str
    reason: str | None
    level_class: str | None
    year_reached: float
    methods_milder: float
    methods_harsher: float
    methods_disagree: bool | None
    at_risk: bool
    coverage_population: float
    panel_population: float
    build_id: str
    benchmark_set: str
    benchmark_id: str | None
    latest_qualifier: str
    is_about: bool
    economies_with_data: float
    economies_total: float
    panel_without: str | None
    short_name: str
    sort: int


class Backtest(NamedTuple):
    """A row of outlooks.backtests: how a curve would have done. A number that is missing is None."""

    curve: str
    lines: int
    predictions: int
    mean_absolute_error: float


def exported(kind: type[Observation] | type[Judgement]) -> tuple[str, ...]:
    """The columns of a kind of row that every export carries, in their order."""
    return kind._fields[: kind._fields.index("build_id") + 1]


def observations(frame: pd.DataFrame) -> list[Observation]:
    """The rows of a frame that has the columns of selected.observations, or those of them that are used, in order."""
    return rows(frame)


def judgements(frame: pd.DataFrame) -> list[Judgement]:
    """The rows of a frame that has the columns of judgements.progress, in order."""
    return rows(frame)


Kind = TypeVar("Kind")
_ROWS = "_rows_as_tuples"

LINE = ("area_id", *BREAKDOWNS, "origin", "edition")


def rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as named tuples, in order; itertuples takes many times as long over many columns.

    They are kept beside the frame, since no frame is changed once it is there and most are read by several parts of a
    page.
    """
    kept: list[Row] | None = vars(frame).get(_ROWS)
    if kept is None:
        kept = vars(frame)[_ROWS] = named_tuples(frame.columns, frame.to_numpy(dtype=object).tolist())
    return list(kept)


def picked(frame: pd.DataFrame, places: Sequence[int]) -> pd.DataFrame:
    """The rows of a frame at these places; as tuples they are those of the frame."""
    taken = frame.iloc[places]
    every = rows(frame)
    vars(taken)[_ROWS] = [every[place] for place in places]
    return taken


def frame_of(taken: Sequence[Row]) -> pd.DataFrame:
    """Rows that were taken from a frame as one of their own: its columns hold objects, as tuples its rows are these."""
    names = taken[0]._fields if taken else ()
    cells = np.fromiter(chain.from_iterable(taken), dtype=object, count=len(taken) * len(names))
    block = cells.reshape(len(taken), len(names))
    frame = pd.DataFrame(block, columns=pd.Index(names, dtype=object), dtype=object, copy=False)
    vars(frame)[_ROWS] = list(taken)
    return frame


def where(frame: pd.DataFrame, holds: Callable[[Row], bool]) -> pd.DataFrame:
    """The rows of a frame of which something holds, in order; the frame itself where it holds of all."""
    places = [place for place, row in enumerate(rows(frame)) if holds(row)]
    return frame if len(places) == len(frame) else picked(frame, places)


def named_tuples(columns: Iterable[str], values: Iterable[Sequence[object]]) -> list[Row]:
    """Rows of values as named tuples."""
    return list(map(partial(tuple.__new__, _kind(tuple(columns))), values))


@cache
def _kind(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)


def lines(frame_rows: Iterable[Kind], by: Sequence[str] = LINE) -> list[list[Kind]]:
    """Rows grouped by the columns `by`, groups and rows in the order of first appearance."""
    groups: dict[object, list[Kind]] = {}
    key = attrgetter(*by)
    for row in frame_rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


_PARTS = ("sex", "age", "location")
"""The breakdowns that divide people; a level is of schools, skills or businesses, and a part of what is measured."""


def varying(frame_rows: Sequence[OfABreakdown], names: Iterable[str] = tuple(BREAKDOWNS)) -> list[str]:
    """The columns of `names` that hold more than one value."""
    return [name for name in names if len({getattr(row, name) for row in frame_rows}) > 1]


def to_name(frame_rows: Sequence[OfABreakdown]) -> list[str]:
    """The columns that a label has to name: those that hold more than one value, and those by which all rows are of a
    part of the people (rural areas, women), so that an area's name alone would stand for everybody.
    """
    apart, held = varying(frame_rows), frame_rows[0] if frame_rows else None
    return [name for name in BREAKDOWNS if name in apart or (name in _PARTS and getattr(held, name, "") not in TOTALS)]


def breakdown_words(row: OfABreakdown, names: Iterable[str] = tuple(BREAKDOWNS)) -> list[str]:
    """The words of a row's breakdowns `names` that are no totals, as a reader knows them: women, rural."""
    return [BREAKDOWNS[name][value].lower() for name in names if (value := getattr(row, name)) not in TOTALS]


def words_of_line(row: Observation, names: Iterable[str]) -> list[str]:
    """What of a line stands in words in a table of figures: its area, its breakdowns `names`, and its edition, with
    "computed" where its figures are.
    """
    edition = f"{row.edition} computed" if row.origin == Origin.COMPUTED else row.edition
    return [row.area, *(BREAKDOWNS[name].get(getattr(row, name), getattr(row, name)) for name in names), edition]


def sought(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """The observations of lines that hold some words, as a table of all of them is searched in the browser."""
    if not words:
        return frame
    names, wanted = varying(rows(frame)), folded(words).strip()
    return where(frame, lambda row: wanted in folded(" ".join(words_of_line(row, names))))


def cited(source: str, edition: str) -> str:
    """A source with its edition, once: the edition of a downloaded file is named after the source itself."""
    return edition if edition.startswith(source) else f"{source}, edition {edition}"


def known(value: float | None) -> TypeGuard[float]:
    """Whether a cell of a frame holds a number."""
    return value is not None and not pd.isna(value)


def shown_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of lines that are shown first; of a frame without any, all."""
    first = where(frame, attrgetter("is_headline"))
    return frame if first.empty else first


def latest_of_each_line(frame: pd.DataFrame) -> pd.DataFrame:
    """The newest observed row of each line shown first."""
    newest: dict[object, int] = {}
    line = attrgetter("area_id", *BREAKDOWNS)
    for place, row in enumerate(rows(frame)):
        if row.is_headline and row.is_observed:
            newest[line(row)] = place
    return picked(frame, sorted(newest.values()))
