"""The shapes of the API's answers: formats, headers, lists, health, and refusals that say what to do."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.api.formats.csv import without_formulas
from dashboard.app import create_app
from dashboard.reading.selected import OBSERVATION_COLUMNS
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from indicators.vocabulary import AreaType

COLUMNS = (  # noqa: SIM905 - as the contract writes them
    "target_id indicator_id indicator area_id area area_type iso3 year sex age location level value unit value_status "
    "origin edition coverage_population economies_with_data economies_total source_id source citation note build_id"
).split()
ERROR_KEYS = {"code", "parameter", "value", "message", "allowed", "did_you_mean"}
WORDS = ("target", "indicator", "area", "area_type", "member_of", "sex", "age", "location", "level", "origin", "source")
ATTACKS = ("' or '1'='1", "WLD'; drop table series; --", '"', "1 union select 1", "%", "\\", "\x00", "${target}")


def refused(answer: TestResponse, status: int) -> dict[str, Any]:
    """The error object of an answer, complete and in JSON."""
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert set(answer.json["error"]) == ERROR_KEYS
    assert answer.json["error"]["message"]
    return answer.json["error"]


def test_columns(client: FlaskClient):
    """JSON and CSV have exactly the contract's columns, in its order."""
    query = "indicator=internet_users&area=WLD"
    rows = client.get(f"/api/v1/observations.json?{query}").json["data"]
    header = next(csv.reader(io.StringIO(client.get(f"/api/v1/observations.csv?{query}").text)))
    assert header == COLUMNS == list(OBSERVATION_COLUMNS)
    assert {tuple(row) for row in rows} == {tuple(COLUMNS)}


def test_json_is_the_default(client: FlaskClient):
    """Without a suffix the answer is JSON, whose meta names the build, the query and the number of rows."""
    plain = client.get("/api/v1/observations?area=WLD&indicator=countries_with_cirt")
    assert plain.json == client.get("/api/v1/observations.json?area=WLD&indicator=countries_with_cirt").json
    meta = plain.json["meta"]
    assert meta["build_id"] == client.get("/healthz").json["build_id"] == plain.json["data"][0]["build_id"]
    assert (meta["rows"], meta["query"]) == (2, "indicator=countries_with_cirt&area=WLD")
    assert plain.headers["X-Total-Rows"] == "2"


def test_file_name(client: FlaskClient):
    """A CSV is handed over as a file whose name says what is inside and of which build."""
    build_id = client.get("/healthz").json["build_id"]
    answer = client.get("/api/v1/observations.csv?indicator=internet_users&area=WLD,LDC&edition=2025 (Nov)")
    name = f"internet_users_WLD-LDC_2025Nov_{build_id}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.mimetype == "text/csv"


