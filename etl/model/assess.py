"""Reads the lines of `series`, judges them (indicators.progress), and writes progress, projections and backtests."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any, cast

import duckdb
import pyarrow as pa

from etl.model.judging import KEY, Key, Task, judges_of, table_of
from indicators.aggregation import Panel
from indicators.backtest import Bands, widths
from indicators.catalogue import Catalogue
from indicators.curves import Curve
from indicators.methods.speed_at_level import learn
from indicators.model import Indicator
from indicators.series import Line, Point, TypicalPace
from indicators.vocabulary import TOTALS, Aggregation, AreaType, Direction, Role

TABLES = ("progress", "panels", "projections", "suspected_breaks", "typical_pace", "backtests", "bands")
"""What is created of the lines."""

Coverage = tuple[float | None, int | None, int | None]
"""The share of a group's people behind its figure, the economies with data, and all economies; None of a published."""

_Found = tuple[str, str, Coverage, tuple[Point, ...]]
"""Origin, edition, coverage of the newest figure, and points."""

_EMPTY: _Found = ("", "", (None, None, None), ())

Alike = tuple[str | bool | None, ...]
"""indicator id, whether figures are withheld, and the ids of the benchmarks of each set."""

_TEXT, _INT, _REAL, _FLAG = pa.string(), pa.int32(), pa.float64(), pa.bool_()

_LINES = pa.schema(
    {"number": _INT, "alike": _INT}
    | dict.fromkeys((*KEY, "origin", "edition"), _TEXT)
    | {"coverage_population": _REAL, "economies_with_data": _INT, "economies_total": _INT}
    | {"panel_population": _REAL, "panel_without": _TEXT}
)
_USED = pa.schema(dict.fromkeys(KEY, _TEXT) | {"year": _INT, "value": _REAL, "economies_with_data": _INT})
_BACKTESTS = pa.schema(
    {
        "indicator_id": _TEXT,
        "curve": _TEXT,
        "lines": _INT,
        "predictions": _INT,
        "mean_absolute_error": _REAL,
    }
)
_BANDS = pa.schema({"scale": _TEXT, "of_economy": _FLAG, "lead": _INT, "width": _REAL, "tested": _INT})


_TYPICAL = pa.schema({"indicator_id": _TEXT, "from_level": _REAL, "to_level": _REAL, "change_a_year": _REAL})


@dataclass(frozen=True)
class _Judged:
    """A line of the warehouse, with what its row says beside the judgement."""

    line: Line
    origin: str
    edition: str
    coverage: Coverage
    panel: Panel | None


def assess(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, build_year: int) -> None:
    """Create TABLES from `series` and `withheld`."""
    lines, typical = _lines(connection, catalogue, build_year)
    rows: list[tuple[Any, ...]] = []
    tasks: list[Task] = []
    first_alike: dict[Key | Alike, int] = {}
    for number, (key, judged) in enumerate(lines.items()):
        alike = first_alike.setdefault(_alike(key, judged.line), number)
        if alike == number:
            tasks.append(Task(number, key, judged.line))
        panel = (judged.panel.population, judged.panel.without) if judged.panel else (None, None)
        rows.append((number, alike, *key, judged.origin, judged.edition, *judged.coverage, *panel))
    with judges_of(tasks) as judges:
        tested = judges.try_out()
        bands = widths(tested.by_lead)
        found = judges.judge(catalogue.plan.years, bands)
    _create_progress(connection, table_of(rows, _LINES), found.judgements)
    _create(connection, "projections", found.projections)
    _create(connection, "suspected_breaks", found.suspected)
    made = {
        "panels": (_used(lines), _USED),
        "typical_pace": (((one, *step) for one, pace in typical.items() for step in pace.steps), _TYPICAL),
        "backtests": (_backtests(tested.records), _BACKTESTS),
        "bands": (_bands(bands), _BANDS),
    }
    for name, (of, schema) in made.items():
        _create(connection, name, table_of(list(of), schema))


def _lines(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, build_year: int
) -> tuple[dict[Key, _Judged], dict[str, TypicalPace]]:
    """The headline line of every indicator × area × breakdown that is judged, an empty one wherever a reader may look
    for it; and the typical pace of each indicator that has one.
    """
    found = _found(connection, catalogue)
    economies = {area.area_id for area in catalogue.areas if area.area_type is AreaType.ECONOMY}
    panels, withheld = _panels(connection), _withheld(connection, catalogue)
    newest, typical = _newest(connection), _typical_paces(found, economies, catalogue)
    lines = {}
    for key in [*found, *(key for key in _expected(found, withheld, catalogue) if key not in found)]:
        indicator = catalogue.indicator_by_id[key[0]]
        origin, edition, coverage, points = found.get(key, _EMPTY)
        panel = _panel_of(panels.get((*key, edition)), indicator, coverage) if len(points) > 1 else None
        line = Line(
            indicator,
            key[1],
            points,
            newest.get(key[0]),
            build_year,
            key in withheld,
            panel.points if panel else None,
            typical.get(key[0]),
            typical_economy=coverage[0] is not None and indicator.shows_typical_economy,
            of_economy=key[1] in economies,
        )
        lines[key] = _Judged(line, origin, edition, coverage, panel if panel and panel.points else None)
    return lines, typical


