"""The medians of ITU's price workbook against the medians of the economies that the same workbook gives."""

from datetime import date
from statistics import median

import duckdb

from indicators.catalogue import Catalogue

DAY = date(2025, 12, 2)
"""When the workbook was released: its medians are of the groups of that day, in every year."""

LOW_INCOME_THERE = {"ETH"}
"""The workbook counts Ethiopia among the low-income economies, which the World Bank left unclassified that year."""

HALF_A_DIGIT = 0.005 + 1e-9


def test_medians_agree_to_their_printed_digits(warehouse: duckdb.DuckDBPyConnection, catalogue: Catalogue):
    """All 238 medians are those of the economies to the printed digit, but 13 of one kind.

    These 13 are of upper-middle-income economies and of the world, from 2023 on: the publisher's medians rest on one
    economy more than its sheet of economies has.
    """
    prices: dict[tuple[str, int], dict[str, float]] = {}
    for indicator, area, year, value in warehouse.execute(
        "select indicator_id, area_id, year, value from observations where file = 'itu_prices_economies_2025_12.csv'"
    ).fetchall():
        prices.setdefault((indicator, year), {})[area] = value
    printed = warehouse.execute(
        "select indicator_id, area_id, year, value from observations where file = 'itu_prices_2025_12.csv'"
    ).fetchall()
    differing = []
    for indicator, group, year, value in printed:
        members = catalogue.members_on(group, DAY) | (LOW_INCOME_THERE if group == "INC-LIC" else set())
        held = [price for area, price in prices[indicator, year].items() if area in members]
        if abs(median(held) - value) > HALF_A_DIGIT:
            differing.append((group, year, one_more_would_do(held, value)))
    assert len(printed) == 238
    assert len(differing) == 13
    assert {group for group, _, _ in differing} == {"INC-UMC", "WLD"}
    assert min(year for _, year, _ in differing) == 2023
    assert all(explained for *_, explained in differing)


def one_more_would_do(held: list[float], value: float) -> bool:
    """Whether the printed median could be that of the same prices and one more."""
    low, high = median([*held, 0.0]), median([*held, 1000.0])
    return low - HALF_A_DIGIT <= value <= high + HALF_A_DIGIT
