"""Answers as streams: what is held open is given back, only what is asked for is done, and the bytes are the same."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from dashboard.api.formats import FORMATS
from dashboard.reading.streams import Rows
from dashboard.reading.warehouse import Snapshot

ALL = "edition=all&source=all"
LONG = 60
"""Seconds that only guard against hanging."""


@pytest.fixture
def cursors(monkeypatch: pytest.MonkeyPatch) -> list[duckdb.DuckDBPyConnection]:
    """Every cursor that an answer opens for itself from here on."""
    opened: list[duckdb.DuckDBPyConnection] = []
    apart = Snapshot.apart

    def open_one(self: Snapshot) -> duckdb.DuckDBPyConnection:
        opened.append(apart(self))
        return opened[-1]

    monkeypatch.setattr(Snapshot, "apart", open_one)
    return opened


def is_open(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether a cursor was not closed; without a query, which would take the rows from whoever reads through it."""
    try:
        cursor.query_progress()
    except duckdb.ConnectionException:
        return False
    return True


@pytest.mark.parametrize("suffix", ["json", "csv", "zip", "xlsx", "parquet"])
@pytest.mark.parametrize("resource", ["observations", "progress"])
def test_a_reader_who_leaves(client: FlaskClient, cursors: list[duckdb.DuckDBPyConnection], resource: str, suffix: str):
    """An answer that is broken off after its first bytes, or never begun, holds nothing open."""
    for pieces in (1, 0):
        answer = client.get(
            f"/api/v1/{resource}.{suffix}?edition=latest&limit=9000"[: None if suffix == "json" else -11]
        )
        body = answer.iter_encoded()
        for _ in range(pieces):
            assert next(body)
        assert [is_open(one) for one in cursors] == [True]
        answer.close()
        assert [is_open(one) for one in cursors] == [False]
        cursors.clear()


def test_a_reader_who_hangs_up(app: Dash, cursors: list[duckdb.DuckDBPyConnection]):
    """A server whose reader closes the line half-way gives back what it held for them."""
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=LONG) as line:
            line.sendall(f"GET /api/v1/observations.csv?{ALL} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert line.recv(1_000).startswith(b"HTTP/1.")
            assert [is_open(one) for one in cursors] == [True]
        until = time.monotonic() + LONG
        while any(is_open(one) for one in cursors) and time.monotonic() < until:
            time.sleep(0.05)
        assert [is_open(one) for one in cursors] == [False]
    finally:
        server.shutdown()
        thread.join(LONG)


_OF_EACH = ("Content-Length", "Date", "X-Request-ID")
"""Headers that no two answers need share."""


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_head_computes_nothing(
    client: FlaskClient, cursors: list[duckdb.DuckDBPyConnection], monkeypatch: pytest.MonkeyPatch, suffix: str
):
    """HEAD has the headers of GET, with the number of rows, and reads none of them."""
    address = f"/api/v1/observations.{suffix}?indicator=internet_users&area=WLD"
    full = client.get(address)
    monkeypatch.setattr(Rows, "pieces", None)
    head = client.head(address)
    told = {name: value for name, value in full.headers if name not in _OF_EACH}
    assert head.status_code == 200
    assert head.data == b""
    assert {name: value for name, value in head.headers if name not in _OF_EACH} == told
    assert int(told["X-Total-Rows"]) > 20
    assert not any(is_open(one) for one in cursors)


def test_what_is_known_is_not_asked_again(client: FlaskClient, cursors: list[duckdb.DuckDBPyConnection]):
    """An answer that the asker has, however compressed, is 304 without a question to the warehouse."""
    for encoding in ("identity", "br", "zstd", "gzip"):
        with client.get(f"/api/v1/observations.csv?{ALL}", headers={"Accept-Encoding": encoding}) as first:
            assert first.headers.get("Content-Encoding", "identity") == encoding
            tag = first.headers["ETag"]
        cursors.clear()
        again = client.get(f"/api/v1/observations.csv?{ALL}", headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.data, cursors) == (304, b"", [])
        assert again.headers["ETag"]
        assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_bytes_twice(client: FlaskClient, suffix: str, monkeypatch: pytest.MonkeyPatch):
    """The same link on the same build gives the same bytes, whenever it is asked."""
    address = f"/api/v1/observations.{suffix}?indicator=internet_users&area_type=itu_region&edition=all"
    first = client.get(address).data
    moved = time.time() + 10**7
    monkeypatch.setattr(time, "time", lambda: moved)
    assert client.get(address).data == first


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip"])
def test_packed_formats_are_not_packed_again(client: FlaskClient, suffix: str, encoding: str):
    """Texts are compressed as they stream; what is compressed already is sent as it is."""
    address = f"/api/v1/observations.{suffix}?indicator=internet_users&{ALL}"
    with client.get(address, headers={"Accept-Encoding": encoding}) as answer:
        packed = suffix in ("xlsx", "parquet", "zip")
        assert answer.headers.get("Content-Encoding") == (None if packed else encoding)


def test_more_rows_than_a_sheet_has(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    """More rows than Excel has are 413 with the way out; as many as it has are given."""
    assert FORMATS["xlsx"].most_rows == 2**20 - 1
    address = "/api/v1/observations.xlsx?indicator=internet_users&area=WLD"
    rows = int(client.head(address).headers["X-Total-Rows"])
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], most_rows=rows - 1))
    for answer in (client.get(address), client.head(address)):
        assert answer.status_code == 413
    error = client.get(address).json["error"]
    assert error["code"] == "too_many_rows"
    assert f"{rows:,}" in error["message"]
    assert ".csv" in error["allowed"]
    assert ".parquet" in error["allowed"]
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], most_rows=rows))
    assert client.get(address).status_code == 200


