"""How many economies of a group reach the benchmark, beside the figure of the group."""

import duckdb
from dash import Dash

from tests.dashboard.made import page
from tests.dashboard.reader import kind, opened, text


def test_economies_under_two_per_cent(app: Dash, warehouse: duckdb.DuckDBPyConnection):
    """Of 153 developing economies with a price of 2025, 78 are under 2 % of income: counted from them, and told."""
    [(under, with_price)] = warehouse.execute(
        """
        select count(*) filter (value <= 2), count(*)
        from observations join memberships using (area_id)
        where indicator_id = 'mobile_basket_5gb' and year = 2025 and group_id = 'DEVELOPING'
            and file = 'itu_prices_economies_2025_12.csv'
        """
    ).fetchall()
    assert (under, with_price) == (78, 153)
    layout = opened(page(app, "targets", target_id="1.2", area_type="development_level"))
    rows = [[text(cell) for cell in kind(row, "Th", "Td")] for row in kind(layout, "Tr")]
    (row,) = [row for row in rows if row[0] == "Developing 2025" and row[2] == "153 of 175"]
    assert row[1:4] == ["78", "153 of 175", "51\u202f%"]
