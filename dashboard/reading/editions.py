"""The editions that a build holds, by name."""

from typing import NamedTuple

from dashboard.reading.warehouse import Snapshot


class Edition(NamedTuple):
    """The name of an edition, and whose it is: source_ids with the vintages (YYYY-MM) that they have under it.

    Publications of several sources may call their editions by one name, such as 2024.
    """

    name: str
    vintages: dict[str, list[str]]


def editions(snapshot: Snapshot) -> tuple[Edition, ...]:
    """All editions of a build, oldest first."""
    return snapshot.of_build("editions", lambda: tuple(_found(snapshot)))


def _found(snapshot: Snapshot) -> list[Edition]:
    of_name: dict[str, dict[str, list[str]]] = {}
    for name, source_id, vintages in snapshot.rows(
        """
        select edition, source_id, list(distinct vintage order by vintage) as vintages
        from editions
        group by all
        order by min(vintage), edition, source_id
        """
    ):
        of_name.setdefault(name, {})[source_id] = vintages
    return [Edition(name, vintages) for name, vintages in of_name.items()]
