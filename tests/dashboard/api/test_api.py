"""The HTTP API: what a filter gives, against the printed figures and against the warehouse itself."""

from collections.abc import Callable

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from indicators.settings import Settings
from tests.dashboard.conftest import Rows

Observed = Callable[[str], Rows]
TOTALS = "sex=both&age=all&location=total"
LINE = ("indicator_id", "area_id", "sex", "age", "location", "level", "origin", "edition")

PRINTED = [
    ("indicator=internet_users&area=WLD&edition=2024", {2023: 65, 2024: 68}),
    ("indicator=internet_users&area=WLD&from=2021", {2021: 63.8, 2022: 67, 2023: 69.2, 2024: 71.2, 2025: 73.6}),
    ("indicator=internet_users&area=WLD&to=2006", {2005: 15.6, 2006: 17.2}),
    ("indicator=internet_users&area=ITU-EUR&from=2025", {2025: 92.2}),
    ("indicator=internet_users&area=WLD&edition=2025 (Nov)&from=2024&to=2024", {2024: 71.2}),
    ("indicator=offline_people&area=WLD&edition=2024", {2024: 2.6}),
    ("indicator=internet_gender_parity&area=WLD&edition=2024&origin=published", {2019: 0.91, 2024: 0.94}),
    ("indicator=internet_gender_parity&area=LDC&edition=2024", {2019: 0.74, 2024: 0.70}),
    ("indicator=countries_with_cirt", {2020: 109, 2024: 132}),
    ("indicator=fixed_basket_5gb&area=WLD&edition=2024", {2023: 2.8, 2024: 2.5}),
    ("indicator=mobile_basket_2gb&area=WLD&edition=2024", {2023: 1.3, 2024: 1.1}),
]


@pytest.mark.parametrize(("query", "values"), PRINTED)
def test_printed_figures(observed: Observed, query: str, values: dict[int, float]):
    """The API gives the figures as printed, year by year, and nothing else for that line."""
    assert {row["year"]: row["value"] for row in observed(f"{query}&{TOTALS}")} == values


def test_rural_and_urban(observed: Observed):
    """The annual report prints 48 % online in rural and 83 % in urban areas for 2024."""
    rows = observed("indicator=internet_users&area=WLD&edition=2024&location=rural,urban")
    assert {(row["location"], row["year"]): row["value"] for row in rows} == {("rural", 2024): 48, ("urban", 2024): 83}


def test_words_are_sought(observed: Observed):
    """A file has the lines that hold the words, whatever their case and marks: names of areas, editions, breakdowns."""
    asked = f"indicator=internet_users&area_type=economy&latest=true&{TOTALS}"
    assert {row["area_id"] for row in observed(f"{asked}&find=COTE d'iv")} == {"CIV"}
    assert observed(f"{asked}&find=nowhere") == []
    both = observed("indicator=internet_users&area=WLD&sex=female,male&find=women")
    assert {row["sex"] for row in both} == {"female"}


@pytest.mark.parametrize(("year", "values"), [(2024, [71.2, 71]), (2025, [73.6, 74])])
def test_all_sources(observed: Observed, year: int, values: list[float]):
    """Where the chart and the text of one edition differ, source=all gives both and the default the preferred one."""
    query = f"indicator=internet_users&area=WLD&edition=2025&from={year}&to={year}&{TOTALS}"
    assert [row["value"] for row in observed(f"{query}&source=all")] == values
    assert [row["value"] for row in observed(query)] == values[:1]


def test_headline_edition(observed: Observed):
    """By default a region's line is of the November 2025 workbook and the world's of the chart of that edition, which
    agrees with the workbook and reaches further back; every row says so.
    """
    rows = observed(f"indicator=internet_users&area=WLD,ITU-AFR&{TOTALS}")
    assert {(row["area_id"], row["edition"], row["source_id"]) for row in rows} == {
        ("WLD", "2025", "itu_facts_figures_chart"),
        ("ITU-AFR", "2025 (Nov)", "itu_aggregates"),
    }


def test_a_bound_keeps_its_word(observed: Observed):
    """A figure printed as a bound is a number with its word in the note."""
    (row,) = observed(f"indicator=mobile_owners&area=INC-HIC&edition=2024&{TOTALS}")
    assert (row["value"], row["note"].split(";")[0]) == (95, "more than")