@pytest.mark.parametrize("encoding", ["identity", "br"])
def test_etag(client: FlaskClient, encoding: str):
    """An answer that the asker already has is 304 without a body; another query has another tag."""
    asked = {"Accept-Encoding": encoding}
    first = client.get("/api/v1/observations?target=1.7", headers=asked)
    assert first.data
    again = client.get("/api/v1/observations?target=1.7", headers=asked | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/api/v1/observations?target=1.6", headers=asked | {"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
    assert other.data


def test_etag_of_another_build(client: FlaskClient, built_on: Callable[[str], Settings]):
    """After a new build the same query has another tag."""
    tag = client.get("/api/v1/targets").headers["ETag"]
    later = create_app(built_on("2030-01-01 00:00")).server.test_client()
    assert later.get("/api/v1/targets", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("name", ["targets", "indicators", "areas", "sources", "builds"])
def test_lists(client: FlaskClient, catalogue: Catalogue, name: str):
    """Each list is whole, in JSON and in CSV alike, in the order of the catalogue."""
    answer = client.get(f"/api/v1/{name}")
    rows, meta = answer.json["data"], answer.json["meta"]
    table = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/{name}.csv").text)))
    kinds = list(AreaType)
    ids = {
        "targets": [one.id for one in catalogue.targets],
        "indicators": [one.id for one in catalogue.indicators],
        "areas": [
            one.area_id for one in sorted(catalogue.areas, key=lambda one: (kinds.index(one.area_type), one.sort))
        ],
        "sources": [one.id for one in catalogue.sources],
        "builds": [meta["build_id"]],
    }[name]
    key = f"{name.removesuffix('s')}_id"
    assert [row[key] for row in rows] == [row[key] for row in table] == ids
    assert answer.headers["X-Total-Rows"] == str(len(ids)) == str(meta["rows"])
    assert set(rows[0]) == set(table[0])


def test_lists_take_no_parameters(client: FlaskClient):
    """A filter on a list is refused, not ignored."""
    assert refused(client.get("/api/v1/targets?goal=1"), 400)["parameter"] == "goal"


def test_health(client: FlaskClient):
    """/healthz names the served build, when it was made, its newest year, and that it is the one switched to."""
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert set(answer.json) == {
        "status",
        "build_id",
        "built_at",
        "newest_year",
        "age_seconds",
        "current_readable",
        "reason",
    }
    assert (answer.json["current_readable"], answer.json["reason"]) == (True, None)
    assert answer.json["age_seconds"] >= 0
    assert (answer.json["status"], answer.json["newest_year"]) == ("ok", 2025)
    assert answer.json["built_at"] == client.get("/api/v1/builds").json["data"][0]["built_at"]


@pytest.mark.parametrize("content", [None, "this is no database"])
def test_without_a_warehouse(tmp_path: Path, content: str | None):
    """Without a readable warehouse the pages stand, /healthz is 503 with a reason, and so is every list and filter."""
    settings = Settings(data=tmp_path)
    if content:
        settings.warehouse.mkdir()
        settings.current.write_text(content)
    client = create_app(settings).server.test_client()
    health = client.get("/healthz")
    assert health.status_code == 503
    assert "make etl" in health.json["reason"]
    assert client.get("/").status_code == 200
    for route in ("targets", "observations", "observations.csv"):
        assert refused(client.get(f"/api/v1/{route}"), 503)["code"] == "no_warehouse"


REFUSALS = [
    ("foo=1", "unknown_parameter", "foo", None),
    ("Indicator=internet_users", "unknown_parameter", "Indicator", "indicator"),
    ("indicator=internet_user", "unknown_value", "indicator", "internet_users"),
    ("indicator=Internet_Users", "unknown_value", "indicator", "internet_users"),
    ("area=wld", "unknown_value", "area", "WLD"),
    ("area=WLD,DEUU", "unknown_value", "area", "DEU"),
    ("area_type=Economy", "unknown_value", "area_type", "economy"),
    ("member_of=World", "unknown_value", "member_of", None),
    ("member_of=Kenya", "unknown_value", "member_of", None),
    ("member_of=ldcs", "unknown_value", "member_of", "LDC"),
    ("area=NA", "unknown_value", "area", "NAM"),
    ("area=ke", "unknown_value", "area", "KEN"),
    ("area=KSV", "unknown_value", "area", "XKX"),
    ("area=ROM", "unknown_value", "area", "ROU"),
    ("area=GER", "unknown_value", "area", "DEU"),
    ("area=404", "unknown_value", "area", "KEN"),
    ("area=ATL", "unknown_value", "area", None),
    ("area=NGX", "unknown_value", "area", None),
    ("area=NIG", "unknown_value", "area", None),
    ("area=ANT", "unknown_value", "area", None),
    ("area=Cote d'Ivoire", "unknown_value", "area", "CIV"),
    ("area=turkiye", "unknown_value", "area", "TUR"),
    ("area=Swaziland", "unknown_value", "area", "SWZ"),
    ("area=Korea, Rep.", "unknown_value", "area", "KOR"),
    ("area=Netherlands, Kingdom of the", "unknown_value", "area", "NLD"),
    ("area=Korea", "unknown_value", "area", None),
    ("area=Sudan (former)", "unknown_value", "area", None),
    ("group=Swizterland", "unknown_value", "group", "CHE"),
    ("edition=2025 (nov)", "unknown_value", "edition", "2025 (Nov)"),
    ("edition=2024,2025", "too_many_values", "edition", None),
    ("from=24", "not_a_year", "from", None),
    ("to=0000", "not_a_year", "to", None),
    ("from=2025&to=2024", "empty_period", "from", None),
    ("latest=maybe", "not_a_flag", "latest", None),
]


@pytest.mark.parametrize(("query", "code", "parameter", "hint"), REFUSALS)
@pytest.mark.parametrize("suffix", ["", ".csv"])
def test_refusals(client: FlaskClient, suffix: str, query: str, code: str, parameter: str, hint: str | None):
    """What cannot be used is refused with the parameter, the value, what is allowed and what may have been meant."""
    error = refused(client.get(f"/api/v1/observations{suffix}?{query}"), 400)
    assert (error["code"], error["parameter"]) == (code, parameter)
    if code.startswith("unknown"):
        assert error["did_you_mean"] == hint
        assert len(error["allowed"]) > 1
        assert hint is None or hint in error["allowed"]
        assert hint is None or hint in error["message"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("Nigera", "area=Nigera is not known; did you mean NER (Niger) or NGA (Nigeria)?"),
        (
            "USSR",
            "area=USSR is not known; Union of Soviet Socialist Republics is a former state, which no area here sta",
        ),
        ("EUU", "area=EUU is not known"),
    ],
)
def test_what_may_have_been_meant(client: FlaskClient, value: str, message: str):
    """Where two areas may have been meant both are named and none is proposed; a former state is told by its name."""
    error = refused(client.get(f"/api/v1/observations?area={value}"), 400)
    assert error["did_you_mean"] is None
    assert error["message"].startswith(message)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("parameter", [*WORDS, "edition"])
def test_values_never_reach_the_query(client: FlaskClient, parameter: str, attack: str):
    """Whatever stands in a parameter is a value, known or refused; it is never part of a query."""
    answer = client.get("/api/v1/observations", query_string={parameter: attack})
    assert refused(answer, 400)["code"] == ("not_text" if "\0" in attack else "unknown_value")


BROKEN = ("%ff", "WLD%C3", "%00", "%ed%a0%80")


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("query", ["find={}", "area={}", "{}=1", "year={}", "build={}"])
@pytest.mark.parametrize("route", ["observations", "explore", "progress.csv", "revisions"])
def test_what_is_no_utf_8(client: FlaskClient, route: str, query: str, broken: str):
    """Bytes that are no text are refused, whatever they stand for."""
    error = refused(client.get(f"/api/v1/{route}?{query.format(broken)}"), 400)
    assert error["code"] == "not_text"


def test_a_long_address(client: FlaskClient):
    """A million values are more than is read; ten thousand bytes are read, and what is wrong is told."""
    error = refused(client.get(f"/api/v1/observations?area={'KEN,' * 1_000_000}"), 414)
    assert error["code"] == "request_uri_too_long"
    assert "65,536" in error["message"]
    assert client.get(f"/api/v1/observations.csv?area={'KEN,' * 2_500}&indicator=internet_users").status_code == 200
    assert refused(client.get(f"/api/v1/observations?area={'no,' * 3_000}"), 400)["value"] == "no"
    assert client.get(f"/data?{'k&' * 40_000}").status_code == 414


def test_a_long_body(client: FlaskClient):
    """No request to this server needs a body of more than 64 kB."""
    asked = client.post("/_dash-update-component", data=b" " * 66_000, content_type="application/json")
    assert asked.status_code == 413


@pytest.mark.parametrize("path", ["/api/v1", "/api/v2/targets", "/api/v1/nothing", "/api/v1/nothing.csv"])
def test_unknown_routes(client: FlaskClient, path: str):
    """A route that is not there is 404 in JSON, with what is there."""
    error = refused(client.get(path), 404)
    assert error["code"] == "unknown_route"
    assert "/api/v1/observations" in error["allowed"]


@pytest.mark.parametrize("path", ["targets.pdf", "observations.CSV", "progress.", "explore.json.csv"])
def test_unknown_formats(client: FlaskClient, path: str):
    """A suffix that is none of a format is 404 in JSON, with the formats that there are."""
    error = refused(client.get(f"/api/v1/{path}"), 404)
    assert error["code"] in ("unknown_format", "unknown_route")
    assert error["allowed"]


def test_only_reading(client: FlaskClient):
    """The API is read, not written: other methods are refused in JSON."""
    assert refused(client.post("/api/v1/observations"), 405)["code"] == "method_not_allowed"
    assert refused(client.delete("/api/v1/targets"), 405)["code"] == "method_not_allowed"


FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "\t=1",
    " =1",
    "\r\n=1",
    "＝1",
    "-",
)
TEXTS = ("Côte d'Ivoire", "a = b", "<script>alert(1)</script>", "95+", "'quoted", "", "x\n=1; y", "5-9")


def test_texts_are_no_formulas_in_a_csv():
    """A text that a spreadsheet would compute has an apostrophe before it; numbers and other texts are as they were."""
    texts = [*FORMULAS, *TEXTS, "-5.25", "-1e-3", None]
    numbers = [float(-number) for number in range(len(texts))]
    table = without_formulas(pa.table({"note": pa.array(texts, pa.string()), "value": numbers}))
    rows = table.to_pylist()
    shown = ["" if row["note"] is None else row["note"] for row in rows]
    assert shown == [*(f"'{text}" for text in FORMULAS), *TEXTS, "-5.25", "-1e-3", ""]
    assert [row["value"] for row in rows] == numbers
