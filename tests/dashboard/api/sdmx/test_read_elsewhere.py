"""What other programs read: pysdmx with its extra for data, and sdmx1, in an environment of their own."""

import json
import re
import threading
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.serving import make_server

from dashboard.api.sdmx import FORMS
from tests.dashboard.api.sdmx.test_rows import SELECTIONS, as_json, rows_of
from tests.environments import only_if_asked, printed, python_with

FOLDER = Path(".venv-sdmx")
PACKAGES = (f"pysdmx[data,json,xml]=={version('pysdmx')}", "sdmx1>=2.28")
HERE, WRITTEN = Path(__file__).parent, Path("docs/sdmx.md")
BASE = "http://127.0.0.1:8050"

only_if_asked()


@pytest.fixture(scope="session")
def python() -> Path:
    """The Python of an environment with the packages."""
    return python_with(PACKAGES, FOLDER)


@pytest.fixture(scope="session")
def address(app: Dash) -> Iterator[str]:
    """Where the application is served."""
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def own(query: str) -> str:
    """The part of a question that a structure takes, too."""
    return "&".join(part for part in query.split("&") if part.startswith("group="))


def as_text(row: dict[str, Any]) -> dict[str, str]:
    """A row that was read elsewhere, as the cells of a file: a whole number may have come as a float."""
    return {
        name: "" if value is None else str(int(value)) if name.startswith(("ECONOMIES", "DECIMALS")) else str(value)
        for name, value in row.items()
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("query", [one for one in SELECTIONS if "find=" not in one])
def test_pysdmx(client: FlaskClient, python: Path, address: str, form: str, query: str):
    """The structure is in order by the schema of its format, the rows by the structure, and both say what JSON says."""
    structure, rows = (
        f"{address}/api/v1/{name}" for name in (f"structure.{form}?{own(query)}", "observations.sdmx.csv")
    )
    found = json.loads(printed(python, HERE / "read_with_pysdmx.py", structure, f"{rows}?{query}"))
    assert found["wrong"] == []
    read = [as_json(as_text(row | found["attributes"]), found["names"]) for row in found["rows"]]
    assert read == client.get(f"/api/v1/observations.json?{query}").json["data"]
    assert read


def test_pysdmx_finds_all_rows_in_order(client: FlaskClient, python: Path, address: str):
    """So it does with all the figures that there are: nothing is wrong, and none is missing."""
    structure, rows = (f"{address}/api/v1/{name}" for name in ("structure.sdmx.xml", "observations.sdmx.csv"))
    query = "edition=all&source=all"
    found = json.loads(printed(python, HERE / "read_with_pysdmx.py", structure, f"{rows}?{query}"))
    assert found["wrong"] == []
    head = client.head(f"/api/v1/observations.sdmx.csv?{query}").headers
    assert len(found["rows"]) == int(head["X-Total-Rows"]) > 100_000


def test_sdmx1(client: FlaskClient, python: Path, address: str, tmp_path: Path):
    """sdmx1 reads the same cells with the structure in SDMX-ML 2.1."""
    structure, rows = (f"{address}/api/v1/{name}" for name in ("structure.sdmx21.xml", "observations.sdmx.csv"))
    found = json.loads(
        printed(python, HERE / "read_with_sdmx1.py", structure, f"{rows}?{SELECTIONS[0]}", folder=tmp_path)
    )["rows"]
    told = [
        {name: cell for name, cell in row.items() if name not in ("STRUCTURE", "STRUCTURE_ID", "ACTION")}
        for row in rows_of(client, SELECTIONS[0])
    ]
    assert found == told
    assert len(found) > 100


def test_examples(client: FlaskClient, python: Path, address: str, tmp_path: Path):
    """The examples of docs/sdmx.md print what the API says, and the paths of the one in R lead to the names."""
    first, second = re.findall(r"```python\n(.*?)```", WRITTEN.read_text(), re.DOTALL)
    lines = printed(python, "-c", first.replace(BASE, address)).splitlines()
    query = "indicator=internet_users&area=WLD,LDC&sex=both&age=all&location=total&latest=true"
    newest = client.get(f"/api/v1/observations?{query}").json["data"]
    status = {"reported": "A", "estimated": "E"}
    assert sorted(lines) == sorted(
        f"{row['area']} {row['year']} {row['value']} {status[row['value_status']]} _Z" for row in newest
    )
    every = client.get("/api/v1/observations?indicator=internet_users&area=WLD").json["data"]
    assert printed(python, "-c", second.replace(BASE, address), folder=tmp_path).split() == [str(len(every))]

    (paths,) = re.findall(r"```r\n(.*?)```", WRITTEN.read_text(), re.DOTALL)
    (to_codes,) = re.findall(r'xml_find_all\(structure, "(.*?)"\)', paths)
    (to_name,) = re.findall(r'xml_find_first\(codes, "(.*?)"\)', paths)
    codes = etree.fromstring(client.get("/api/v1/structure.sdmx.xml").data).xpath(to_codes)
    names = {code.get("id"): code.xpath(to_name)[0].text for code in codes}
    assert names == {one["area_id"]: one["name"] for one in client.get("/api/v1/areas").json["data"]}
