"""Real warehouses, built once by the real pipeline, and copies of the project that a test may damage."""

import gc
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from etl import pipeline
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from tests import drawn
from tests.etl.damage import copy_of_the_project, thin_copy_of_the_project
from tests.once import once, undamaged

# A busy machine is no failure: no example is timed.
hypothesis_settings.register_profile(
    "tracker", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("tracker")

_SEED = "hypothesis_seed"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """One seed for all generated cases of a run and all its workers: the one that is asked for, or a new one."""
    told = getattr(config, "workerinput", {}).get(_SEED)
    if told is not None or config.getoption(_SEED) is None:
        setattr(config.option, _SEED, told or str(random.SystemRandom().randrange(10**8)))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker the seed of the run: it takes over the words of the command line, and no option."""
    node.workerinput[_SEED] = str(node.config.getoption(_SEED))


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: what asks a browser or a process waits for it part of its time."""
    return len(os.sched_getaffinity(0)) + 1


def _replay(config: pytest.Config) -> str:
    return f"generated cases: --hypothesis-seed={config.getoption(_SEED)} gives the same ones again"


def pytest_addoption(parser: pytest.Parser) -> None:
    """What the tests add to the options of a run."""
    drawn.add_option(parser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of tests with many like cases some are drawn."""
    drawn.keep_drawn(config, items, config.getoption(_SEED))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it for garbage again and again takes a tenth of a run."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_report_header(config: pytest.Config) -> str:
    """The seed of the run, as the option that replays it."""
    return _replay(config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The seed once more where something failed."""
    if terminalreporter.stats.get("failed") or terminalreporter.stats.get("error"):
        terminalreporter.write_line(_replay(config))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """A source of random choices that the seed of the run and the name of the test decide."""
    seed = f"{request.config.getoption(_SEED)} {request.node.nodeid}"
    return random.Random(seed)  # noqa: S311 - cases, not secrets


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
