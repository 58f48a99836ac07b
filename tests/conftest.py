"""Real warehouses, built once by the real pipeline, and copies of the project that a test may damage."""

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
from tests.etl.damage import copy_of_the_project, thin_copy_of_the_project
from tests.once import once, undamaged

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
def warehouse_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The project's own catalogue and figures, built once for all workers; not to be damaged."""
    folder = once(tmp_path_factory, "built", lambda empty: _build(Settings(data=empty)))
    yield Settings(data=folder)
    assert undamaged(folder), "a test has written to the build that all tests read"


@pytest.fixture(scope="session")
def warehouse(warehouse_settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to that build."""
    with duckdb.connect(str(warehouse_settings.current.resolve()), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def thin_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A thin project with its build, made once for all workers; not to be damaged."""
    folder = once(tmp_path_factory, "thin", lambda empty: _build(thin_copy_of_the_project(empty)))
    yield Settings(folder, folder / "data")
    assert undamaged(folder), "a test has written to the thin project that all tests copy"


@pytest.fixture
def project(tmp_path: Path, thin_settings: Settings) -> Settings:
    """A copy of the thin project, without a warehouse, to be damaged at will."""
    return copy_of_the_project(tmp_path, thin_settings)


@pytest.fixture
def served_project(project: Settings, thin_settings: Settings) -> Settings:
    """The same with a good build that is already served."""
    shutil.copytree(thin_settings.warehouse, project.warehouse, symlinks=True)
    return project


@pytest.fixture
def whole_project(tmp_path: Path) -> Settings:
    """A copy of the project with all its figures, without a warehouse, to be damaged at will."""
    return copy_of_the_project(tmp_path)


def _build(settings: Settings) -> None:
    pipeline.run(settings)
