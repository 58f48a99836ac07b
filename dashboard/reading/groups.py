"""What the build knows of groups of economies beyond who is in them: who was to leave one."""

from collections.abc import Collection
from typing import NamedTuple

from dashboard.reading.warehouse import Snapshot


class ScheduledExit(NamedTuple):
    """A row of scheduled_exits: an economy that is in a group and was to leave it; nobody has confirmed that it did."""

    group_id: str
    area_id: str
    short_name: str
    source: str
    note: str
    words: str


def scheduled_exits(snapshot: Snapshot, concerned: Collection[str]) -> list[ScheduledExit]:
    """The exits that were scheduled and are not confirmed, of these economies or from these groups, in their order."""
    asked = set(concerned)
    if not any(one.scheduled and {one.group_id, one.area_id} & asked for one in snapshot.catalogue.memberships):
        return []
    every = snapshot.by_first(
        """
        select group_id as first, group_id, area_id, short_name, source, note, words
        from scheduled_exits
        join areas using (area_id)
        order by group_id, sort
        """
    )
    return [one for of_group in every.values() for one in of_group if {one.group_id, one.area_id} & asked]
