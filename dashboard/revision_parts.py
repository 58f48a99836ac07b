"""The part of the page Data on revisions: what changed between two builds, in numbers and with the largest changes."""

from typing import Any

import pandas as pd
from dash import html

from dashboard import revisions
from dashboard.lines import Row, rows
from dashboard.numbers import number
from dashboard.status import WORDS
from dashboard.tables import breakdown_word, plain_table
from dashboard.warehouse import Snapshot
from indicators.vocabulary import BREAKDOWNS, TOTALS, Status

_SHOWN, _AREAS = 20, 10


def revisions_part(snapshot: Snapshot, since: str, until: str) -> list[Any]:
    """What changed from one build to another; one sentence when there is nothing to compare or nothing changed."""
    if not since:
        return [html.P("This is the only build that is kept: from the next one on, what changed stands here.")]
    if since == until:
        return [html.P("The same build stands on both sides; choose two different ones.")]
    found = rows(revisions.summary(snapshot, since, until))
    if not found:
        return [html.P(f"Builds {since} and {until} hold the same figures and verdicts.")]
    counts = {name: sum(getattr(row, name) for row in found) for name in ("changed", "added", "gone", "statuses")}
    parts: list[Any] = [
        html.P(
            f"{number(counts['changed'], 0)} figures changed, {number(counts['added'], 0)} were added, "
            f"{number(counts['gone'], 0)} are gone; {number(counts['statuses'], 0)} verdicts are different.",
            className="lead",
        ),
        _by_indicator(found),
    ]
    parts += _by_area(snapshot, since, until)
    parts += _verdicts(snapshot, since, until, counts["statuses"])
    parts += _largest(snapshot, since, until, counts["changed"])
    return [*parts, _download(since, until)]


def _by_indicator(found: list[Row]) -> html.Div:
    cells = [
        [
            row.title, row.source or "verdicts", *(_count(count) for count in (row.changed, row.added, row.gone)),
            _percent(row.median_change), _percent(row.largest_change, signed=True),
            _count(row.statuses), number(row.areas, 0),
        ]
        for row in found
    ]  # fmt: skip
    headings = ["Indicator", "Source", "Changed", "Added", "Gone", "Median change", "Largest change", "Verdicts"]
    return plain_table(
        "By indicator and source; changes relative to the older value",
        [*headings, "Areas"],
        cells,
        numeric=tuple(range(2, 9)),
    )


def _by_area(snapshot: Snapshot, since: str, until: str) -> list[Any]:
    found = rows(revisions.by_area(snapshot, since, until))
    if not found:
        return []
    cells = [
        [
            row.area, _count(row.changed), _percent(row.median_change), _count(row.added), _count(row.gone),
            _count(row.statuses),
        ]
        for row in found[:_AREAS]
    ]  # fmt: skip
    more = f", the {_AREAS} of {len(found)} with the most changes" if len(found) > _AREAS else ""
    caption = f"By area{more}"
    return [
        plain_table(
            caption, ["Area", "Changed", "Median change", "Added", "Gone", "Verdicts"], cells, numeric=(1, 2, 3, 4, 5)
        )
    ]


def _verdicts(snapshot: Snapshot, since: str, until: str, total: int) -> list[Any]:
    if not total:
        return []
    found = rows(revisions.changes(snapshot, since, until, "status", _SHOWN))
    cells = [
        [row.indicator, f"{row.area}{_breakdown(row)}", str(row.year), _status(row.old_text), _status(row.new_text)]
        for row in found
    ]
    more = f", the first {_SHOWN} of {number(total, 0)}" if total > _SHOWN else ""
    return [plain_table(f"Verdicts that are different{more}", ["Indicator", "Area", "By", "Before", "Now"], cells)]


def _largest(snapshot: Snapshot, since: str, until: str, total: int) -> list[Any]:
    if not total:
        return []
    found = rows(revisions.changes(snapshot, since, until, "changed", _SHOWN))
    cells = [
        [
            row.indicator, f"{row.area}{_breakdown(row)}", str(row.year), f"{row.old_value:g}", f"{row.new_value:g}",
            _percent(row.change, signed=True), f"{row.old_edition} → {row.new_edition}",
        ]
        for row in found
    ]  # fmt: skip
    more = f", {_SHOWN} of {number(total, 0)}" if total > _SHOWN else ""
    return [
        plain_table(
            f"The largest changes{more}",
            ["Indicator", "Area", "Year", "Before", "Now", "Change", "Editions"],
            cells,
            numeric=(3, 4, 5),
        )
    ]


def _download(since: str, until: str) -> html.P:
    href = f"/api/v1/revisions.csv?since={since}&until={until}"
    return html.P([html.A("All of it as CSV", href=href), ", one row for each figure or verdict that differs."])


def _breakdown(row: Row) -> str:
    words = [
        breakdown_word(by, getattr(row, by)).lower()
        for by, total in zip(BREAKDOWNS, TOTALS, strict=True)
        if getattr(row, by) != total
    ]
    return f" ({', '.join(words)})" if words else ""


def _count(count: int) -> str:
    return number(count, 0) if count else "–"


def _percent(share: float, *, signed: bool = False) -> str:
    if share is None or pd.isna(share):
        return "–"
    text = f"{abs(share):.1%}" if abs(share) < 10 else f"×{abs(share) + 1:,.0f}"
    sign = ("+" if share > 0 else "−") if signed and abs(share) < 10 else ""
    return f"{sign}{text}"


def _status(word: str) -> str:
    return WORDS[Status(word)]