def pages(client: FlaskClient, address: str, limit: int) -> Iterator[dict]:
    cursor = ""
    while cursor is not None:
        page = client.get(f"/api/v1/{address}&limit={limit}{cursor and f'&cursor={cursor}'}").json
        yield page
        cursor = page["meta"]["next_cursor"]


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("observations?indicator=internet_users&edition=all", 2_500),
        ("observations?indicator=internet_users&area=WLD&group=KEN,UGA", 17),
        ("observations?indicator=internet_users&find=land", 100),
        ("progress?target=1.7&horizon=2030", 333),
        ("indicators?", 7),
        ("explore?chart=ranking&indicator=internet_users&area_type=economy", 60),
    ],
)
def test_pages_walk_through_all_rows(client: FlaskClient, address: str, limit: int):
    """The pages of an answer have its rows in its order, none twice and none left out, and say how many there are."""
    whole = client.get(f"/api/v1/{address}").json
    assert whole["meta"]["next_cursor"] is None
    assert len(whole["data"]) == whole["meta"]["rows"] == whole["meta"]["total"] > limit
    walked = list(pages(client, address, limit))
    assert [row for page in walked for row in page["data"]] == whole["data"]
    assert {page["meta"]["total"] for page in walked} == {len(whole["data"])}
    assert [page["meta"]["rows"] for page in walked] == [len(page["data"]) for page in walked]
    assert all(len(page["data"]) == limit for page in walked[:-1])
    assert len(walked) > 1


def test_a_cursor_is_of_its_question(client: FlaskClient):
    """A cursor of another question, made up or beyond the end is refused, and not taken for a place."""
    first = client.get("/api/v1/observations?indicator=internet_users&area=WLD&limit=10").json
    cursor = first["meta"]["next_cursor"]
    other = client.get(f"/api/v1/observations?indicator=internet_users&area=LDC&limit=10&cursor={cursor}")
    place, _, question = cursor.partition("-")
    assert place == "10"
    for wrong in (other, *(made_up(client, one) for one in ("10", "-", f"999999-{question}", f"x-{question}", "0-0"))):
        assert wrong.status_code == 400
        assert (wrong.json["error"]["code"], wrong.json["error"]["parameter"]) == ("unknown_value", "cursor")


def made_up(client: FlaskClient, cursor: str):
    return client.get("/api/v1/observations", query_string=f"indicator=internet_users&area=WLD&cursor={cursor}")


@pytest.mark.parametrize(
    ("address", "code", "parameter"),
    [
        ("observations.csv?limit=10", "unknown_parameter", "limit"),
        ("observations.parquet?cursor=10-a", "unknown_parameter", "cursor"),
        ("targets.xlsx?limit=1", "unknown_parameter", "limit"),
        ("observations?limit=0", "not_a_number", "limit"),
        ("observations?limit=-5", "not_a_number", "limit"),
        ("observations?limit=1e3", "not_a_number", "limit"),
        ("observations?limit=99999999999999999999", "not_a_number", "limit"),
        ("observations?limit=5&limit=6", "too_many_values", "limit"),
        ("observations?bom=1", "unknown_parameter", "bom"),
        ("observations.xlsx?decimal=comma", "unknown_parameter", "decimal"),
        ("observations.csv?decimal=komma", "unknown_value", "decimal"),
        ("observations.csv?bom=yes", "unknown_value", "bom"),
        ("observations.csv?decimal=comma", "not_together", "decimal"),
    ],
)
def test_parameters_of_formats(client: FlaskClient, address: str, code: str, parameter: str):
    """A parameter of a format that it does not have, or a value that it does not take, is refused and not ignored."""
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 400
    assert (answer.json["error"]["code"], answer.json["error"]["parameter"]) == (code, parameter)


@pytest.mark.parametrize(
    ("accepted", "given"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, application/zip", "application/zip"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
    ],
)
def test_accept_chooses_the_format(client: FlaskClient, accepted: str, given: str):
    """Without a suffix the header Accept chooses, and what it says is said in Vary."""
    answer = client.get("/api/v1/observations?area=WLD", headers={"Accept": accepted} if accepted else {})
    assert (answer.status_code, answer.mimetype) == (200, given)
    assert "Accept" in answer.headers["Vary"].split(", ")


def test_a_format_that_is_not_there(client: FlaskClient):
    """Accept of none of the formats is 406 in the shape of the API; a suffix goes before it."""
    asked = {"Accept": "application/xml"}
    answer = client.get("/api/v1/observations?area=WLD", headers=asked)
    assert (answer.status_code, answer.json["error"]["code"]) == (406, "not_acceptable")
    assert "text/csv" in answer.json["error"]["allowed"]
    assert client.get("/api/v1/observations.csv?area=WLD", headers=asked).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/targets", 200),
        ("HEAD", "/api/v1/targets.csv", 200),
        ("OPTIONS", "/api/v1/targets", 200),
        ("GET", "/api/v1/targets?x=1", 400),
        ("GET", "/api/v1/targets.pdf", 404),
        ("GET", "/api/nothing", 404),
        ("POST", "/api/v1/targets", 405),
    ],
)
def test_pages_of_other_sites_may_read(client: FlaskClient, method: str, path: str, status: int):
    """Every answer of the API may be read from anywhere, errors too, with its own headers; no page may."""
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Total-Rows" in answer.headers["Access-Control-Expose-Headers"]
    if method == "OPTIONS":
        assert "GET" in answer.headers["Access-Control-Allow-Methods"]
        assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in client.get("/healthz").headers
