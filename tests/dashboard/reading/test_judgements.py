"""/api/v1/progress: the contract's columns, filters and formats, and groups of the user's own."""

import csv
import io
from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from flask.testing import FlaskClient

from dashboard.reading.judgements import PROGRESS_COLUMNS

COLUMNS = """
target_id indicator_id indicator area_id area area_type sex age location level origin edition horizon benchmark
benchmark_source benchmark_year base_year baseline_year baseline_value latest_year latest_value window_from
observations_used suspected_break gap expected_value expected_low expected_high closes expected_a_year needed_a_year
recent_a_year firm status reason level_class year_reached methods_milder methods_harsher methods_disagree at_risk
coverage_population panel_population build_id status_growth_ratio status_progress_chart status_sdr_trend status_weather
status_status_index status_speed_at_level
""".split()  # noqa: SIM905 - as the contract writes them
EVERYBODY = "indicator=internet_users&sex=both&age=all&location=total"
WORLD = f"{EVERYBODY}&area=WLD"

Judged = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def judged(client: FlaskClient) -> Judged:
    """The rows that /api/v1/progress gives for a query string."""

    def rows(query: str) -> list[dict[str, Any]]:
        answer = client.get(f"/api/v1/progress?{query}")
        assert answer.status_code == 200, answer.text
        return answer.json["data"]

    return rows


def test_columns(client: FlaskClient, judged: Judged):
    """JSON and CSV have exactly the contract's columns, the CSV in its order."""
    assert list(PROGRESS_COLUMNS) == COLUMNS
    table = list(csv.reader(io.StringIO(client.get(f"/api/v1/progress.csv?{WORLD}").text)))
    assert table[0] == COLUMNS
    assert [set(row) for row in judged(WORLD)] == [set(COLUMNS)] * 2


def test_the_world_online(judged: Judged):
    """73.6 % in 2025, 21.4 points from 95 %, far too slow by both horizons, from the six years of the line of 2025."""
    by_2027, by_2030 = judged(WORLD)
    assert [row["horizon"] for row in (by_2027, by_2030)] == [2027, 2030]
    for row in (by_2027, by_2030):
        assert (row["latest_value"], row["latest_year"], row["window_from"], row["observations_used"]) == (
            73.6,
            2025,
            2020,
            6,
        )
        assert (row["benchmark"], row["status"], row["level_class"]) == (95, "slow", "satisfactory")
        assert row["gap"] == pytest.approx(21.4)
        assert row["benchmark_source"].startswith("at least 95: ")
    assert by_2027["closes"] < by_2030["closes"]
    assert by_2030["expected_value"] == pytest.approx(83.542, abs=0.001)
    assert by_2030["closes"] == pytest.approx((83.542 - 73.6) / 21.4, abs=0.0001)
    assert (by_2030["firm"], by_2030["at_risk"], by_2030["suspected_break"]) == (True, False, None)
    assert (by_2030["methods_milder"], by_2030["methods_harsher"]) == (5, 0)


def test_every_row(client: FlaskClient, warehouse: duckdb.DuckDBPyConnection):
    """Without a filter every judgement against the default benchmark is there, by both horizons."""
    [(count,)] = warehouse.execute("select count(*) from progress where benchmark_set = ''").fetchall()
    answer = client.get("/api/v1/progress.csv")
    assert answer.headers["X-Total-Rows"] == str(count)
    assert answer.text.count("\n") == count + 1 > 8000


@pytest.mark.parametrize(
    ("query", "column", "values"),
    [
        ("horizon=2027", "horizon", {2027}),
        ("status=reversing", "status", {"reversing"}),
        ("status=missed,short", "status", {"missed", "short"}),
        ("status=stalled,reversing&horizon=2030", "status", {"stalled", "reversing"}),
        ("status=on_track&method=weather", "status_weather", {"on_track"}),
        ("target=1.2&area_type=itu_region", "target_id", {"1.2"}),
        ("edition=2025 (Nov)", "edition", {"2025 (Nov)"}),
        ("origin=computed", "origin", {"computed"}),
    ],
)
def test_filters(judged: Judged, query: str, column: str, values: set[object]):
    """Every filter holds for every row it lets through; a status is the headline's unless a method is named."""
    assert {row[column] for row in judged(query)} == values


def test_years_filter_the_newest_observation(judged: Judged):
    """The years asked for bound that of the newest observation."""
    rows = judged("indicator=internet_users&area_type=economy&from=2010&to=2020&horizon=2030")
    assert {row["latest_year"] for row in rows} <= set(range(2010, 2021))
    assert rows


