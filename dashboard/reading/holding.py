"""What the warehouse holds of an indicator: where its figures come from, of whom and of which years, and how old."""

from collections.abc import Collection
from typing import NamedTuple

from dashboard.reading.warehouse import Snapshot

_NEWEST_PEOPLE = "select area_id, arg_max(people, year) as people from populations group by area_id"


class Holding(NamedTuple):
    """A row of figures_by_target: for whom an indicator has figures, and of which years; `world` is 1 or 0."""

    target_id: str
    indicator_id: str
    short: str
    economies: int
    world: int
    groups: int
    first_year: int
    last_year: int


class Chain(NamedTuple):
    """A row of chains: the figures of an indicator in one edition of a source, as they were read, with their document.

    `url` is where they were read: the publisher's, or that of a copy (`read_in`). `areas` counts all kinds of them.
    """

    source_id: str
    source: str
    publisher: str
    licence: str
    licence_url: str | None
    edition: str
    vintage: str
    document: str
    locator: str
    url: str
    quoted_by: str
    read_in: str
    figures: int
    areas: int
    economies: int
    first_year: int
    last_year: int


class Covered(NamedTuple):
    """A row of covered: of how many economies a published figure is held for a year, and the part of people in them.

    People are those of the newest count. `world` is whether the world has a published figure for the year, too.
    """

    year: int
    economies: int
    share_of_people: float
    world: bool


class Age(NamedTuple):
    """A row of ages: how many economies have their newest published figure in a year."""

    year: int
    economies: int


class Part(NamedTuple):
    """A row of parts: a part of a population or of things of which there are published figures, and of whom."""

    breakdown: str
    word: str
    economies: int
    groups: int
    first_year: int
    last_year: int


class Made(NamedTuple):
    """The row of computed: of how many economies and groups a figure is computed here; years are None without any."""

    economies: int
    groups: int
    first_year: int | None
    last_year: int | None


class Publisher(NamedTuple):
    """A row of publishers: whose published figures are held, under which licence, and of which years."""

    publisher: str
    licence: str
    licence_url: str | None
    first_year: int
    last_year: int


class Held(NamedTuple):
    """A row of every_indicator: what is held of an indicator, nothing where `figures` is 0."""

    indicator_id: str
    figures: int
    sources: int
    economies: int
    first_year: int | None
    last_year: int | None


def chains(snapshot: Snapshot, indicator_id: str) -> list[Chain]:
    """Where the published figures of an indicator come from, the newest edition first."""
    return snapshot.records(
        """
        select
            source_id, sources.title as source, sources.publisher, sources.licence, sources.licence_url,
            edition, coalesce(any_value(editions.vintage), '') as vintage, observations.document,
            any_value(locator) as locator, any_value(observations.url) as url,
            any_value(quoted_by) as quoted_by, read_in,
            count(*) as figures, count(distinct area_id) as areas,
            count(distinct area_id) filter (area_type = 'economy') as economies,
            min(year) as first_year, max(year) as last_year
        from observations
        join sources using (source_id)
        join areas using (area_id)
        left join (select source_id, edition, max(vintage) as vintage from editions group by all) as editions
            using (source_id, edition)
        where indicator_id = $indicator
        group by
            source_id, sources.title, sources.publisher, sources.licence, sources.licence_url, sources.precedence,
            edition, observations.document, read_in
        order by vintage desc, sources.precedence, edition desc, observations.document, read_in
        """,
        {"indicator": indicator_id},
    )


def covered(snapshot: Snapshot, indicator_id: str) -> list[Covered]:
    """For each year with a published figure of an economy or of the world, of how many economies there is one."""
    return snapshot.records(
        f"""
        with

        people as (
            {_NEWEST_PEOPLE}
        ),

        held as (
            select distinct year, area_id, area_type
            from observations
            join areas using (area_id)
            where indicator_id = $indicator and value_status <> 'projected' and area_type in ('economy', 'world')
        )

        select
            year,
            count(*) filter (area_type = 'economy') as economies,
            coalesce(sum(people) filter (area_type = 'economy') / (select sum(people) from people), 0)
                as share_of_people,
            bool_or(area_type = 'world') as world
        from held
        left join people using (area_id)
        group by year
        order by year
        """,
        {"indicator": indicator_id},
    )


