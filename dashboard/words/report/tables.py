"""The table and the picture of an indicator in a draft: every group with its own year and edition."""

import math
from collections import Counter

from dashboard.numbers import benchmark_text
from dashboard.reading.drafts import GROUPS, Found, Line
from dashboard.rows import known
from dashboard.words.comparable import Jumps
from dashboard.words.report.drafted import Dot, Parts, Picture, Table
from dashboard.words.report.figures import Notes, cell_of, named, signed, told
from dashboard.words.report.level import base_of, unlike
from dashboard.words.status import WORDS
from indicators.areas import Area
from indicators.model import Indicator
from indicators.series import WINDOW
from indicators.vocabulary import Origin, Scale, Status

_NONE: Parts = ("–",)
_ROOM = 1.08
"""How much further a scale goes than the largest figure on it."""


def lines_of(found: Found, indicator: Indicator) -> list[tuple[Area, Line]]:
    """The world and its groups that have a figure, each with the line that speaks for it, in the order of the areas."""
    areas = [area for kind in GROUPS for area in found.areas(kind)]
    return [(area, line) for area in areas if (line := found.line(indicator, area.area_id))]


def table(found: Found, indicator: Indicator, notes: Notes, jumps: Jumps) -> Table | None:
    """The figures of all groups that have one: an earlier one, that of the year before, the newest, the change between
    the first and the last where they compare, and the verdict.
    """
    held = lines_of(found, indicator)
    if not held:
        return None
    year = max(line[-1].year for _, line in held)
    starts = Counter(base.year for _, line in held if (base := base_of(line)) is not None and base.year < year - 1)
    first = starts.most_common(1)[0][0] if starts else year - WINDOW
    before, horizon = year - 1, found.catalogue.plan.usual_horizon
    headings = ("Area", str(first), str(before), "Newest", "Year", f"Change since {first}", f"Verdict by {horizon}")
    rows = tuple(_row(found, indicator, area, line, (first, before), notes, jumps) for area, line in held)
    empty = {place for place in (1, 2, 5) if all(row[place] == _NONE for row in rows)}
    kept = [place for place in range(len(headings)) if place not in empty]
    return Table(
        f"{named(indicator)}, {indicator.unit_label}, up to {found.view.year}",
        tuple(headings[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
    )


def _row(
    found: Found,
    indicator: Indicator,
    area: Area,
    line: Line,
    years: tuple[int, int],
    notes: Notes,
    jumps: Jumps,
) -> tuple[Parts, ...]:
    newest, by_year = line[-1], {row.year: row for row in line[:-1]}
    first, before = (by_year.get(year) for year in years)
    change: Parts = _NONE
    if first is not None and not unlike(line, first, indicator, jumps):
        change = (signed(first, newest, indicator),)
    verdict = found.verdicts.get((indicator.id, area.area_id, found.catalogue.plan.usual_horizon))
    judged: Parts = _NONE
    if verdict is not None and known(verdict.latest_year):
        of = f" ({int(verdict.latest_year)})" if verdict.latest_year != newest.year else ""
        judged = (told(WORDS[Status(verdict.status)], verdict), of)
    return (
        (area.name,),
        (cell_of(first, indicator),) if first is not None else _NONE,
        (cell_of(before, indicator),) if before is not None else _NONE,
        (cell_of(newest, indicator), notes.mark(newest)),
        (str(newest.year),),
        change,
        judged,
    )


def picture(found: Found, indicator: Indicator, jumps: Jumps) -> Picture | None:
    """The newest figures of all groups beside the ones that they compare with; None where there is only one figure."""
    held = lines_of(found, indicator)
    if not held:
        return None
    year = max(line[-1].year for _, line in held)
    dots = tuple(_dot(indicator, area, line, year, jumps) for area, line in held)
    if len(dots) == 1 and dots[0].before is None:
        return None
    benchmark = indicator.shared_benchmark([area.area_id for area, _ in held])
    level = None
    if benchmark is not None and not benchmark.between:
        level = (float(benchmark.value), f"Benchmark {benchmark_text(benchmark, indicator)}")
    values = [one for dot in dots for one in (dot.value, dot.before) if one is not None]
    low, high = _scale(indicator, [*values, *([level[0]] if level else [])])
    words = "; ".join(f"{dot.name} {dot.label}" for dot in dots)
    return Picture(
        f"{(indicator.target or '').replace('.', '-')}-{indicator.id.replace('_', '-')}",
        f"{named(indicator)}, {indicator.unit_label}: newest figures up to {found.view.year}",
        f"{words}.",
        _legend(dots),
        dots,
        level,
        low,
        high,
    )


def _legend(dots: tuple[Dot, ...]) -> str:
    """What the signs of a picture mean, as far as it has them."""
    told = ["Hollow: computed here."] if any(dot.is_computed for dot in dots) else []
    if any(dot.before is not None for dot in dots):
        told.append("A line begins at the earlier figure that a change is told from.")
    return " ".join(told)


def _dot(indicator: Indicator, area: Area, line: Line, year: int, jumps: Jumps) -> Dot:
    newest, base = line[-1], base_of(line)
    cell = cell_of(newest, indicator).text
    compares = base is not None and not unlike(line, base, indicator, jumps)
    return Dot(
        area.area_id,
        area.short_name,
        float(newest.value),
        cell if newest.year == year else f"{cell} ({newest.year})",
        float(base.value) if base is not None and compares else None,
        newest.origin == Origin.COMPUTED,
    )


def _scale(indicator: Indicator, values: list[float]) -> tuple[float, float]:
    """The ends of a scale: 0 to 100 of a share, all economies of a count; of a ratio what it has around even."""
    if indicator.scale is Scale.SHARE:
        return 0.0, 100.0
    if indicator.scale is Scale.PARITY:
        apart = math.ceil(10 * max(abs(one - 1) for one in values)) / 10 or 0.1
        return max(0.0, 1 - apart), 1 + apart
    if indicator.out_of:
        return 0.0, float(indicator.out_of)
    high = max(values)
    return min(0.0, *values), high * _ROOM if high > 0 else 1.0