def test_members_of_a_group(judged: Judged):
    """The economies of a group are judged one by one."""
    assert len(judged(f"{EVERYBODY}&member_of=LDC&horizon=2030")) == 44


def test_another_set_of_benchmarks(judged: Judged):
    """The chosen set speaks where it has a benchmark; elsewhere the default stands."""
    asked = "indicator=internet_users&area=WLD,LDC,ITU-AFR&sex=both&age=all&location=total&horizon=2030"
    levels = {row["area_id"]: row["benchmark"] for row in judged(f"{asked}&benchmark=commission_2025")}
    assert levels == {"WLD": 75, "LDC": 35, "ITU-AFR": 95}
    assert {row["benchmark"] for row in judged(f"{asked}&benchmark=connectivity_2030")} == {100}


@pytest.mark.parametrize(
    ("query", "parameter", "hint"),
    [
        ("horizon=2028", "horizon", None),
        ("status=on_trak", "status", "on_track"),
        ("method=wether", "method", "weather"),
        ("group=KEN,XXX", "group", None),
        ("source=all", "source", None),
        ("benchmark=commission", "benchmark", "commission_2025"),
    ],
)
def test_refusals(client: FlaskClient, query: str, parameter: str, hint: str | None):
    """What is not known is refused with what is allowed and, where something is close, a hint."""
    answer = client.get(f"/api/v1/progress?{query}")
    assert answer.status_code == 400
    error = answer.json["error"]
    assert error["parameter"] == parameter
    assert error["allowed"]
    if hint:
        assert error["did_you_mean"] == hint


def test_observations_take_no_horizon(client: FlaskClient):
    """A horizon says nothing of observations and is refused there, not ignored."""
    assert client.get("/api/v1/observations?horizon=2030").status_code == 400


def test_a_group_alone_and_beside_others(judged: Judged, observed: Callable[[str], list[dict[str, Any]]]):
    """A group asked for alone is the only area; beside areas it comes last."""
    assert {row["area_id"] for row in judged("indicator=internet_users&group=KEN,UGA,TZA")} == {"KEN+UGA+TZA"}
    beside = observed("indicator=internet_users&area=WLD&group=KEN,UGA,TZA&latest=true&sex=both&age=all&location=total")
    assert [row["area_id"] for row in beside] == ["WLD", "KEN+UGA+TZA"]
    mine = beside[-1]
    assert (mine["area_type"], mine["origin"], mine["economies_with_data"], mine["coverage_population"]) == (
        "group",
        "computed",
        3,
        1,
    )


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", 1),
        ("edition=all", 1),
        ("edition=ITU DataHub, Apr 2026", 1),
        ("edition=2024", 0),
        ("origin=computed", 1),
        ("origin=published", 0),
        ("from=2024&to=2024", 1),
        ("from=2025", 0),
        ("to=2023", 0),
    ],
)
def test_a_group_is_filtered_like_any_area(judged: Judged, query: str, rows: int):
    """Edition, origin and years hold for the judgement of a group as for all others: its newest figure is of 2024."""
    assert len(judged(f"{EVERYBODY}&group=KEN,UGA,TZA&horizon=2030&{query}")) == rows


def test_a_group_that_is_a_region(judged: Judged, warehouse: duckdb.DuckDBPyConnection):
    """The economies of Europe, asked for as a group, have the very figures and verdict that the build computed."""
    europe = [
        one for (one,) in warehouse.execute("select area_id from memberships where group_id = 'ITU-EUR'").fetchall()
    ]
    (mine,) = judged(f"{EVERYBODY}&group={','.join(europe)}&horizon=2030")
    [(value, coverage)] = warehouse.execute(
        """
        select value, coverage_population from series where indicator_id = 'internet_users' and area_id = 'ITU-EUR'
            and origin = 'computed' and is_latest and sex = 'both' and location = 'total' and edition = ?
        """,
        [mine["edition"]],
    ).fetchall()
    assert mine["latest_value"] == pytest.approx(value, rel=1e-11)  # files have twelve digits
    assert coverage > 0.99
    assert mine["status"] == "on_track"


def test_a_group_of_whom_too_little_is_known(judged: Judged, observed: Callable[[str], list[dict[str, Any]]]):
    """A group most of whose people live where nothing is known has no figure, and says why."""
    asked = "indicator=households_internet&group=BTN,PRK"
    (mine,) = judged(f"{asked}&horizon=2030")
    assert (mine["status"], mine["reason"], mine["latest_value"]) == ("not_assessable", "below_coverage", None)
    assert observed(asked) == []
