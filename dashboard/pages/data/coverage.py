"""The parts of the page Data on what is known: how well each indicator, and for which group and year."""

from collections.abc import Iterable

import pandas as pd
from dash import html

from dashboard.numbers import counted, number, percent, runs
from dashboard.parts.table import Column, plain_table, records
from dashboard.reading.outlooks import SuspectedBreak
from dashboard.rows import rows
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.plan import Target
from indicators.vocabulary import LEVELS, TOTALS, AreaType


def quality_table(frame: pd.DataFrame) -> html.Div:
    """How well each headline and proxy indicator is known."""
    cells = [
        [
            f"{row.target_id} {row.title}",
            number(row.figures, 0),
            f"{row.economies} of {row.economies_total}" if row.economies else "none",
            "–" if pd.isna(row.newest_year) else str(int(row.newest_year)),
            number(row.economies_in_newest, 0) if row.economies else "–",
            percent(row.share_estimated),
            str(row.sources),
        ]
        for row in rows(frame)
    ]
    headings = ("Figures", "Economies", "Newest year of these", "Economies in it", "Estimated", "Sources")
    return records(
        "Published figures of the lines that a page shows first. Estimated: by the publisher, or modelled, as far as "
        "the source marks it",
        [Column("Indicator", "title"), *(Column(heading, "number") for heading in headings)],
        cells,
    )


def suspected_part(found: Iterable[SuspectedBreak]) -> list[html.P | html.Div]:
    """The jumps of economies' shares that look like a change of method and are not declared, by indicator: a list for
    whoever keeps the catalogue. Totals only; parts by sex, age or place mostly jump with them.
    """
    said: dict[str, list[str]] = {}
    for one in found:
        if (one.sex, one.age, one.location) == TOTALS[:3]:
            level = f", {LEVELS[one.level].lower()}" if one.level else ""
            values = f"{number(one.before, one.decimals)} → {number(one.after, one.decimals)}"
            said.setdefault(one.indicator, []).append(f"{one.area}{level} {one.year} ({values})")
    if not said:
        return [html.P("No line jumps so that another method would be suspected.")]
    count = sum(map(len, said.values()))
    table = plain_table(
        f"{counted(count, 'jump')} of economies' shares from one year to the next that look like another method; the "
        "pace is measured from there on",
        ["Indicator", "Where and when, with the figures before and after"],
        [[indicator, "; ".join(words)] for indicator, words in said.items()],
    )
    return [table]


def coverage_table(frame: pd.DataFrame, catalogue: Catalogue) -> html.Div:
    """For each target and group the first and the last year with a published figure."""
    by_pair = frame.groupby(["target_id", "area_id"])["year"].agg(["min", "max"])
    groups = _groups(catalogue)
    return plain_table(
        "Headline and proxy indicators: first and last year with a published figure, over all editions and breakdowns; "
        "–: none held",
        ["Target", *(area.short_name for area in groups)],
        [[f"{t.id} {t.short}", *(_span(by_pair, t, area) for area in groups)] for t in catalogue.targets],
    )


def years_table(frame: pd.DataFrame, catalogue: Catalogue, target_id: str) -> html.Div | html.P:
    """For each group the years in which a target has a published figure."""
    held: dict[str, list[int]] = {}
    for row in frame.itertuples(index=False):
        if row.target_id == target_id:
            held.setdefault(str(row.area_id), []).append(int(row.year))
    if not held:
        return html.P(
            f"Target {target_id}: no published figure of a headline or proxy indicator is held for any group."
        )
    cells = [
        [area.short_name, runs(held.get(area.area_id, [])), number(len(held.get(area.area_id, [])), 0)]
        for area in _groups(catalogue)
    ]
    columns = (Column("Group", "title"), Column("Years"), Column("How many", "number"))
    return records(f"Target {target_id}: years of which a published figure is held", columns, cells)


def _groups(catalogue: Catalogue) -> list[Area]:
    return [area for area in catalogue.areas if area.area_type is not AreaType.ECONOMY and not area.composite]


def _span(by_pair: pd.DataFrame, target: Target, area: Area) -> str:
    if (target.id, area.area_id) not in by_pair.index:
        return "–"
    found = by_pair.loc[(target.id, area.area_id)]
    first, last = int(found["min"]), int(found["max"])
    return str(last) if first == last else f"{first}–{last % 100:02d}"
