"""Lines: one edition each, one of them shown first, and the newest observation marked."""

import duckdb
import pytest

from etl import pipeline
from indicators.settings import Settings
from tests.etl.damage import append_row, ask, replace

LINE = "indicator_id, area_id, sex, age, location, level, origin, edition"
WORLD = "indicator_id = 'internet_users' and area_id = 'WLD' and sex = 'both' and age = 'all' and location = 'total'"
OTHER = "internet_users,WLD,2021,both,all,total"


def test_a_line_is_of_one_edition(warehouse: duckdb.DuckDBPyConnection):
    """A line has one vintage, is wholly headline or wholly not, and has one value for a year."""
    mixed = warehouse.execute(
        f"""
        select {LINE} from series group by all
        having count(distinct vintage) > 1 or count(distinct is_headline) > 1 or count(distinct year) < count(*)
        """
    ).fetchall()
    assert mixed == []


def test_editions_of_world_internet_use_stand_apart(warehouse: duckdb.DuckDBPyConnection):
    """World Internet use in 2024 is 68 in the edition of 2024 and 71.2 in those of 2025, each on a line of its own."""
    found = warehouse.execute(
        f"select edition, value from series where {WORLD} and year = 2024 and origin = 'published' order by all"
    ).fetchall()
    assert found == [("2024", 68.0), ("2025", 71.2), ("2025 (Nov)", 71.2)]


def test_headline_of_world_internet_use(warehouse: duckdb.DuckDBPyConnection):
    """The line shown first for world Internet use is the longest of edition 2025: 15.6 in 2005, 73.6 in 2025."""
    found = warehouse.execute(
        f"select year, value, edition, is_latest from series where {WORLD} and is_headline order by year"
    ).fetchall()
    assert [year for year, *_ in found] == list(range(2005, 2026))
    assert found[0] == (2005, 15.6, "2025", False)
    assert found[-4:] == [
        (2022, 67.0, "2025", False),
        (2023, 69.2, "2025", False),
        (2024, 71.2, "2025", False),
        (2025, 73.6, "2025", True),
    ]


def test_two_sources_of_one_edition(warehouse: duckdb.DuckDBPyConnection):
    """Where text and chart of one edition give 74 and 73.6, both are kept and the chart alone carries the line."""
    observed = warehouse.execute(
        f"""
        select source_id, value, carries_line from observations
        where {WORLD} and year = 2025 and edition = '2025' order by value
        """
    ).fetchall()
    assert observed == [("itu_facts_figures_chart", 73.6, True), ("itu_facts_figures", 74.0, False)]
    on_line = warehouse.execute(
        f"select value from series where {WORLD} and year = 2025 and edition = '2025'"
    ).fetchall()
    assert on_line == [(73.6,)]


def test_every_key_of_an_edition_has_one_speaker(warehouse: duckdb.DuckDBPyConnection):
    """Of the sources that give one figure in one edition exactly one carries the line."""
    found = warehouse.execute(
        f"""
        select {LINE.replace("origin, ", "")}, year from observations group by all
        having count(*) filter (carries_line) <> 1
        """
    ).fetchall()
    assert found == []


def test_series_are_the_observations_that_carry_a_line(warehouse: duckdb.DuckDBPyConnection):
    """Every published point of a line is an observation as printed, and every observation that carries one a point."""
    columns = "indicator_id, area_id, year, sex, age, location, level, edition, value, unit, qualifier, source_id, url"
    points, carried = (
        f"select {columns} from series where origin = 'published'",
        f"select {columns} from observations where carries_line",
    )
    assert (
        warehouse.execute(f"({points} except all {carried}) union all ({carried} except all {points})").fetchall() == []
    )


def test_the_latest_point(warehouse: duckdb.DuckDBPyConnection):
    """The latest point of a line is its newest observed one; a line of projections alone has none."""
    wrong = warehouse.execute(
        f"""
        select {LINE} from series group by all
        having count(*) filter (is_latest) <> least(1, count(*) filter (is_observed))
            or max(year) filter (is_observed) <> max(year) filter (is_latest)
        """
    ).fetchall()
    assert wrong == []


def test_a_projection_is_never_the_latest(warehouse: duckdb.DuckDBPyConnection):
    """The e-waste of 2030 is a projection: it is on its line, and the latest point is that of 2022."""
    found = warehouse.execute(
        """
        select year, value, value_status, is_latest from series
        where indicator_id = 'ewaste_generated_mass' and area_id = 'WLD' and edition = '2024' order by year
        """
    ).fetchall()
    assert found == [
        (2010, 34.0, "estimated", False),
        (2022, 62.0, "estimated", True),
        (2030, 82.0, "projected", False),
    ]
    assert warehouse.execute("select * from series where value_status = 'projected' and is_latest").fetchall() == []


def test_the_newest_year_is_observed(warehouse: duckdb.DuckDBPyConnection):
    """The build's newest year is the newest observed one: 2025, not the projected 2030."""
    assert warehouse.execute("select newest_year from builds").fetchall() == [(2025,)]


