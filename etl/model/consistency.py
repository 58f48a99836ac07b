"""Finds figures that others contradict: one that should be the product of two others and is not, by a factor of two or
more, and one that is larger than that of which it is a part. They stay as printed, and say so.
"""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb

from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.stated import DOUBTED

FACTOR = 2
"""How many times a figure may differ from the product of the two others before it is called implausible."""

LARGER_PERCENT = 1
"""By how much a part may be larger than the whole before both are called implausible: publications round."""


class _Figure(NamedTuple):
    """Which figure of `series` is meant, but for its origin."""

    indicator_id: str
    area_id: str
    year: int
    sex: str
    age: str
    location: str
    level: str
    edition: str


def doubt(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Put into the note of every such figure of `series` what contradicts it."""
    for indicator in catalogue.indicators:
        said = [*_no_product(connection, indicator, catalogue), *_no_part(connection, indicator, catalogue)]
        for figure, note in dict.fromkeys(said):
            connection.execute(
                f"""
                update series set note = concat_ws('; ', $note, nullif(note, ''))
                where {" and ".join(f"{column} = ${column}" for column in _Figure._fields)}
                """,
                {"note": f"{DOUBTED}: {note}"} | figure._asdict(),
            )


def _no_product(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, catalogue: Catalogue
) -> Iterator[tuple[_Figure, str]]:
    """The figures of an indicator that are not the product that they should be, and what is said of each."""
    if indicator.product_of is None:
        return
    first, second = (catalogue.indicator_by_id[one] for one in indicator.product_of)
    rows = connection.execute(
        f"""
        select {_of("one")}, one.value, first.value * second.value as product
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
    for *key, value, product in rows:
        figure = _Figure(*key)
        yield (
            figure,
            f"{first.short.lower()} times {second.short.lower()} of {figure.year} make {product:,.0f} "
            f"{indicator.unit_label}, {_times(product / value)} this figure, which is shown as printed",
        )


def _no_part(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, catalogue: Catalogue
) -> Iterator[tuple[_Figure, str]]:
    """The figures of an indicator that are larger than what they are a part of, and these; what is said of each.

    A figure is held against the whole of its own edition, or where there is none against the one that is shown first.
    """
    if indicator.at_most is None:
        return
    whole = catalogue.indicator_by_id[indicator.at_most]
    rows = connection.execute(
        f"""
        with pairs as (
            select {_of("one")}, one.value, whole.edition as of_edition, whole.value as of_value
            from series as one
            join series as whole using (area_id, year, sex, age, location, level)
            where one.indicator_id = $indicator and whole.indicator_id = $whole
                and (whole.edition = one.edition or whole.is_headline)
            qualify row_number() over (
                partition by {_of("one")}, one.origin
                order by whole.edition = one.edition desc, whole.origin desc
            ) = 1
        )
        select * from pairs where value > of_value * (1 + $larger / 100) order by all
        """,
        {"indicator": indicator.id, "whole": whole.id, "larger": LARGER_PERCENT},
    ).fetchall()
    for *key, value, edition, of_value in rows:
        figure = _Figure(*key)
        mine, its = (f"{one.short.lower()} ({number:,.4g})" for one, number in ((indicator, value), (whole, of_value)))
        what = f"in {figure.year} {mine} is more than {its}, of which it is a part; both are shown as printed"
        yield figure, what
        yield figure._replace(indicator_id=whole.id, edition=edition), what


def _of(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in _Figure._fields)


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} times" if ratio >= 1 else f"a {1 / ratio:,.0f}th of"