@pytest.mark.parametrize("edition", ["latest", "all"])
def test_latest_gives_one_row_per_line(observed: Observed, warehouse: duckdb.DuckDBPyConnection, edition: str):
    """latest=true gives each line once, at its newest observed year: never a projection, never a line too few."""
    rows = observed(f"latest=true&edition={edition}")
    found = {tuple(row[name] for name in LINE): row["year"] for row in rows}
    condition = "is_headline" if edition == "latest" else "true"
    expected = warehouse.execute(
        f"select {', '.join(LINE)}, max(year) from series where is_observed and {condition} group by all"
    ).fetchall()
    assert len(found) == len(rows)
    assert found == {tuple(line): year for *line, year in expected}


@pytest.mark.parametrize(
    ("query", "tables"),
    [
        ("edition=all", "from series"),
        (
            "edition=all&source=all",
            "from (select 1 from observations union all select 1 from series where origin = 'computed')",
        ),
        ("edition=all&source=all&origin=published", "from observations"),
    ],
)
def test_nothing_is_cut(client: FlaskClient, warehouse: duckdb.DuckDBPyConnection, query: str, tables: str):
    """Without a filter the CSV holds every row of the warehouse, what was computed with what was published."""
    (count,) = warehouse.execute(f"select count(*) {tables}").fetchone()
    answer = client.get(f"/api/v1/observations.csv?{query}")
    assert count > 9000
    assert answer.headers["X-Total-Rows"] == str(count)
    assert answer.text.count("\n") == count + 1


def test_filters_narrow_and_combine(observed: Observed):
    """Every filter holds for every row it lets through."""
    rows = observed("target=1.7&area_type=itu_region&sex=both&from=2023&to=2024&origin=published&edition=all")
    assert len(rows) > 20
    assert {row["target_id"] for row in rows} == {"1.7"}
    assert {row["area_type"] for row in rows} == {"itu_region"}
    assert {row["sex"] for row in rows} == {"both"}
    assert {row["year"] for row in rows} == {2023, 2024}


def test_members_of_a_group(built_on: Callable[[str], Settings]):
    """member_of=LDC gives the economies that are LDCs on the day of the build: Bangladesh, no longer Vanuatu."""
    client = create_app(built_on("2026-01-01 00:00")).server.test_client()
    rows = client.get("/api/v1/observations?member_of=LDC&latest=true").json["data"]
    members = {row["area_id"] for row in rows}
    assert "BGD" in members
    assert "VUT" not in members
    assert len(members) == 44
    assert {row["area_type"] for row in rows} == {"economy"}
    listed = {row["area_id"]: row["member_of"] for row in client.get("/api/v1/areas").json["data"]}
    assert "LDC" in listed["BGD"].split()
    assert "LDC" not in listed["VUT"].split()
    assert {area for area, groups in listed.items() if groups and "LDC" in groups.split()} == members


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("area=WLD,LDC&indicator=internet_users", "area=WLD&indicator=internet_users&area=LDC"),
        ("area=WLD,LDC&indicator=internet_users", "indicator=internet_users&area=LDC, WLD,LDC"),
        ("latest=true&target=1.2", "target=1.2&latest=1"),
        ("latest=false&target=1.2", "target=1.2"),
    ],
)
def test_ways_of_asking(observed: Observed, one: str, other: str):
    """Repeated and comma-separated parameters, in any order and with doubles, give the same rows in the same order."""
    assert observed(one) == observed(other) != []


def test_order(client: FlaskClient, observed: Observed):
    """Rows run from the world down the groups and are the same bytes each time."""
    query = f"indicator=internet_users&area_type=itu_region,world&latest=true&{TOTALS}"
    order = ["WLD", "ITU-AFR", "ITU-AMS", "ITU-ARB", "ITU-ASP", "ITU-CIS", "ITU-EUR"]
    assert [row["area_id"] for row in observed(query)] == order
    address = "/api/v1/observations.csv?edition=all&source=all"
    assert client.get(address).data == client.get(address).data


def test_an_edition_whose_name_holds_a_comma(observed: Observed):
    """An edition can be asked for by the name that the API itself prints, whatever that name holds."""
    name = "UNSD SDG DB, 2020-10"
    rows = observed(f"edition={name}&indicator=schools_internet&area=WLD")
    assert {row["edition"] for row in rows} == {name}
