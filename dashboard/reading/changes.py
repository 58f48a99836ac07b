"""What changed of importance between two builds: of each line one change, the world's and the groups' first."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from dashboard.reading import revisions
from dashboard.reading.warehouse import Snapshot
from indicators.vocabulary import LADDER

MOST_IMPORTANT = 3


class ImportantChange(NamedTuple):
    """A row of ranked: the one change of an indicator and area that matters most.

    `kind` is status, changed, added or gone. Of a verdict, `year` is the horizon and the texts are the statuses; the
    figure of it that changed, too, has `figure_year`, and so has the figure of any other kind. What is missing is None.
    """

    kind: str
    indicator_id: str
    target_id: str | None
    area_id: str
    area: str
    area_type: str
    sex: str
    age: str
    location: str
    level: str
    horizon: int | None
    old_text: str | None
    new_text: str | None
    figure_year: int | None
    old_value: float | None
    new_value: float | None
    source_id: str | None
    new_edition: str | None


@dataclass(frozen=True)
class LastRefresh:
    """What the last refresh changed: the three most important changes, fewer where there are fewer; `since` is when the
    version before was built, None where none is kept.
    """

    since: datetime | None
    changes: list[ImportantChange]


def last_refresh(snapshot: Snapshot) -> LastRefresh:
    """What changed from the version before to the one that is served."""
    kept = revisions.builds(snapshot)
    if len(kept) < 2:
        return LastRefresh(None, [])
    until, since = kept["build_id"][:2]
    return LastRefresh(kept["built_at"][1].to_pydatetime(), ranked(snapshot, since, until, MOST_IMPORTANT))


def ranked(snapshot: Snapshot, since: str, until: str, limit: int) -> list[ImportantChange]:
    """The changes from one build to a newer one, the most important first, each indicator and area once.

    In order: the world, groups, economies; verdicts, then figures that changed, are new, or are gone; what a target is
    judged by before what stands beside it; steps of a verdict, people of an economy, size of a change relative to the
    old value. Of several years the newest speaks, of horizons the usual one, of parts the total.
    """
    return snapshot.records(
        f"""
            with

            pair as (
                select *, abs(new_value - old_value) / nullif(abs(old_value), 0) as size
                from revisions
                where from_build = $since and to_build = $until
                    -- what one source has dropped and another still gives is not gone
                    and (kind <> 'gone' or not exists (
                        select 1 from observations as o
                        where o.indicator_id = revisions.indicator_id and o.area_id = revisions.area_id
                            and o.year = revisions.year and o.sex = revisions.sex and o.age = revisions.age
                            and o.location = revisions.location and o.level = revisions.level
                    ))
            ),

            figures as (
                select * from pair
                where kind in ('changed', 'added')
                qualify row_number() over (
                    partition by indicator_id, area_id, sex, age, location, level
                    order by year desc, size desc nulls last, source_id
                ) = 1
            ),

            one_each as (
                select
                    pair.*,
                    (sex = 'both')::int + (age = 'all')::int + (location = 'total')::int + (level = '')::int as totals,
                    list_position(['status', 'changed', 'added', 'gone'], kind) as rank,
                    -- of a verdict that was not told, or no longer is, no step can be counted
                    coalesce(
                        abs(
                            nullif(list_position($ladder, old_text), 0) - nullif(list_position($ladder, new_text), 0)
                        ), 0
                    ) as steps
                from pair
                qualify row_number() over (
                    partition by indicator_id, area_id
                    order by
                        totals desc, rank, if(kind = 'status', year = $usual, true) desc, year desc,
                        size desc nulls last, sex, age, location, level, source_id
                ) = 1
            ),

            people as (
                select area_id, arg_max(people, year) as people from populations group by area_id
            )

            select
                one_each.kind, one_each.indicator_id, indicators.target_id, one_each.area_id,
                coalesce(areas.name, one_each.area_id) as area, coalesce(areas.area_type, 'economy') as area_type,
                one_each.sex, one_each.age, one_each.location, one_each.level,
                if(one_each.kind = 'status', one_each.year, null) as horizon,
                one_each.old_text, one_each.new_text,
                if(one_each.kind = 'status', figures.year, one_each.year) as figure_year,
                if(one_each.kind = 'status', figures.old_value, one_each.old_value) as old_value,
                if(one_each.kind = 'status', figures.new_value, one_each.new_value) as new_value,
                if(one_each.kind = 'status', figures.source_id, one_each.source_id) as source_id,
                if(one_each.kind = 'status', figures.new_edition, one_each.new_edition) as new_edition
            from one_each
            join indicators on indicators.indicator_id = one_each.indicator_id
            left join areas on areas.area_id = one_each.area_id
            left join people on people.area_id = one_each.area_id
            left join figures on figures.indicator_id = one_each.indicator_id and figures.area_id = one_each.area_id
                and figures.sex = one_each.sex and figures.age = one_each.age
                and figures.location = one_each.location and figures.level = one_each.level
            where indicators.role <> 'auxiliary'
            order by
                case areas.area_type when 'world' then 0 when 'economy' then 2 else 1 end,
                rank, indicators.role = 'context', steps desc, totals desc, people.people desc nulls last,
                one_each.size desc nulls last, indicators.position, areas.kind, areas.sort, one_each.area_id
            limit {int(limit)}
            """,
        {"since": since, "until": until, "usual": snapshot.catalogue.plan.usual_horizon, "ladder": _LADDER},
    )


_LADDER = list(map(str, LADDER))
"""The verdicts on the ladder, the best first."""
