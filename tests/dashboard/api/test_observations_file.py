"""The file of all observations of a build: the API's rows, whole or a part at a time."""

import io
import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from dashboard.address.selection import ALL, Selection
from dashboard.reading import own_groups, selected
from dashboard.reading.warehouse import Snapshot
from indicators.catalogue import Catalogue
from tests.dashboard.api.test_answers import refused


@pytest.fixture
def address(client: FlaskClient) -> str:
    """Where the file of the served build is."""
    return f"/api/v1/builds/{client.get('/healthz').json['build_id']}/observations.parquet"


@pytest.fixture(scope="module")
def content(client: FlaskClient) -> bytes:
    """The whole file."""
    return client.get(f"/api/v1/builds/{client.get('/healthz').json['build_id']}/observations.parquet").data


@pytest.fixture(scope="module")
def server(app: Dash) -> Iterator[tuple[str, int]]:
    """Host and port of the application over HTTP."""
    running = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield running.host, running.port
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


class Remote:
    """A file behind an address that is read in parts, as DuckDB and Arrow do."""

    def __init__(self, server: tuple[str, int], path: str) -> None:
        """Ask how long it is."""
        self.connection, self.path, self.place, self.sent = HTTPConnection(*server), path, 0, 0
        self.closed = False
        self.connection.request("HEAD", path)
        answer = self.connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"")
        assert answer.headers["Accept-Ranges"] == "bytes"
        self.size = int(answer.headers["Content-Length"])

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        last = self.size if size < 0 else min(self.size, self.place + size)
        if last == self.place:
            return b""
        self.connection.request("GET", self.path, headers={"Range": f"bytes={self.place}-{last - 1}"})
        answer = self.connection.getresponse()
        content = answer.read()
        assert (answer.status, len(content)) == (206, last - self.place)
        self.place, self.sent = last, self.sent + len(content)
        return content

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        self.place = offset + {0: 0, 1: self.place, 2: self.size}[whence]
        return self.place

    def tell(self) -> int:
        """The place."""
        return self.place

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    seekable = readable

    def close(self) -> None:
        """Hang up."""
        self.connection.close()
        self.closed = True


def test_its_rows_are_those_of_the_api(snapshot: Snapshot, content: bytes):
    """Columns, rows and their order are those of edition=all, cell by cell."""
    table = pq.read_table(pa.BufferReader(content))
    rows = own_groups.stream_of_observations(snapshot, Selection(edition=ALL))
    found = pa.concat_tables(rows.pieces())
    rows.close()
    assert table.column_names == found.column_names == list(selected.OBSERVATION_COLUMNS)
    assert table.num_rows == found.num_rows > 100_000
    assert [name for name in found.column_names if not table[name].cast(found[name].type).equals(found[name])] == []


def test_what_it_says_of_itself(client: FlaskClient, content: bytes, catalogue: Catalogue):
    """Its metadata name build, moment and query, the unit of each indicator, and the sources with their licences."""
    said = {name.decode(): text.decode() for name, text in pq.read_metadata(pa.BufferReader(content)).metadata.items()}
    health = client.get("/healthz").json
    assert (said["build_id"], said["built_at"], said["query"]) == (
        health["build_id"],
        health["built_at"],
        "edition=all",
    )
    assert json.loads(said["units"]) == {one.id: one.unit_label for one in catalogue.indicators}
    sources = json.loads(said["sources"])
    assert {one: about["licence"] for one, about in sources.items()} == {
        one.id: one.licence for one in catalogue.sources
    }


def test_headers(client: FlaskClient, address: str, content: bytes):
    """It is a file by a name, for ever the same, open to pages of other sites, and not packed; HEAD says as much."""
    for answer in (
        client.get(address, headers={"Accept-Encoding": "br, gzip", "Origin": "https://example.org"}),
        client.head(address),
    ):
        headers = answer.headers
        assert (answer.status_code, answer.mimetype) == (200, "application/vnd.apache.parquet")
        assert headers["Content-Length"] == str(len(content))
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert headers["Accept-Ranges"] == "bytes"
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Content-Range" in headers["Access-Control-Expose-Headers"]
        assert headers["Content-Disposition"].endswith(f"filename=observations_all_{address.split('/')[4]}.parquet")
        assert "Content-Encoding" not in headers
    asked = client.options(
        address, headers={"Origin": "https://example.org", "Access-Control-Request-Headers": "range"}
    )
    assert (asked.status_code, asked.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert "Range" in asked.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-3", 0, 3),
        ("bytes=100-199", 100, 199),
        ("bytes=-8", -8, -1),
        ("bytes=5-", 5, -1),
        ("bytes=0-999999999", 0, -1),
    ],
)
def test_a_part(client: FlaskClient, address: str, content: bytes, asked: str, first: int, last: int):
    """206 with the bytes that are asked for, and which they are of how many."""
    first, last = first % len(content), last % len(content)
    answer = client.get(address, headers={"Range": asked})
    assert (answer.status_code, answer.data) == (206, content[first : last + 1])
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(content)}"
    assert answer.headers["Content-Length"] == str(last + 1 - first)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=5-2", "lines=1-2"])
def test_no_part(client: FlaskClient, address: str, content: bytes, asked: str):
    """A part that is not there is 416 in the shape of every error, with the length of the file."""
    answer = client.get(address, headers={"Range": asked})
    assert refused(answer, 416)["code"] == "range_not_satisfiable"
    assert answer.headers["Content-Range"] == f"bytes */{len(content)}"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_several_parts_at_once(client: FlaskClient, address: str, content: bytes):
    """Who asks for several parts in one request gets the whole."""
    answer = client.get(address, headers={"Range": "bytes=0-3,10-13"})
    assert (answer.status_code, answer.data) == (200, content)


def test_what_is_known_already(client: FlaskClient, address: str, content: bytes):
    """304 for who has the file; a part only for who has its beginning, else the whole."""
    tag = client.head(address).headers["ETag"]
    for asked in ({"If-None-Match": tag}, {"If-None-Match": tag, "Range": "bytes=0-3"}):
        answer = client.get(address, headers=asked)
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
    going_on = client.get(address, headers={"Range": "bytes=4-7", "If-Range": tag})
    assert (going_on.status_code, going_on.data) == (206, content[4:8])
    anew = client.get(address, headers={"Range": "bytes=4-7", "If-Range": '"another"'})
    assert (anew.status_code, anew.data) == (200, content)


def test_arrow_reads_it_over_http(server: tuple[str, int], address: str, content: bytes):
    """Arrow reads one indicator by parts, and is sent less than the file."""
    remote, names = Remote(server, address), ["indicator_id", "area_id", "year", "value"]
    of_one = [("indicator_id", "=", "coverage_4g")]
    found = pq.read_table(pa.PythonFile(remote, mode="r"), columns=names, filters=of_one).to_pylist()
    every = pq.read_table(pa.BufferReader(content), columns=names).to_pylist()
    assert found == [row for row in every if row["indicator_id"] == "coverage_4g"]
    assert 0 < len(found) < len(every)
    assert 0 < remote.sent < len(content)


def test_pandas_reads_it_over_http(server: tuple[str, int], address: str, content: bytes):
    """What pandas reads from the address is what the file holds."""
    found = pd.read_parquet(f"http://{server[0]}:{server[1]}{address}")
    assert found.equals(pd.read_parquet(io.BytesIO(content)))
    assert list(found) == list(selected.OBSERVATION_COLUMNS)
