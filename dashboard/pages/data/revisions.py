"""The part of the page Data on revisions: what changed between two builds, in numbers and with the largest changes."""

from typing import Any

import pandas as pd
from dash import html

from dashboard.numbers import MINUS, THIN, counted, decimals_of, fixed, number
from dashboard.parts.records import Column, records
from dashboard.parts.status import badge
from dashboard.reading import revisions
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Row, breakdown_words, rows

_SHOWN, _AREAS = 20, 10
_DECIMALS = 9


def revisions_part(snapshot: Snapshot, since: str, until: str) -> list[Any]:
    """What changed from the older of two builds to the newer one, whichever way round they are given; one sentence
    when there is nothing to compare or nothing changed.
    """
    if not since:
        return [html.P("This is the only build that is kept: from the next one on, what changed stands here.")]
    if since == until:
        return [html.P("The same build stands on both sides; choose two different ones.")]
    newest_first = list(revisions.builds(snapshot)["build_id"])
    until, since = sorted((since, until), key=newest_first.index)
    found = rows(revisions.summary(snapshot, since, until))
    if not found:
        return [html.P(f"Builds {since} and {until} hold the same figures and verdicts.")]
    counts = {name: sum(getattr(row, name) for row in found) for name in ("changed", "added", "gone", "statuses")}
    parts: list[Any] = [
        html.P(_in_words(since, until, counts), className="lead"),
        *_verdicts(snapshot, since, until, counts["statuses"]),
    ]
    parts += _by_indicator(found)
    parts += _by_area(snapshot, since, until)
    parts += _largest(snapshot, since, until, counts["changed"])
    return [*parts, _download(since, until)]


def _in_words(since: str, until: str, counts: dict[str, int]) -> str:
    changed, added, gone, statuses = counts.values()
    said = [
        f"{counted(changed, 'figure')} changed" if changed else "",
        f"{counted(added, 'figure was', 'figures were')} added" if added else "",
        f"{counted(gone, 'figure is', 'figures are')} gone" if gone else "",
        f"{counted(statuses, 'verdict is', 'verdicts are')} different" if statuses else "",
    ]
    return f"From build {since} to {until}: {', '.join(filter(None, said))}."


def _by_indicator(found: list[Row]) -> list[Any]:
    figures = [row for row in found if row.source_id]
    if not figures:
        return []
    cells = [
        [
            row.title,
            row.source,
            _count(row.changed),
            _count(row.added),
            _count(row.gone),
            _percent(row.median_size),
            _percent(row.largest_change, signed=True),
            number(row.areas, 0),
        ]
        for row in figures
    ]
    columns = (
        Column("Indicator", "name"),
        Column("Source"),
        Column("Changed", "number"),
        Column("Added", "number"),
        Column("Gone", "number"),
        Column("Median size of change", "number"),
        Column("Largest change", "number"),
        Column("Areas", "number"),
    )
    return [records("Figures by indicator and source; changes relative to the older value", columns, cells)]


def _by_area(snapshot: Snapshot, since: str, until: str) -> list[Any]:
    found = rows(revisions.by_area(snapshot, since, until))
    if not found:
        return []
    cells = [
        [
            row.area,
            _count(row.changed),
            _percent(row.median_size),
            _count(row.added),
            _count(row.gone),
            _count(row.statuses),
        ]
        for row in found[:_AREAS]
    ]
    more = f", the {_AREAS} of {number(len(found), 0)} with the most changes" if len(found) > _AREAS else ""
    headings = ("Changed", "Median size of change", "Added", "Gone", "Verdicts")
    columns = [Column("Area", "name"), *(Column(heading, "number") for heading in headings)]
    return [records(f"Areas where something changed, is gone or is judged otherwise{more}", columns, cells)]


def _verdicts(snapshot: Snapshot, since: str, until: str, total: int) -> list[Any]:
    if not total:
        return []
    found = rows(revisions.changes(snapshot, since, until, "status", _SHOWN))
    cells = [
        [row.indicator, f"{row.area}{_breakdown(row)}", str(row.year), badge(row.old_text), badge(row.new_text)]
        for row in found
    ]
    more = f", the first {_SHOWN} of {number(total, 0)}" if total > _SHOWN else ""
    columns = (Column("Indicator", "name"), Column("Area"), Column("By"), Column("Before"), Column("Now"))
    return [records(f"Verdicts that are different{more}", columns, cells)]


def _largest(snapshot: Snapshot, since: str, until: str, total: int) -> list[Any]:
    if not total:
        return []
    found = rows(revisions.changes(snapshot, since, until, "changed", _SHOWN))
    cells = [
        [
            row.indicator,
            f"{row.area}{_breakdown(row)}",
            str(row.year),
            *_before_and_now(row),
            _percent(row.change, signed=True),
            _editions(row),
        ]
        for row in found
    ]
    more = f", {_SHOWN} of {number(total, 0)}" if total > _SHOWN else ""
    columns = (
        Column("Indicator", "name"),
        Column("Area"),
        Column("Year", "number"),
        Column("Before", "number"),
        Column("Now", "number"),
        Column("Change", "number"),
        Column("Editions"),
    )
    return [records(f"The largest changes{more}", columns, cells)]


def _download(since: str, until: str) -> html.P:
    href = f"/api/v1/revisions.csv?since={since}&until={until}"
    return html.P([html.A("All of it as CSV", href=href), ", one row for each figure or verdict that differs."])


def _breakdown(row: Row) -> str:
    words = breakdown_words(row)
    return f" ({', '.join(words)})" if words else ""


def _before_and_now(row: Row) -> tuple[str, str]:
    """Both values with two decimals at most, or as many as it takes to tell them apart."""
    old, new = row.old_value, row.new_value
    apart = next((n for n in range(2, _DECIMALS) if round(old, n) != round(new, n)), _DECIMALS)
    decimals = decimals_of([old, new], apart)
    return fixed(old, decimals), fixed(new, decimals)


def _editions(row: Row) -> str:
    return row.new_edition if row.old_edition == row.new_edition else f"{row.old_edition} → {row.new_edition}"


def _count(count: int) -> str:
    return number(count, 0) if count else "–"


def _percent(share: float, *, signed: bool = False) -> str:
    """A change as per cent with one decimal, a tenfold one and more as a factor; a dash for a change from zero."""
    if share is None or pd.isna(share):
        return "–"
    if abs(share) >= 10:
        return f"×{number(share + 1 if signed else abs(share) + 1, 0)}"
    sign = ("+" if share > 0 else MINUS) if signed else ""
    small = abs(share) < 0.0005
    return f"{sign}{'under 0.1' if small else f'{abs(share) * 100:.1f}'}{THIN}%"
