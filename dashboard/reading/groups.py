"""What the build knows of groups of economies beyond who is in them: who was to leave one."""

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


def scheduled_exits(snapshot: Snapshot) -> list[ScheduledExit]:
    """The exits from groups that were scheduled and are not confirmed, in the order of areas."""
    return snapshot.records(
        """
        select group_id, area_id, short_name, source, note, words
        from scheduled_exits
        join areas using (area_id)
        order by group_id, sort
        """
    )
