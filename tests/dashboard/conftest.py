"""The application over the real warehouse, its client, one open snapshot, and copies of the build on other days."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.reading.warehouse import Snapshot, served
from indicators.settings import Settings
from tests.dashboard.refreshes import Refreshes, refreshes

Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def app(warehouse_settings: Settings) -> Dash:
    """The application over the session's warehouse."""
    return create_app(warehouse_settings)


@pytest.fixture(scope="session")
def client(app: Dash) -> FlaskClient:
    """A client of that application."""
    return app.server.test_client()


@pytest.fixture
def snapshot(app: Dash) -> Iterator[Snapshot]:
    """One open snapshot, inside a context of the application."""
    with app.server.app_context(), served().snapshot() as opened:
        yield opened


@pytest.fixture(scope="session")
def observed(client: FlaskClient) -> Callable[[str], Rows]:
    """The rows that /api/v1/observations gives for a query string."""

    def rows(query: str) -> Rows:
        answer = client.get(f"/api/v1/observations?{query}")
        assert answer.status_code == 200, answer.text
        return answer.json["data"]

    return rows


@pytest.fixture
def built_on(warehouse_settings: Settings, tmp_path: Path) -> Callable[[str], Settings]:
    """A copy of the build that says it was made at another time, under another id."""

    def copy(moment: str) -> Settings:
        settings = Settings(data=tmp_path / moment.replace(" ", "_"))
        settings.warehouse.mkdir(parents=True)
        shutil.copy(warehouse_settings.current.resolve(), settings.warehouse / "copy.duckdb")
        with duckdb.connect(str(settings.warehouse / "copy.duckdb")) as connection:
            connection.execute("update builds set built_at = cast(? as timestamp), build_id = ?", [moment, moment])
        settings.current.symlink_to("copy.duckdb")
        return settings

    return copy


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refreshes]:
    """What three refreshes left behind: with dropped files, with other ones, with services that are down."""
    yield from refreshes(tmp_path_factory)


@pytest.fixture(scope="session")
def first(refreshed: Refreshes) -> Dash:
    """The application over the build with the first dropped files."""
    return create_app(refreshed.first)


@pytest.fixture(scope="session")
def refused(refreshed: Refreshes) -> Dash:
    """The application over the second build, after every service refused."""
    return create_app(refreshed.refused)


@pytest.fixture
def built(refreshed: Refreshes) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file that the second of them serves."""
    with duckdb.connect(str(refreshed.refused.current.resolve()), read_only=True) as connection:
        yield connection
