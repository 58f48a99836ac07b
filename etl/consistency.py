"""Finds figures that others contradict: one that should be the product of two others and is not, by a factor of two or
more. They stay as printed, and say so.
"""

import duckdb

from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.stated import DOUBTED

FACTOR = 2
"""How many times a figure may differ from the product of the two others before it is called implausible."""


def doubt(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Put into the note of every such figure of `series` what contradicts it."""
    for indicator in catalogue.indicators:
        if indicator.product_of is not None:
            for key, note in _contradicted(connection, indicator, catalogue):
                connection.execute(
                    """
                    update series set note = concat_ws('; ', $note, nullif(note, ''))
                    where indicator_id = $indicator and area_id = $area and year = $year and edition = $edition
                    """,
                    {"note": note, "indicator": indicator.id} | key,
                )


def _contradicted(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, catalogue: Catalogue
) -> list[tuple[dict[str, object], str]]:
    """Area, year and edition of each contradicted figure, and what is said of it."""
    first, second = (catalogue.indicator_by_id[one] for one in indicator.product_of or ())
    found = connection.execute(
        """
        select one.area_id, one.year, one.edition, one.value, first.value * second.value as product
        from series as one
        join series as first using (area_id, year, sex, age, location)
        join series as second using (area_id, year, sex, age, location)
        where one.indicator_id = $indicator and first.indicator_id = $first and second.indicator_id = $second
            and first.is_headline and second.is_headline and one.value > 0
            and not product / one.value between 1 / $factor and $factor
        order by all
        """,
        {"indicator": indicator.id, "first": first.id, "second": second.id, "factor": FACTOR},
    ).fetchall()
    return [
        (
            {"area": area, "year": year, "edition": edition},
            f"{DOUBTED}: {first.short.lower()} times {second.short.lower()} of {year} make {product:,.0f} "
            f"{indicator.unit_label}, {_times(product / value)} this figure, which is shown as printed",
        )
        for area, year, edition, value, product in found
    ]


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} times" if ratio >= 1 else f"a {1 / ratio:,.0f}th of"