@pytest.mark.parametrize(
    ("indicator", "edition", "vintage"),
    [
        ("internet_users", "2024", "2024-11"),
        ("gci_countries_tier1", "2024", "2024-09"),
        ("digital_companies_ghg_share", "2025", "2025-06"),
    ],
)
def test_a_line_is_as_old_as_its_own_documents(
    warehouse: duckdb.DuckDBPyConnection, indicator: str, edition: str, vintage: str
):
    """Where documents call different editions by one name, a line carries the vintage of its own."""
    found = warehouse.execute(
        "select distinct vintage from series where indicator_id = ? and area_id = 'WLD' and edition = ?",
        [indicator, edition],
    ).fetchall()
    assert found == [(vintage,)]


def headline_edition(project: Settings) -> list[tuple[str]]:
    pipeline.run(project)
    return ask(project, f"select distinct edition from series where {WORLD} and is_headline")


@pytest.fixture
def of_the_world(project: Settings) -> Settings:
    """A thin project with all that publications give on the world's Internet use."""
    for path in Settings().published.glob("*.csv"):
        header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if found := [line for line in lines if line.startswith("internet_users,WLD,")]:
            (project.published / path.name).write_text("".join([header, *found]), encoding="utf-8")
    return project


def test_the_newest_observed_year_decides(of_the_world: Settings):
    """Without its figures for 2025 the longest line gives way to the workbook's, which has one."""
    for file, earlier in (("itu_facts_figures_chart_2025", "2000"), ("itu_facts_figures_2025", "1999")):
        published = of_the_world.published / f"{file}.csv"
        replace(published, "internet_users,WLD,2025,both,all,total", f"internet_users,WLD,{earlier},both,all,total")
    assert headline_edition(of_the_world) == [("2025 (Nov)",)]


def test_a_year_after_the_vintage_does_not_decide(of_the_world: Settings):
    """A figure of the 2024 edition for 2026 is no observation, so its line is not shown first for it."""
    append_row(of_the_world, area_id="WLD", year="2026", value="75")
    assert headline_edition(of_the_world) == [("2025",)]


def test_the_order_of_sources_comes_before_the_month(project: Settings):
    """Of editions of one year that of the source which the catalogue puts first leads, be the other a month younger."""
    newest = "internet_users,WLD,2025,both,all,total"
    published = project.published
    replace(published / "itu_aggregates_2025_11.csv", "internet_users,INC-HIC,2022,both,all,total", newest)
    replace(published / "itu_facts_figures_chart_2025.csv", "internet_users,WLD,2005,both,all,total", newest)
    november = 'name: "2025 (Nov)", vintage: "2025-'
    replace(project.catalogue / "sources.yaml", f"{november}11", f"{november}10")
    assert headline_edition(project) == [("2025 (Nov)",)]


def test_the_longest_of_those_that_agree_speaks(warehouse: duckdb.DuckDBPyConnection):
    """Of two lines of 2025 that agree in every common year, to the digits printed, the longer speaks."""
    chart, workbook = (
        set(warehouse.execute(f"select year, value from series where {WORLD} and edition = ?", [edition]).fetchall())
        for edition in ("2025", "2025 (Nov)")
    )
    assert workbook < chart
    speaks = warehouse.execute(f"select distinct edition from series where {WORLD} and is_headline").fetchall()
    assert speaks == [("2025",)]


def test_a_longer_line_that_disagrees_does_not_speak(of_the_world: Settings):
    """Where the longer line has another figure for a common year, the line of the more trusted source speaks."""
    chart = of_the_world.published / "itu_facts_figures_chart_2025.csv"
    replace(chart, "internet_users,WLD,2023,both,all,total,,69.2", "internet_users,WLD,2023,both,all,total,,69.4")
    assert headline_edition(of_the_world) == [("2025 (Nov)",)]


def test_the_history_of_a_line(warehouse: duckdb.DuckDBPyConnection):
    """A figure of the history lies before the first year of its line shown first, and is of one other line, than which
    none goes further back.
    """
    key = "indicator_id, area_id, sex, age, location, level"
    wrong = warehouse.execute(
        f"""
        with starts as (select {key}, min(year) as start from series where is_headline group by all),
        before as (
            select
                {key}, origin, edition, count(*) as years,
                bool_or(is_history) as chosen, bool_and(is_history) as whole
            from series
            join starts using ({key})
            where year < start
            group by all
        )
        select {key} from before
        group by all
        having count(*) filter (chosen) <> 1 or bool_or(chosen <> whole)
            or max(years) filter (chosen) < max(years)
        """
    ).fetchall()
    assert wrong == []
    later = warehouse.execute(
        f"""
        with starts as (select {key}, min(year) as start from series where is_headline group by all)
        select count(*) from series join starts using ({key}) where is_history and (is_headline or year >= start)
        """
    ).fetchone()
    assert later == (0,)


def test_rows_are_numbered_as_they_are_shown(warehouse: duckdb.DuckDBPyConnection):
    """The rows of series are numbered without a gap in the order in which they are shown, and stand in that order."""
    misplaced = warehouse.execute(
        """
        with numbered as (
            select
                shown_at, series.rowid + 1 as stands_at,
                row_number() over (
                    order by
                        indicators.position, areas.kind, areas.sort, sex <> 'both', sex, age <> 'all', age,
                        location <> 'total', location, level, not is_headline, origin desc, vintage desc, edition, year
                ) as expected
            from series
            join indicators using (indicator_id)
            join areas using (area_id)
        )
        select count(*) from numbered where shown_at <> expected or shown_at <> stands_at
        """
    ).fetchone()
    assert misplaced == (0,)
