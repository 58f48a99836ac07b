"""The number of the schema follows the tables: a program must not take a build for one that it can read."""

import hashlib

import duckdb

from indicators.builds import SCHEMA

COLUMNS = {1: "b30968f5886311fa", 2: "02eea37c6f8106c8"}
"""What the tables and columns of each number were; 2 has the table claims."""


def test_a_new_table_or_column_is_a_new_schema(warehouse: duckdb.DuckDBPyConnection):
    """Tables, views, columns and their types are those that the number of the schema stands for.

    Where this fails: raise SCHEMA in indicators/builds.py, and note here what the new number stands for.
    """
    found = warehouse.execute(
        "select table_name, column_name, data_type from information_schema.columns order by all"
    ).fetchall()
    digest = hashlib.sha256("\n".join(" ".join(row) for row in found).encode()).hexdigest()[:16]
    assert COLUMNS[SCHEMA] == digest
    assert max(COLUMNS) == SCHEMA
