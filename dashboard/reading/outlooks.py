"""What the warehouse holds of where lines are heading: projections, bands, back-tests, and suspected breaks."""

from collections.abc import Collection
from typing import NamedTuple

from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Backtest
from indicators.backtest import Bands, Kind, Width
from indicators.vocabulary import Scale


class ProjectedValue(NamedTuple):
    """A row of projections: a value of a line that lies ahead; low and high are None without a band."""

    area_id: str
    sex: str
    age: str
    location: str
    level: str
    curve: str
    year: int
    value: float
    low: float | None
    high: float | None


class SuspectedBreak(NamedTuple):
    """A row of suspected_breaks: a jump of an area's line from the year before, which looks like another method."""

    indicator_id: str
    indicator: str
    decimals: int
    area_id: str
    area: str
    sex: str
    age: str
    location: str
    level: str
    year: int
    before: float
    after: float


def projections(snapshot: Snapshot, indicator_id: str, areas: Collection[str]) -> list[ProjectedValue]:
    """The projected values of areas, line by line."""
    return snapshot.records(
        """
        select * exclude (indicator_id)
        from projections
        where indicator_id = $indicator and list_contains($areas, area_id)
        order by area_id, sex, age, location, level, year
        """,
        {"indicator": indicator_id, "areas": list(areas)},
    )


def backtests(snapshot: Snapshot, indicator_id: str) -> list[Backtest]:
    """How each curve of an indicator would have done, the best first."""
    every = snapshot.by_first(
        """
        select indicator_id, curve, lines, predictions, mean_absolute_error
        from backtests
        order by mean_absolute_error
        """
    )
    return list(every.get(indicator_id, ()))


def suspected_breaks(snapshot: Snapshot, indicator_id: str = "") -> list[SuspectedBreak]:
    """The suspected breaks of the lines shown first, of one indicator or of all, the newest first."""
    every = snapshot.of_build((suspected_breaks,), lambda: _suspected_breaks(snapshot))
    return [one for one in every if indicator_id in ("", one.indicator_id)]


def _suspected_breaks(snapshot: Snapshot) -> tuple[SuspectedBreak, ...]:
    return tuple(
        snapshot.records(
            """
        select
            indicator_id, indicators.short as indicator, indicators.decimals, area_id, areas.name as area, sex, age,
            location, level, year, before, after
        from suspected_breaks
        join indicators using (indicator_id)
        join areas using (area_id)
        order by year desc, indicators.position, areas.sort, sex, age, location, level
        """
        )
    )


def bands(snapshot: Snapshot) -> Bands:
    """How close earlier projections came, by kind of line and lead time."""
    return snapshot.of_build((bands,), lambda: _bands(snapshot))


def _bands(snapshot: Snapshot) -> Bands:
    found: dict[Kind, tuple[Width, ...]] = {}
    for scale, of_economy, lead, width, tested in snapshot.rows("select * from bands order by all", {}):
        kind = Kind(Scale(scale), of_economy)
        found[kind] = (*found.get(kind, ()), Width(lead, width, tested))
    return found
