"""The served build beside an unfinished one, and that nothing of it is left behind."""

from pathlib import Path

import duckdb
import pytest

from etl.builds.served import beside
from indicators.settings import Settings
from tests.etl.beside import copied, everything, put

VIEWS = {"served_figures": "observations", "served_series": "series", "served_rejects": "rejected_rows"}


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = connection.execute(f"select count(*) from {table}").fetchall()
    return rows


def test_both_at_once(tmp_path: Path, internet_settings: Settings):
    """The tables of the served build stand beside those of the new one, and go when it is done."""
    served = put(internet_settings, tmp_path, "served")
    with copied(internet_settings, tmp_path / "new.building", "delete from observations") as connection:
        before = everything(connection)
        with beside(connection, served):
            assert count(connection, "served_figures") > count(connection, "observations") == 0
            assert count(connection, "served_series") == count(connection, "series") > 0
        assert everything(connection) == before


def test_no_served_build(tmp_path: Path, internet_settings: Settings):
    """Without a served build the tables are there, and empty."""
    with copied(internet_settings, tmp_path / "new.building") as connection, beside(connection, None):
        assert [count(connection, view) for view in VIEWS] == [0, 0, 0]


def test_a_served_build_without_a_table(tmp_path: Path, internet_settings: Settings):
    """A build of another schema is an error, and is let go."""
    served = put(internet_settings, tmp_path, "served", "drop table rejected_rows")
    with copied(internet_settings, tmp_path / "new.building") as connection:
        before = everything(connection)
        with pytest.raises(duckdb.Error), beside(connection, served):
            pytest.fail("the build has no rejected rows")
        assert everything(connection) == before
