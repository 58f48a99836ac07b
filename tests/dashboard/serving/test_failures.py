"""What is answered when a page or a part of it cannot be made."""

import json
import logging
from typing import Any

import dash
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.reading.warehouse import Warehouse
from indicators.settings import Settings
from tests.dashboard.reader import data_request


def test_a_page_that_fails(
    app: Dash, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """In place of a page that raises stands one that says so and leads on; the log has the traceback."""

    def broken(**_query: str) -> Any:
        raise ZeroDivisionError("nothing to divide by")

    monkeypatch.setitem(dash.page_registry["dashboard.pages.gaps.page"], "layout", broken)
    with caplog.at_level(logging.ERROR):
        content, store = ask_page(app, client, "/gaps", "?horizon=2027")
    assert "This page could not be made" in content
    assert all(f'"href": "{way}"' in content for way in ("/gaps?horizon=2027", "/gaps", "/", "/data"))
    assert store["title"].startswith("Not shown")
    assert "The page at /gaps?horizon=2027 could not be made" in caplog.text
    assert "nothing to divide by" in caplog.text
    assert "nothing to divide by" not in content


def test_a_page_without_a_warehouse(tmp_path_factory: pytest.TempPathFactory):
    """Without a warehouse every page says so, and what to do."""
    app = create_app(Settings(data=tmp_path_factory.mktemp("empty")))
    content, store = ask_page(app, app.server.test_client(), "/data", "")
    assert "There is nothing to show yet" in content
    assert "make etl OFFLINE=1" in content
    assert store["title"].startswith("No data yet")


def test_a_part_that_fails(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    """A part of a page that raises is answered with 500, which the browser tells the reader, and logged."""
    monkeypatch.setattr(Warehouse, "snapshot", None)
    answer = client.post("/_dash-update-component", json=data_request("target=1.1"))
    assert answer.status_code == 500
    assert "Traceback" in caplog.text
    assert "Traceback" not in answer.text


def test_a_part_without_a_warehouse(tmp_path_factory: pytest.TempPathFactory):
    """A part of a page that finds no warehouse is answered with 503 and the reason."""
    client = create_app(Settings(data=tmp_path_factory.mktemp("empty"))).server.test_client()
    answer = client.post("/_dash-update-component", json=data_request("target=1.1"))
    assert answer.status_code == 503
    assert "There is no warehouse" in answer.text


def ask_page(app: Dash, client: FlaskClient, path: str, search: str) -> tuple[str, dict[str, Any]]:
    """The content of a page as JSON, and what its store is given, as the router of the pages answers the browser."""
    (output,) = [one for one in app.callback_map if "_pages_content.children" in one]
    given = {"_pages_location.pathname": path, "_pages_location.search": search}
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": output,
            "outputs": [
                {"id": "_pages_content", "property": "children"},
                {"id": "_pages_store", "property": "data"},
            ],
            "inputs": [
                {"id": "_pages_location", "property": name.rpartition(".")[2], "value": value}
                for name, value in given.items()
            ],
            "changedPropIds": list(given),
        },
    )
    assert answer.status_code == 200, answer.text
    response = answer.json["response"]
    return json.dumps(response["_pages_content"]["children"]), response["_pages_store"]["data"]
