"""All indicators by target: what is held of each, with the way to its page."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.numbers import number, span
from dashboard.parts.markup import Content
from dashboard.parts.table import Column, records
from dashboard.reading.holding import Held
from indicators.catalogue import Catalogue
from indicators.model import Indicator

_COLUMNS = (
    Column("Indicator", "title"),
    Column("Unit"),
    Column("Role"),
    Column("Economies", "number"),
    Column("Years", "day"),
    Column("Sources", "number"),
)


def listing(catalogue: Catalogue, held: Sequence[Held]) -> list[Content]:
    """A table for each target, and one of what belongs to none."""
    by_id = {one.indicator_id: one for one in held}
    parts: list[Content] = []
    for target in catalogue.targets:
        own = [one for one in catalogue.indicators if one.target == target.id]
        heading = html.H2(html.A(f"{target.id} {target.short}", href=f"/targets/{target.id}"))
        parts.append(html.Section([heading, _table(f"Indicators of target {target.id}", own, by_id)]))
    if others := [one for one in catalogue.indicators if one.target is None]:
        heading = html.H2("Of no target")
        parts.append(html.Section([heading, _table("Indicators that others are computed with", others, by_id)]))
    return parts


def title(catalogue: Catalogue, held: Sequence[Held]) -> str:
    """How many indicators there are, and of how many a figure is held."""
    return f"{len(catalogue.indicators)} indicators, {sum(bool(one.figures) for one in held)} of them with figures"


def _table(caption: str, indicators: Sequence[Indicator], held: Mapping[str, Held]) -> html.Div:
    cells = []
    for one in indicators:
        known = held[one.id]
        years = span(known.first_year, known.last_year) if known.first_year and known.last_year else "no figure"
        link = html.A(one.title, href=f"/indicators/{one.id}")
        economies = number(known.economies, 0) if known.economies else "–"
        sources = number(known.sources, 0) if known.sources else "–"
        cells.append([link, one.unit_label, str(one.role), economies, years, sources])
    return records(caption, _COLUMNS, cells)