def _panel_of(held: Panel | None, indicator: Indicator, coverage: Coverage) -> Panel | None:
    """The panel that a group's line is judged on: that of a mean, an empty one where it has none; that of a published
    median price where its economies are held, since each year's median is of those that had a price; else None.
    """
    if coverage[0] is not None and indicator.ratio_of is None:
        return held or Panel()
    of_prices = indicator.aggregation is Aggregation.MEDIAN and not indicator.shows_typical_economy
    return held if of_prices else None


_IS_JUDGED = "((sex, age, location) = (?, ?, ?) or list_contains(?, indicator_id))"
"""Whether lines of a breakdown are judged: not the parts of an indicator that is held against nothing."""


def _judged(catalogue: Catalogue) -> list[str | list[str]]:
    """The parameters of _IS_JUDGED."""
    against = [one.id for one in catalogue.indicators if one.benchmarks or one.reference is not None]
    return [*TOTALS[:3], against]


def _alike(key: Key, line: Line) -> Key | Alike:
    """What the judgements of a line rest on: of an empty one they are the same for every area with its benchmarks."""
    if line.points:
        return key
    against = [one.id if one else None for one in line.indicator.benchmarks_for(line.area_id).values()]
    return line.indicator.id, line.withheld, *against


def _found(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> dict[Key, _Found]:
    """What there is of every headline line that is judged."""
    query = f"""
        select {", ".join(KEY)}, any_value(origin), any_value(edition),
            max_by([coverage_population, economies_with_data, economies_total], year),
            list(year order by year), list(value order by year), list(qualifier order by year)
        from series
        join indicators using (indicator_id)
        where is_headline and is_observed and role <> 'auxiliary' and {_IS_JUDGED}
        group by {", ".join(KEY)}
        order by {", ".join(KEY)}
    """
    found = {}
    rows = connection.execute(query, _judged(catalogue)).fetchall()
    for *key, origin, edition, coverage, years, values, qualifiers in rows:
        people, with_data, total = coverage
        counted = (people, None if with_data is None else int(with_data), None if total is None else int(total))
        points = tuple(map(Point, years, values, qualifiers))
        found[cast(Key, tuple(key))] = (origin, edition, counted, points)
    return found


def _newest(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The newest observed year of every indicator, whatever its area and breakdown."""
    query = "select indicator_id, max(year) from series where is_headline and is_observed group by all"
    return dict(connection.execute(query).fetchall())


def _panels(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, ...], Panel]:
    query = f"""
        select
            {", ".join(KEY)}, edition, list(year order by year), list(value order by year),
            any_value(economies_with_data), any_value(population), any_value("without")
        from staging.panels
        group by {", ".join(KEY)}, edition
    """
    return {
        row[:7]: Panel(tuple(map(Point, row[7], row[8])), int(row[9]), row[10], row[11])
        for row in connection.execute(query).fetchall()
    }


def _withheld(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> set[Key]:
    query = f"select distinct {', '.join(KEY)} from withheld where reason = 'below_coverage' and {_IS_JUDGED}"
    return set(connection.execute(query, _judged(catalogue)).fetchall())


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


def _typical_paces(
    found: Mapping[Key, _Found], economies: Collection[str], catalogue: Catalogue
) -> dict[str, TypicalPace]:
    lines: dict[str, list[Line]] = defaultdict(list)
    for (indicator_id, area_id, *breakdown, _), (*_, points) in found.items():
        if area_id in economies and tuple(breakdown) == TOTALS[:3]:
            lines[indicator_id].append(Line(catalogue.indicator_by_id[indicator_id], area_id, points))
    return {indicator_id: pace for indicator_id, of in lines.items() if (pace := learn(of))}


def _used(lines: Mapping[Key, _Judged]) -> Iterator[tuple[Any, ...]]:
    """The points of every panel that a line is judged on."""
    for key, judged in lines.items():
        if judged.panel is not None:
            yield from ((*key, point.year, point.value, judged.panel.economies) for point in judged.panel.points)


def _backtests(records: Iterable[tuple[str, Curve, tuple[float, ...]]]) -> Iterator[tuple[Any, ...]]:
    """How each curve would have done: fitted without the last three years of every line, held against them."""
    found: dict[tuple[str, Curve], list[tuple[float, ...]]] = defaultdict(list)
    for indicator_id, curve, errors in records:
        found[indicator_id, curve].append(errors)
    for (indicator_id, curve), of_lines in found.items():
        together = [error for errors in of_lines for error in errors]
        yield indicator_id, curve.value, len(of_lines), len(together), fmean(together)


def _bands(bands: Bands) -> Iterator[tuple[Any, ...]]:
    for kind, of in bands.items():
        yield from ((kind.scale.value, kind.of_economy, one.lead, one.width, one.tested) for one in of)


def _create_progress(connection: duckdb.DuckDBPyConnection, lines: pa.Table, said: pa.Table) -> None:
    """A row for each line and each judgement of it, in the order of both."""
    connection.register("lines", lines)
    connection.register("judged", said)
    connection.execute("""
        create table progress as
        select
            target_id,
            lines.* exclude (
                number, alike, coverage_population, economies_with_data, economies_total, panel_population,
                panel_without
            ),
            judged.* exclude (alike, place),
            coverage_population,
            economies_with_data,
            economies_total,
            panel_population,
            panel_without
        from lines
        join judged using (alike)
        join indicators using (indicator_id)
        order by number, place
    """)
    connection.unregister("lines")
    connection.unregister("judged")


def _create(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("incoming", rows)
    connection.execute(f"create table {table} as select * from incoming")
    connection.unregister("incoming")
