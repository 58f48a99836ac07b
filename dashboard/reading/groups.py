"""What the build knows of groups of economies: who is in them, who was to leave one, how many people live there."""

from collections.abc import Collection
from typing import NamedTuple

from dashboard.reading.conditions import MEMBERS
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


def members(snapshot: Snapshot, groups: tuple[str, ...]) -> list[str]:
    """The economies that belong to any of the groups on the day of the build."""
    frame = snapshot.frame(
        f"select points.area_id from areas as points where {MEMBERS} order by points.sort",
        {"member_of": list(groups)},
    )
    return list(frame["area_id"])


def largest_economies(snapshot: Snapshot) -> list[str]:
    """The most populous economy of each ITU region, by the newest population figure."""
    return list(snapshot.of_build((largest_economies,), lambda: _largest_economies(snapshot)))


def _largest_economies(snapshot: Snapshot) -> tuple[str, ...]:
    found = snapshot.rows(
        """
        select memberships.area_id
        from memberships
        join series on series.area_id = memberships.area_id
        join areas on areas.area_id = memberships.group_id
        where areas.area_type = 'itu_region' and series.indicator_id = 'population'
            and series.is_headline and series.is_latest
        qualify row_number() over (partition by memberships.group_id order by series.value desc) = 1
        order by areas.sort
        """
    )
    return tuple(area_id for (area_id,) in found)


def people(snapshot: Snapshot) -> dict[str, int]:
    """The newest number of people of each economy, by area_id."""
    query = "select area_id, arg_max(people, year) from populations group by area_id"
    return snapshot.of_build((people,), lambda: dict(snapshot.rows(query)))
