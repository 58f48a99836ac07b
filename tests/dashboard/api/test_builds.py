"""Answers about one build by its id: those of kept builds, what is said of builds that are gone, and of no build."""

import shutil
from collections.abc import Callable

import duckdb
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.address.explore import read_view
from dashboard.address.lens import PARAMETERS
from dashboard.address.selection import parse
from dashboard.app import create_app
from dashboard.pages.explore.kinds import KINDS
from dashboard.reading.lists import LISTS
from etl import pipeline
from indicators.builds import SCHEMA
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.dashboard.api.test_answers import refused as refusal
from tests.dashboard.refreshes import Refreshes, build_id
from tests.etl.damage import drop_news

QUERIES = {
    **dict.fromkeys(LISTS, ""),
    "observations": "indicator=internet_users&area=BRA,KEN&edition=all",
    "progress": "target=1.7&horizon=2030&area_type=economy",
    "explore": "indicator=internet_users&area=BRA,KEN",
}
FILE = "observations.parquet"


def ask(client: FlaskClient, name: str, build: str = "", suffix: str = ".csv"):
    """What a resource answers about a build."""
    asked = [QUERIES[name], f"build={build}" if build else ""]
    return client.get(f"/api/v1/{name}{suffix}?{'&'.join(filter(None, asked))}")


@pytest.fixture
def beside(served_project: Settings) -> Callable[[str, str], str]:
    """Puts a copy of the served build, changed by SQL or broken, beside it; its id."""

    def put(name: str, changes: str) -> str:
        path = served_project.warehouse / f"{name}.duckdb"
        shutil.copyfile(served_project.current.resolve(), path)
        if changes:
            with duckdb.connect(str(path)) as connection:
                connection.execute(changes)
        else:
            path.write_bytes(b"half")
        return name

    return put


@pytest.mark.parametrize("name", [name for name in QUERIES if name != "builds"])
def test_every_resource_answers_about_a_kept_build(first: Dash, refused: Dash, refreshed: Refreshes, name: str):
    """A kept build answers byte by byte what it answered when it was served; the served one does so under its id."""
    now, then = refused.server.test_client(), first.server.test_client()
    old, new = build_id(refreshed.first), build_id(refreshed.refused)
    assert ask(now, name, old).data == ask(then, name).data
    assert ask(now, name, new).data == ask(now, name).data
    meta = ask(now, name, old, "").json["meta"]
    assert meta["build_id"] == old != new == ask(now, name, new, "").json["meta"]["build_id"]


@pytest.mark.parametrize("name", QUERIES)
def test_every_answer_names_the_address_that_gives_it_again(refused: Dash, refreshed: Refreshes, name: str):
    """Content-Location is the address with the id of the build that answered, also where nothing is sent anew."""
    client, old, new = refused.server.test_client(), build_id(refreshed.first), build_id(refreshed.refused)
    for asked, build, suffix in (("", new, ""), (old, old, ".csv"), (new, new, ".json")):
        answer = ask(client, name, asked, suffix)
        address = answer.headers["Content-Location"]
        assert address.endswith(f"build={build}")
        assert client.get(address).data == answer.data
        assert address.startswith(f"/api/v1/{name}{suffix or '.json'}?")
        known = client.get(answer.request.full_path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (known.status_code, known.headers["Content-Location"]) == (304, address)
    asked = client.get(f"/api/v1/{name}", headers={"Accept": "text/csv"})
    assert client.get(asked.headers["Content-Location"]).data == asked.data
    assert "Content-Location" not in client.get("/api/v1/observations?area=XXX").headers
    assert "Content-Location" not in client.get("/healthz").headers


def test_answers_differ_where_the_builds_do(refused: Dash, refreshed: Refreshes):
    """Brazil's newest figure was revised between the builds, and each answers its own, with its own tag and name."""
    client = refused.server.test_client()
    asked = "/api/v1/observations.csv?indicator=internet_users&area=BRA&from=2025&edition=WDI 2026-{}&build={}"
    old = client.get(asked.format("10-01", build_id(refreshed.first)))
    new = client.get(asked.format("11-02", build_id(refreshed.refused)))
    assert [answer.text.splitlines()[1].split(",")[12] for answer in (old, new)] == ["91", "84"]
    assert old.headers["ETag"] != new.headers["ETag"]
    assert build_id(refreshed.first) in old.headers["Content-Disposition"]
    tag = {"If-None-Match": old.headers["ETag"]}
    assert client.get(asked.format("10-01", build_id(refreshed.first)), headers=tag).status_code == 304


def test_a_build_that_is_gone(served_project: Settings):
    """410 says when the build was made, which there are, and the address that asks the served one, which answers."""
    old = build_id(served_project)
    drop_news(served_project)
    pipeline.run(served_project, keep=1)
    client, served = create_app(served_project).server.test_client(), build_id(served_project)
    made = f"{old[:4]}-{old[4:6]}-{old[6:8]} {old[9:11]}:{old[11:13]} UTC"
    for name in (*QUERIES, FILE):
        answer = client.get(f"/api/v1/builds/{old}/{FILE}") if name == FILE else ask(client, name, old)
        error = refusal(answer, 410)
        assert (error["code"], error["parameter"], error["value"]) == ("build_gone", "build", old), name
        assert (error["allowed"], error["did_you_mean"]) == ([served], None)
        said = f"Build {old} of {made} is no longer kept. Kept is {served} (served). "
        address, _, relation = answer.headers["Link"].removeprefix("<").partition(">; rel=")
        assert error["message"] == f"{said}{address} asks the served one."
        assert relation == '"latest-version"'
        instead = client.get(address)
        assert instead.status_code == 200
        if name != FILE:
            assert instead.data == ask(client, name).data
        assert client.head(answer.request.full_path).status_code == 410


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("build=20200101-120000-ffff", 404, "unknown_build"),
        ("build=latest", 400, "not_a_build"),
        ("build=", 400, "not_a_build"),
        ("build=../current", 400, "not_a_build"),
        ("build=２０２００１０１-120000-ffff", 400, "not_a_build"),
        ("build={served}%2B2", 400, "not_a_build"),
        ("build={served},{served}", 400, "not_a_build"),
        ("build={served}&build={served}", 400, "not_a_build"),
        ("build={most}", 404, "unknown_build"),
        ("build=" + "9" * 3000, 400, "not_a_build"),
    ],
)
@pytest.mark.parametrize("name", ["observations", "areas", "explore"])
def test_no_build(client: FlaskClient, name: str, asked: str, status: int, code: str):
    """What is no id is 400, an id that no build knows 404; the message says which there are and guesses none."""
    served = client.get("/healthz").json["build_id"]
    most = served[:-1] + ("0" if served[-1] != "0" else "1")
    answer = client.get(f"/api/v1/{name}?{asked.format(served=served, most=most)}")
    error = refusal(answer, status)
    assert (error["code"], error["allowed"], error["did_you_mean"]) == (code, [served], None)
    assert error["message"].endswith(f"Kept is {served} (served).")
    assert len(error["message"]) < 400
    assert "Link" not in answer.headers


