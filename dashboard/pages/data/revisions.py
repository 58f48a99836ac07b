"""The part of the page Data on revisions: what changed between two builds, in numbers and with the largest changes."""

import pandas as pd
from dash import html

from dashboard.numbers import MINUS, THIN, decimals_of, fixed, number
from dashboard.pages.data.found import SHOWN_CHANGES, Chosen, Compared
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content
from dashboard.parts.status import badge
from dashboard.parts.table import Column, records
from dashboard.reading.revisions import Change, RevisedArea, RevisedIndicator
from dashboard.rows import breakdown_words
from dashboard.words.changes import change_in_words, differences_in_words, leads_to
from dashboard.words.sources import citation
from indicators.catalogue import Catalogue

_AREAS = 10
_DECIMALS = 9


def revisions_part(chosen: Chosen) -> list[Content]:
    """What changed from the older of two builds to the newer one; one sentence when there is nothing to compare or
    nothing changed.
    """
    compared = chosen.compared
    if compared is None:
        alone = "This is the only version that is kept: from the next one on, what changed stands here."
        same = "The same version stands on both sides; choose two different ones."
        return [html.P(same if len(chosen.builds) > 1 else alone)]
    if not compared.by_indicator:
        return [html.P(f"Versions {compared.since} and {compared.until} hold the same figures and verdicts.")]
    return [
        html.P(_in_words(compared), className="lead"),
        *_important(compared, chosen.catalogue),
        *_verdicts(compared),
        *_by_indicator(compared.by_indicator),
        *_by_area(compared.by_area),
        *_largest(compared),
        *_download(chosen, compared),
    ]


def _important(compared: Compared, catalogue: Catalogue) -> list[Content]:
    """What matters most of it, in sentences that lead to where it can be seen, and the way to be told."""
    if not compared.important:
        return []
    items = [
        html.Li(html.A(change_in_words(one, catalogue.indicator_by_id[one.indicator_id]), href=leads_to(one)))
        for one in compared.important
    ]
    feed = html.P(["Each refresh as a feed: ", html.A("/changes.atom", href="/changes.atom")])
    return [html.H3("The most important"), html.Ol(items, className="important"), feed]


def _in_words(compared: Compared) -> str:
    changed, added, gone, statuses = (compared.count(name) for name in ("changed", "added", "gone", "statuses"))
    said = differences_in_words(changed, added, gone, statuses)
    return f"From version {compared.since} to {compared.until}: {said}."


def _by_indicator(found: list[RevisedIndicator]) -> list[Content]:
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


def _by_area(found: list[RevisedArea]) -> list[Content]:
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


def _verdicts(compared: Compared) -> list[Content]:
    found, total = compared.verdicts, compared.count("statuses")
    if not found:
        return []
    cells = [
        [row.indicator, f"{row.area}{_breakdown(row)}", str(row.year), badge(row.old_text), badge(row.new_text)]
        for row in found
    ]
    more = f", the first {SHOWN_CHANGES} of {number(total, 0)}" if total > SHOWN_CHANGES else ""
    columns = (Column("Indicator", "name"), Column("Area"), Column("By"), Column("Before"), Column("Now"))
    return [records(f"Verdicts that are different{more}", columns, cells)]


def _largest(compared: Compared) -> list[Content]:
    found, total = compared.figures, compared.count("changed")
    if not found:
        return []
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
    more = f", {SHOWN_CHANGES} of {number(total, 0)}" if total > SHOWN_CHANGES else ""
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


def _download(chosen: Chosen, compared: Compared) -> list[Content]:
    if chosen.revisions_file is None:
        return []
    file = File("revisions", f"since={compared.since}&until={compared.until}", chosen.revisions_file)
    title = f"What changed from version {compared.since} to {compared.until}"
    button = download("All of it as CSV", file, chosen.build, cite=citation(title, (), chosen.build))
    return [html.P([button, " One row for each figure or verdict that differs."])]


def _breakdown(row: Change) -> str:
    words = breakdown_words(row)
    return f" ({', '.join(words)})" if words else ""


def _before_and_now(row: Change) -> tuple[str, str]:
    """Both values with two decimals at most, or as many as it takes to tell them apart."""
    old, new = row.old_value, row.new_value
    apart = next((n for n in range(2, _DECIMALS) if round(old, n) != round(new, n)), _DECIMALS)
    decimals = decimals_of([old, new], apart)
    return fixed(old, decimals), fixed(new, decimals)


def _editions(row: Change) -> str:
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
