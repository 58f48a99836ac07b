"""The lists of the API on what a build was made from: files, what was set aside or refused, revisions, builds."""

import csv
import io
from typing import Any

import dash
import duckdb
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from indicators.settings import Settings
from tests.dashboard.reader import kind, opened, table, text
from tests.dashboard.refreshes import Refreshes, build_id

COLUMNS = {
    "files": "source_id file layout held received_at as_of_grounds read_from records figures rows_kept rows_rejected "
    "figures_set_aside newest_year",
    "set_aside": "source_id file reason figures line",
    "rejected_rows": "source_id file line column value reason",
    "claims": "report claim_id target_id kind indicator_id indicator area_id area year sex age location level as_of "
    "other_year other_area printed value qualifier precision unit edition locator note verdict reason rules arithmetic "
    "held_value held_source_id same_document newest_verdict newest_reason newest_value newest_difference "
    "newest_edition newest_source_id",
    "revisions": "from_build to_build kind indicator_id area_id year sex age location level source_id old_value "
    "new_value old_edition new_edition old_text new_text",
    "builds": "build_id number built_at newest_year observations rows_rejected schema inputs_sha256 is_served is_kept "
    "is_compared address parquet",
}
KEYS = {
    "files": ("file",),
    "set_aside": ("file", "reason"),
    "rejected_rows": ("file", "line"),
    "claims": ("report", "claim_id"),
    "revisions": ("kind", "indicator_id", "area_id", "year", "source_id"),
    "builds": ("build_id",),
}


@pytest.fixture(scope="module")
def before(first: Dash) -> FlaskClient:
    """A client over the build with the first dropped files."""
    return first.server.test_client()


@pytest.fixture(scope="module")
def second(refreshed: Refreshes) -> FlaskClient:
    """A client over the next build, of which nobody was asked."""
    return create_app(refreshed.second).server.test_client()


@pytest.fixture(scope="module")
def after(refused: Dash) -> FlaskClient:
    """A client over the same build after every service refused."""
    return refused.server.test_client()


