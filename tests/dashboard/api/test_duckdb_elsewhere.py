"""DuckDB with its extension for HTTP reads the file of all observations where it is served."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from tests.environments import only_if_asked, printed, python_with

FOLDER, NEWEST = Path(".venv-duckdb"), "1.5.5"
PACKAGES = (f"duckdb=={NEWEST}", f"duckdb-extension-httpfs=={NEWEST}")
"""The newest of DuckDB of which the extension is a package: its own would be fetched from elsewhere."""

PROGRAM = """
import json, sys
from pathlib import Path
import duckdb, duckdb_extension_httpfs
(extension,) = Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension")
connection = duckdb.connect()
connection.execute(f"load '{extension}'")
for question in sys.argv[1:]:
    print(json.dumps(connection.execute(question).fetchall()))
"""

only_if_asked()


@pytest.fixture(scope="module")
def address(app: Dash, client: FlaskClient) -> Iterator[str]:
    """Where the file of the served build is, over HTTP."""
    build = client.get("/healthz").json["build_id"]
    running = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/api/v1/builds/{build}/observations.parquet"
    running.shutdown()
    thread.join()


def test_it_gives_the_figures_of_the_api(client: FlaskClient, address: str):
    """It has as many rows as the API, in all and of each indicator, and the same figures."""
    figures = (
        f"select year, value from '{address}' where indicator_id = 'internet_users' and area_id = 'LDC' order by all"
    )
    of_each = f"select indicator_id, count(*) from '{address}' group by all order by all"
    printed_lines = printed(python_with(PACKAGES, FOLDER), "-c", PROGRAM, figures, of_each).splitlines()
    found, counted = (json.loads(line) for line in printed_lines)
    rows = client.get("/api/v1/observations?indicator=internet_users&area=LDC&edition=all").json["data"]
    assert found == sorted([row["year"], row["value"]] for row in rows)
    assert len(found) > 30
    for indicator, many in counted:
        asked = f"/api/v1/observations.csv?indicator={indicator}&edition=all"
        assert int(client.head(asked).headers["X-Total-Rows"]) == many
