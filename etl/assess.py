"""Reads the lines of `series`, judges them (indicators.progress), and writes progress, projections and backtests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

import duckdb
import pyarrow as pa

from indicators.catalogue import Catalogue
from indicators.methods import METHODS
from indicators.methods.speed_at_level import learn
from indicators.model import Indicator
from indicators.progress import benchmarks_of, judgements
from indicators.projection import Backtest, Curve, Projection, backtest, curves_of
from indicators.series import Line, Point, TypicalPace
from indicators.vocabulary import TOTALS, AreaType, Direction, Role

Key = tuple[str, str, str, str, str, str]
"""indicator id, area id, sex, age, location, level."""

Alike = tuple[str | bool | None, ...]
"""indicator id, whether figures are withheld, and the ids of the benchmarks of each set."""

_KEY = ("indicator_id", "area_id", "sex", "age", "location", "level")

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()

_LINES = pa.schema(
    {"number": _INT, "alike": _INT}
    | dict.fromkeys((*_KEY, "origin", "edition"), _TEXT)
    | {"coverage_population": _REAL, "economies_with_data": _INT, "economies_total": _INT}
)
_JUDGED = pa.schema(
    {
        "alike": _INT,
        "place": _INT,
        "benchmark_set": _TEXT,
        "horizon": _INT,
        "benchmark": _REAL,
        "benchmark_id": _TEXT,
        "benchmark_source": _TEXT,
        "baseline_year": _INT,
        "baseline_value": _REAL,
        "latest_year": _INT,
        "latest_value": _REAL,
        "latest_qualifier": _TEXT,
        "window_from": _INT,
        "observations_used": _INT,
        "gap": _REAL,
        "pace_observed": _REAL,
        "pace_required": _REAL,
        "pace_ratio": _REAL,
        "change_a_year": _REAL,
        "change_needed_a_year": _REAL,
        "is_about": _FLAG,
        "status": _TEXT,
        "reason": _TEXT,
        "level_class": _TEXT,
        "projected_value": _REAL,
        "projected_low": _REAL,
        "projected_high": _REAL,
        "year_reached": _REAL,
        "methods_disagree": _FLAG,
    }
    | {
        f"{what}_{name}": kind
        for name in METHODS
        for what, kind in (("status", _TEXT), ("measure", _REAL), ("reason", _TEXT), ("words", _TEXT))
    }
)
_USED = pa.schema(dict.fromkeys(_KEY, _TEXT) | {"year": _INT, "value": _REAL, "economies_with_data": _INT})
_PROJECTIONS = pa.schema(
    dict.fromkeys(_KEY, _TEXT) | {"curve": _TEXT, "year": _INT, "value": _REAL, "low": _REAL, "high": _REAL}
)
_BACKTESTS = pa.schema(
    {
        "indicator_id": _TEXT,
        "curve": _TEXT,
        "lines": _INT,
        "predictions": _INT,
        "mean_absolute_error": _REAL,
        "share_in_band": _REAL,
    }
)


_TYPICAL = pa.schema({"indicator_id": _TEXT, "from_level": _REAL, "to_level": _REAL, "change_a_year": _REAL})


@dataclass(frozen=True)
class _Judged:
    """A line of the warehouse, with what its row says beside the judgement."""

    line: Line
    origin: str
    edition: str
    coverage: tuple[float | None, int | None, int | None]
    panel_economies: int | None


def assess(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, build_year: int) -> None:
    """Create the tables progress, panels, projections, typical_pace and backtests from `series` and `withheld`."""
    lines = _lines(connection, catalogue, build_year)
    typical = _typical_paces(lines, catalogue)
    lines = {key: _with_pace(judged, typical.get(key[0])) for key, judged in lines.items()}
    rows: list[dict[str, Any]] = []
    said, used, projections = [], [], []
    first_alike: dict[Key | Alike, int] = {}
    for number, (key, judged) in enumerate(lines.items()):
        named = dict(zip(_KEY, key, strict=True))
        coverage, with_data, total = judged.coverage
        alike = first_alike.setdefault(_alike(key, judged.line), number)
        rows.append(
            named
            | {
                "number": number,
                "alike": alike,
                "origin": judged.origin,
                "edition": judged.edition,
                "coverage_population": coverage,
                "economies_with_data": with_data,
                "economies_total": total,
            }
        )
        if alike != number:
            continue
        every = list(judgements(judged.line, catalogue.plan.years))
        for place, (benchmark_set, judgement) in enumerate(every):
            said.append({"alike": alike, "place": place, "benchmark_set": benchmark_set} | judgement.columns())
        for point in judged.line.panel or ():
            used.append(
                named | {"year": point.year, "value": point.value, "economies_with_data": judged.panel_economies}
            )
        projections += [named | row for row in _projected(every[0][1].projection)]
    _create_progress(connection, rows, said)
    _create(connection, "panels", used, _USED)
    _create(connection, "projections", projections, _PROJECTIONS)
    steps = [
        dict(zip(_TYPICAL.names, (indicator_id, *step), strict=True))
        for indicator_id, pace in typical.items()
        for step in pace.steps
    ]
    _create(connection, "typical_pace", steps, _TYPICAL)
    _create(connection, "backtests", list(_backtests(judged.line for judged in lines.values())), _BACKTESTS)


def _lines(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, build_year: int) -> dict[Key, _Judged]:
    """The headline line of every indicator × area × breakdown; an empty one wherever a reader may look for it."""
    found = _points(connection)
    panels, withheld = _panels(connection), _withheld(connection)
    newest: dict[str, int] = {}
    for key, rows in found.items():
        newest[key[0]] = max(newest.get(key[0], 0), rows[-1][0])
    lines = {}
    for key in [*found, *(key for key in _expected(found, withheld, catalogue) if key not in found)]:
        indicator = catalogue.indicator_by_id[key[0]]
        rows = found.get(key, [])
        origin, edition = (rows[-1][3], rows[-1][4]) if rows else ("", "")
        panel, economies = panels.get((*key, edition), ((), 0)) if _needs_panel(rows, indicator) else (None, None)
        line = Line(
            indicator,
            key[1],
            tuple(Point(year, value, word) for year, value, word, *_ in rows),
            newest.get(key[0]),
            build_year,
            key in withheld,
            panel,
        )
        lines[key] = _Judged(line, origin, edition, rows[-1][5:8] if rows else (None, None, None), economies)
    return lines


def _alike(key: Key, line: Line) -> Key | Alike:
    """What the judgements of a line rest on: of an empty one they are the same for every area with its benchmarks."""
    if line.points:
        return key
    against = [one.id if one else None for one in benchmarks_of(line).values()]
    return line.indicator.id, line.withheld, *against


def _needs_panel(rows: list[Any], indicator: Indicator) -> bool:
    """Whether a line is a mean or median of economies, and long enough for the mix to move it."""
    return len(rows) > 1 and rows[-1][5] is not None and indicator.ratio_of is None


def _points(connection: duckdb.DuckDBPyConnection) -> dict[Key, list[Any]]:
    found: dict[Key, list[Any]] = defaultdict(list)
    query = f"""
        select {", ".join(_KEY)}, year, value, qualifier, origin, edition,
            coverage_population, economies_with_data, economies_total
        from series
        join indicators using (indicator_id)
        where is_headline and is_observed and role <> 'auxiliary'
        order by {", ".join(_KEY)}, year
    """
    for row in connection.execute(query).fetchall():
        found[row[:6]].append(row[6:])
    return dict(found)


def _panels(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, ...], tuple[tuple[Point, ...], int]]:
    found: dict[tuple[str, ...], list[tuple[Point, int]]] = defaultdict(list)
    query = f"select {', '.join(_KEY)}, edition, year, value, economies_with_data from staging.panels order by all"
    for row in connection.execute(query).fetchall():
        found[row[:7]].append((Point(row[7], row[8]), row[9]))
    return {key: (tuple(point for point, _ in points), points[0][1]) for key, points in found.items()}


def _withheld(connection: duckdb.DuckDBPyConnection) -> set[Key]:
    query = f"select distinct {', '.join(_KEY)} from withheld"
    return set(connection.execute(query).fetchall())


def _expected(found: Iterable[Key], withheld: Iterable[Key], catalogue: Catalogue) -> Iterator[Key]:
    """Where a reader may look for a verdict: figures that are withheld; official indicators and proxies for the world
    and its groups; and for every economy where the indicator is given for any.
    """
    yield from sorted(withheld)
    kind = {area.area_id: area.area_type for area in catalogue.areas}
    for_economies = {key[0] for key in found if kind[key[1]] is AreaType.ECONOMY}
    for indicator in catalogue.indicators:
        if indicator.role not in (Role.HEADLINE, Role.PROXY) or indicator.direction is Direction.NONE:
            continue
        for area in catalogue.areas:
            economy = area.area_type is AreaType.ECONOMY
            if not area.composite and (not economy or indicator.id in for_economies):
                yield (indicator.id, area.area_id, *TOTALS[:3], indicator.default_level)


def _typical_paces(lines: dict[Key, _Judged], catalogue: Catalogue) -> dict[str, TypicalPace]:
    kind = {area.area_id: area.area_type for area in catalogue.areas}
    economies: dict[str, list[Line]] = defaultdict(list)
    for key, judged in lines.items():
        if kind[key[1]] is AreaType.ECONOMY and key[2:5] == TOTALS[:3]:
            economies[key[0]].append(judged.line)
    return {indicator_id: pace for indicator_id, of in economies.items() if (pace := learn(of))}


def _with_pace(judged: _Judged, typical: TypicalPace | None) -> _Judged:
    return judged if typical is None else replace(judged, line=replace(judged.line, typical=typical))


def _projected(projection: Projection | None) -> Iterator[dict[str, Any]]:
    if projection is None:
        return
    for year in projection.years:
        value, low, high = projection.at(year) or (None, None, None)
        yield {"curve": projection.curve.value, "year": year, "value": value, "low": low, "high": high}


def _backtests(lines: Iterable[Line]) -> Iterator[dict[str, Any]]:
    """How each curve would have done: fitted without the last three years of every line, held against them."""
    found: dict[tuple[str, Curve], list[Backtest]] = defaultdict(list)
    for line in lines:
        for curve in curves_of(line.indicator):
            if tested := backtest(line.comparable, curve, line.indicator):
                found[line.indicator.id, curve].append(tested)
    for (indicator_id, curve), of_lines in found.items():
        errors = [error for one in of_lines for error in one.errors]
        banded = sum(one.banded for one in of_lines)
        yield {
            "indicator_id": indicator_id,
            "curve": curve.value,
            "lines": len(of_lines),
            "predictions": len(errors),
            "mean_absolute_error": fmean(errors),
            "share_in_band": sum(one.in_band for one in of_lines) / banded if banded else None,
        }


def _create_progress(
    connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]], said: list[dict[str, Any]]
) -> None:
    """A row for each line and each judgement of it, in the order of both."""
    connection.register("lines", pa.Table.from_pylist(rows, schema=_LINES))
    connection.register("judged", pa.Table.from_pylist(said, schema=_JUDGED))
    connection.execute("""
        create table progress as
        select
            target_id,
            lines.* exclude (number, alike, coverage_population, economies_with_data, economies_total),
            judged.* exclude (alike, place),
            coverage_population,
            economies_with_data,
            economies_total
        from lines
        join judged using (alike)
        join indicators using (indicator_id)
        order by number, place
    """)
    connection.unregister("lines")
    connection.unregister("judged")


def _create(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    connection.register("incoming", pa.Table.from_pylist(rows, schema=schema))
    connection.execute(f"create table {table} as select * from incoming")
    connection.unregister("incoming")
