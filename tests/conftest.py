"""A real warehouse, built once by the real pipeline, and copies of the project that a test may damage."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from etl import pipeline
from indicators.catalogue import Catalogue, load_catalogue
from indicators.settings import Settings
from tests.etl.damage import copy_of_the_project

# A busy machine is no failure: the examples are always the same, and none is timed.
hypothesis_settings.register_profile(
    "tracker", deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("tracker")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's own catalogue."""
    return load_catalogue(Settings().catalogue)


@pytest.fixture(scope="session")
def warehouse_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The project's own catalogue and figures, built into a folder of their own; not to be damaged."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    pipeline.run(settings)
    return settings


@pytest.fixture(scope="session")
def warehouse(warehouse_settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to that build."""
    with duckdb.connect(str(warehouse_settings.current.resolve()), read_only=True) as connection:
        yield connection


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """A copy of the project's catalogue and figures, without a warehouse, to be damaged at will."""
    return copy_of_the_project(tmp_path)


@pytest.fixture
def served_project(project: Settings, warehouse_settings: Settings) -> Settings:
    """The same with a good build that is already served."""
    shutil.copytree(warehouse_settings.warehouse, project.warehouse, symlinks=True)
    return project