def test_an_unknown_parameter_beside_it(client: FlaskClient):
    """Another parameter that nobody knows is refused as ever; a list says that it takes `build`."""
    for name in QUERIES:
        error = refusal(client.get(f"/api/v1/{name}?colour=red"), 400)
        assert error["parameter"] == "colour"
        assert (name not in LISTS) or error["message"].endswith("build")


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ("alter table builds drop column schema", "build_of_another_program", "was made by another version"),
        (
            f"update builds set schema = {SCHEMA + 1}; drop table progress",
            "build_of_another_program",
            "another version",
        ),
        ("", "build_unreadable", "cannot be read"),
        ("""update builds set catalogue = '{"goals": []}'""", "build_unreadable", "cannot be read"),
    ],
)
def test_a_build_that_is_not_understood(served_project: Settings, beside, changes: str, code: str, words: str):
    """A build of an older or newer program, or a damaged file, is a sentence, and none of those that can be asked."""
    odd, served = beside("20260101-120000-abcd", changes), build_id(served_project)
    client = create_app(served_project).server.test_client()
    for name in ("observations", "progress", "sources", "revisions"):
        error = refusal(ask(client, name, odd), 410)
        assert error["code"] == code
        assert words in error["message"]
        assert ask(client, name).status_code == 200
    if code == "build_of_another_program":
        assert error["allowed"] == [served]


def test_a_served_build_of_another_program(served_project: Settings):
    """A served build that this program does not read is 503 with what to do, not a traceback."""
    with duckdb.connect(str(served_project.current.resolve())) as connection:
        connection.execute(f"update builds set schema = {SCHEMA + 1}")
    error = refusal(create_app(served_project).server.test_client().get("/api/v1/observations"), 503)
    assert "another version of the program made it. Build one with: make etl OFFLINE=1" in error["message"]


def test_the_list_of_builds(served_project: Settings):
    """It names every build that was ever served, that made last first, which are kept, and under which addresses."""
    made = [build_id(served_project)]
    for number in range(2):
        drop_news(served_project, number)
        made.append(pipeline.run(served_project, keep=2).build_id)
    client = create_app(served_project).server.test_client()
    (served_project.warehouse / f"{made[1]}.parquet").unlink()
    listed = client.get("/api/v1/builds")
    found = listed.json["data"]
    assert [(row["build_id"], row["number"]) for row in found] == [
        (one, number + 1) for number, one in enumerate(made)
    ][::-1]
    assert [row["is_kept"] for row in found] == [True, True, False]
    assert [row["is_served"] for row in found] == [True, False, False]
    assert [row["is_compared"] for row in found] == [True, True, True]
    for row in found[:2]:
        assert client.get(row["address"]).json["meta"]["build_id"] == row["build_id"]
    assert client.get(found[0]["parquet"]).status_code == 200
    assert [found[1]["parquet"], found[2]["parquet"], found[2]["address"]] == [None] * 3
    missing = refusal(client.get(f"/api/v1/builds/{made[1]}/{FILE}"), 404)
    assert (missing["code"], missing["value"]) == ("no_file", made[1])
    assert f"/api/v1/observations?edition=all&build={made[1]} has the same rows" in missing["message"]

    (served_project.warehouse / f"{made[1]}.duckdb").unlink()
    tag = {"If-None-Match": listed.headers["ETag"]}
    after = client.get("/api/v1/builds", headers=tag)
    assert (after.status_code, [row["is_kept"] for row in after.json["data"]]) == (200, [True, False, False])
    assert client.get("/api/v1/builds", headers={"If-None-Match": after.headers["ETag"]}).status_code == 304


def test_pages_know_no_build(catalogue: Catalogue):
    """A page shows the served build alone: the parameter gets a notice there, as any unknown one."""
    asked = [("build", "20260101-120000-abcd")]
    for _, problems in (parse(asked, catalogue, PARAMETERS), read_view(asked, catalogue, KINDS)):
        assert [(one.code, one.parameter) for one in problems] == [("unknown_parameter", "build")]