def rows(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["X-Total-Rows"] == str(len(answer.json["data"]))
    return answer.json["data"]


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(after: FlaskClient, name: str):
    """Each list has its columns in their order and the same rows, no two alike, in JSON and in CSV."""
    found = rows(after, name)
    lines = list(csv.reader(io.StringIO(after.get(f"/api/v1/{name}.csv").text)))
    assert found
    assert all(list(row) == COLUMNS[name].split() for row in found)
    assert lines[0] == COLUMNS[name].split()
    assert len(lines) == len(found) + 1
    keys = [tuple(str(row[key]) for key in KEYS[name]) for row in found]
    assert [tuple(line[lines[0].index(key)] for key in KEYS[name]) for line in lines[1:]] == keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", COLUMNS)
def test_order(after: FlaskClient, refreshed: Refreshes, name: str):
    """Rows come in an order that is always the same: files and lines by name and number, builds newest first."""
    found = rows(after, name)
    order = {
        "files": lambda row: row["file"],
        "set_aside": lambda row: (row["file"], -row["figures"], row["reason"]),
        "rejected_rows": lambda row: (row["file"], row["line"]),
        "claims": lambda row: (row["report"], row["claim_id"]),
        "revisions": lambda row: tuple(row[key] for key in COLUMNS["revisions"].split()[2:11]),
    }
    if name in order:
        assert found == sorted(found, key=order[name])
    else:
        newest_first = [(build_id(refreshed.second), True), (build_id(refreshed.first), False)]
        assert [(row["build_id"], row["is_served"]) for row in found] == newest_first
    assert after.get(f"/api/v1/{name}").data == after.get(f"/api/v1/{name}").data


@pytest.mark.parametrize("name", COLUMNS)
def test_tag(before: FlaskClient, after: FlaskClient, name: str):
    """A list that the asker already has is 304; that of another build is sent."""
    tag = after.get(f"/api/v1/{name}").headers["ETag"]
    again = after.get(f"/api/v1/{name}", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert before.get(f"/api/v1/{name}", headers={"If-None-Match": tag}).status_code == 200


def test_tag_of_a_later_attempt(second: FlaskClient, after: FlaskClient):
    """A build that stays while services are asked again is the same build with other outcomes: under another tag."""
    one = second.get("/api/v1/sources")
    other = after.get("/api/v1/sources", headers={"If-None-Match": one.headers["ETag"]})
    assert other.status_code == 200
    assert one.json["meta"]["build_id"] == other.json["meta"]["build_id"]
    assert {row["outcome"] for row in one.json["data"]} == {"embedded", "cached", None}
    assert {row["outcome"] for row in other.json["data"]} == {"embedded", "cached", "failed"}


def test_sources(after: FlaskClient, refreshed: Refreshes):
    """The list of sources says what became of each: outcome, reason, counts and times, as the build has them."""
    asked = ask(
        refreshed.refused,
        """
        select source_id, outcome, reason, did_not_answer, rows_read, rows_rejected, figures_set_aside, newest_year,
            strftime(asked_at, '%Y-%m-%dT%H:%M:%SZ')
        from build_sources order by source_id
        """,
    )
    names = (
        "source_id",
        "outcome",
        "reason",
        "did_not_answer",
        "rows_read",
        "rows_rejected",
        "figures_set_aside",
        "newest_year",
        "asked_at",
    )
    found = [tuple(row[name] for name in names) for row in rows(after, "sources")]
    assert sorted(found) == asked
    assert sum(row[3] for row in found) == 10


def test_build_sources_is_a_view(refreshed: Refreshes):
    """What became of each source follows from files and attempts: a view, so that later attempts change it."""
    kinds = dict(ask(refreshed.refused, "select table_name, table_type from information_schema.tables"))
    assert (kinds["build_sources"], kinds["attempts"], kinds["build_files"]) == ("VIEW", "BASE TABLE", "BASE TABLE")


def test_files_account_for_every_figure(before: FlaskClient):
    """Of every file, embedded or dropped, each figure is kept, rejected or set aside; set_aside says why."""
    files = rows(before, "files")
    assert {row["held"] for row in files} == {"embedded", "drop"}
    for row in files:
        assert row["figures"] == row["rows_kept"] + row["rows_rejected"] + row["figures_set_aside"]
    aside: dict[str, int] = {}
    for row in rows(before, "set_aside"):
        aside[row["file"]] = aside.get(row["file"], 0) + row["figures"]
    assert aside == {row["file"]: row["figures_set_aside"] for row in files if row["figures_set_aside"]}


@pytest.mark.parametrize("source", ["worldbank", "egov", "owid"])
def test_refused_rows_of_a_source(before: FlaskClient, source: str):
    """The list can be narrowed to a source, and the CSV holds the rows that the page shows for it."""
    whole = rows(before, "rejected_rows")
    found = rows(before, f"rejected_rows?source={source}")
    assert found == [row for row in whole if row["source_id"] == source]
    assert bool(found) is (source != "owid")
    lines = list(csv.DictReader(io.StringIO(before.get(f"/api/v1/rejected_rows.csv?source={source}").text)))
    cells = [
        [f"{line['file'].removeprefix('drop/')}, line {line['line']}", line["column"], line["value"], line["reason"]]
        for line in lines
    ]
    with before.application.app_context():
        layout = opened(dash.page_registry["dashboard.pages.data.page"]["layout"](source=source))
    shown = table(layout, "Rows that are in no figure") if found else []
    assert [[text(cell) for cell in row.values()] for row in shown] == cells


def test_revisions_of_two_builds(after: FlaskClient, refreshed: Refreshes):
    """Revisions can be narrowed to a pair of builds, by either end or by both."""
    old, new = build_id(refreshed.first), build_id(refreshed.second)
    whole = rows(after, "revisions")
    assert len(whole) == 12
    for query in (f"since={old}", f"until={new}", f"since={old}&until={new}"):
        assert rows(after, f"revisions?{query}") == whole
    assert rows(after, f"revisions?since={new}") == rows(after, f"revisions?since={old}&until={old}") == []


@pytest.mark.parametrize(
    ("address", "code", "parameter", "hint"),
    [
        ("rejected_rows?source=worldbnk", "unknown_value", "source", "worldbank"),
        ("rejected_rows.csv?source=worldbnk", "unknown_value", "source", "worldbank"),
        ("rejected_rows?file=wdi.csv", "unknown_parameter", "file", None),
        ("revisions?since=20200101-000000-0000", "unknown_value", "since", None),
        ("revisions.csv?until=now", "unknown_value", "until", None),
        ("revisions?source=egov", "unknown_parameter", "source", None),
        ("files?source=egov", "unknown_parameter", "source", None),
    ],
)
def test_what_is_not_known(after: FlaskClient, address: str, code: str, parameter: str, hint: str | None):
    """An unknown source or build is 400 with an error object, as JSON, whatever was asked for."""
    answer = after.get(f"/api/v1/{address}")
    assert answer.status_code == 400
    error = answer.json["error"]
    assert (error["code"], error["parameter"]) == (code, parameter)
    assert hint is None or error["did_you_mean"] == hint
    assert code != "unknown_value" or error["allowed"]


def test_builds_the_wrong_way_round(after: FlaskClient, refreshed: Refreshes):
    """Revisions since a newer build are refused, for an empty list would say that nothing changed."""
    old, new = build_id(refreshed.first), build_id(refreshed.second)
    answer = after.get(f"/api/v1/revisions?since={new}&until={old}")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "not_before")


@pytest.mark.parametrize(
    ("state", "edition", "count"),
    [
        ("before", "WDI 2026-10-01", 31),
        ("before", "United Nations E-Government Survey, to 2026", 4),
        ("second", "WDI 2026-11-02", 32),
    ],
)
def test_editions_of_downloads(request: pytest.FixtureRequest, state: str, edition: str, count: int):
    """The edition of a downloaded file can be asked for by its name, also when that holds a comma."""
    client = request.getfixturevalue(state)
    found = rows(client, f"observations?edition={edition}&source=all")
    assert {row["edition"] for row in found} == {edition}
    assert len(found) == count


def test_an_edition_that_went_with_its_file(second: FlaskClient):
    """Once the file is gone its edition is not known any more; the newer one is named among all, and not proposed."""
    answer = second.get("/api/v1/observations?edition=WDI 2026-10-01")
    assert (answer.status_code, answer.json["error"]["did_you_mean"]) == (400, None)
    assert "WDI 2026-11-02" in answer.json["error"]["allowed"]


def test_editions_on_a_target_page(second: FlaskClient):
    """A target's page offers the edition of a downloaded file, and shows it."""
    query = {"area_type": "economy", "area": "BRA", "edition": "WDI 2026-11-02"}
    with second.application.app_context():
        layout = opened(dash.page_registry["dashboard.pages.targets.page"]["layout"](target_id="1.7", **query))
    (select,) = [one for one in kind(layout, "Select") if one.id == "target-edition"]
    chosen = [one.value for one in select.children if getattr(one, "selected", False)]
    assert chosen == ["WDI 2026-11-02"]
    figures = [one for one in kind(layout, "Div") if getattr(one, "aria-label", "") == "Table of figures"]
    (line,) = [row for row in kind(figures, "Tr") if text(row).startswith("Brazil")]
    assert text(line).startswith("BrazilWDI 2026-11-02")
    assert "84" in text(line)


def test_sources_say_which_groups_they_used(client: FlaskClient):
    """The list of sources gives the classification of a publication's aggregates, and nothing where it is not known."""
    found = {row["source_id"]: row["grouping"] for row in client.get("/api/v1/sources").json["data"]}
    assert found["itu_prices"].startswith("the 2025 classifications for all years (UN M49; World Bank income groups")
    assert {source_id for source_id, grouping in found.items() if grouping} == {"itu_prices"}
