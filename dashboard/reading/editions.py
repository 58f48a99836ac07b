"""The editions that a build holds, by name."""

from typing import NamedTuple

import duckdb


class Edition(NamedTuple):
    """The name of an edition, and whose it is: source_ids with the vintages (YYYY-MM) that they have under it.

    Publications of several sources may call their editions by one name, such as 2024.
    """

    name: str
    vintages: dict[str, list[str]]


def editions_in(connection: duckdb.DuckDBPyConnection) -> tuple[Edition, ...]:
    """All editions of a build, oldest first."""
    found = connection.execute(
        """
        select edition, source_id, list(distinct vintage order by vintage) as vintages
        from editions
        group by all
        order by min(vintage), edition, source_id
        """
    ).fetchall()
    of_name: dict[str, dict[str, list[str]]] = {}
    for name, source_id, vintages in found:
        of_name.setdefault(name, {})[source_id] = vintages
    return tuple(Edition(name, of_sources) for name, of_sources in of_name.items())