def ages(snapshot: Snapshot, indicator_id: str) -> list[Age]:
    """How many economies have their newest published figure in each year, the newest year first."""
    return snapshot.records(
        """
        select year, count(*) as economies
        from (
            select area_id, max(year) as year
            from observations
            join areas using (area_id)
            where indicator_id = $indicator and value_status <> 'projected' and area_type = 'economy'
            group by area_id
        ) as newest
        group by year
        order by year desc
        """,
        {"indicator": indicator_id},
    )


def parts(snapshot: Snapshot, indicator_id: str) -> list[Part]:
    """The parts by sex, age, location or level of which an indicator has published figures, totals left out."""
    return snapshot.records(
        """
        with

        held as (
            select
                area_id, area_type, year,
                unnest([
                    {'breakdown': 'sex', 'word': sex}, {'breakdown': 'age', 'word': age},
                    {'breakdown': 'location', 'word': location}, {'breakdown': 'level', 'word': level}
                ]) as part
            from observations
            join areas using (area_id)
            where indicator_id = $indicator and value_status <> 'projected'
        )

        select
            part.breakdown as breakdown, part.word as word,
            count(distinct area_id) filter (area_type = 'economy') as economies,
            count(distinct area_id) filter (area_type <> 'economy') as groups,
            min(year) as first_year, max(year) as last_year
        from held
        where part.word not in ('both', 'all', 'total', '')
        group by all
        order by breakdown, word
        """,
        {"indicator": indicator_id},
    )


def computed(snapshot: Snapshot, indicator_id: str) -> Made:
    """What of an indicator is computed here, from economies or from published shares."""
    (made,) = snapshot.records(
        """
        select
            count(distinct area_id) filter (area_type = 'economy') as economies,
            count(distinct area_id) filter (area_type <> 'economy') as groups,
            min(first_year) as first_year, max(last_year) as last_year
        from lines
        where indicator_id = $indicator and origin = 'computed'
        """,
        {"indicator": indicator_id},
    )
    return made


def publishers(snapshot: Snapshot, indicators: Collection[str]) -> list[Publisher]:
    """Who published the figures of some indicators, whoever has most of them first."""
    return snapshot.records(
        """
        select publisher, licence, licence_url, min(year) as first_year, max(year) as last_year
        from observations
        join sources using (source_id)
        where list_contains($indicators, indicator_id)
        group by publisher, licence, licence_url
        order by count(*) desc, publisher, licence
        """,
        {"indicators": list(indicators)},
    )


def every_indicator(snapshot: Snapshot) -> list[Held]:
    """What is held of each indicator, in the order of the catalogue."""
    return snapshot.records(
        """
        select
            indicator_id, count(observations.indicator_id) as figures,
            count(distinct source_id) as sources,
            count(distinct area_id) filter (area_type = 'economy') as economies,
            min(year) as first_year, max(year) as last_year
        from indicators
        left join (
            select indicator_id, source_id, area_id, area_type, year
            from observations
            join areas using (area_id)
            where value_status <> 'projected'
        ) as observations using (indicator_id)
        group by indicator_id, position
        order by position
        """
    )


def figures_by_target(snapshot: Snapshot) -> list[Holding]:
    """What each target's indicators hold, in the order of the catalogue."""
    return snapshot.records(
        """
        select indicators.target_id, indicator_id, indicators.short, economies, world, groups, first_year, last_year
        from holdings
        join indicators using (indicator_id)
        where role <> 'auxiliary' and last_year is not null
        order by position
        """
    )


def indicators_with_figures(snapshot: Snapshot) -> dict[str, bool]:
    """The indicators of which the build holds any figure; true for those of which the world has one."""
    query = "select indicator_id, world > 0 from holdings"
    return snapshot.of_build((indicators_with_figures,), lambda: dict(snapshot.rows(query)))
