"""The replayed services, an empty store for what they send, and a way to ask them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from etl import __main__ as command_line
from etl import pipeline
from etl.asking.raw import RawStore
from etl.asking.session import Result
from etl.reading.desk import Desk
from indicators.area_codes import load_area_codes
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from tests.etl.damage import in_full, thin_copy_of_the_project
from tests.etl.fetching import asked
from tests.once import once, undamaged
from tests.replay import ReplayServer


@pytest.fixture(scope="session", autouse=True)
def _catalogues_read_once() -> Iterator[None]:
    """Builds and commands share a catalogue whose files are the same, byte for byte: to read one takes a tenth of a
    thin build.
    """
    read: dict[tuple[tuple[Path, bytes], ...], Catalogue] = {}

    def load(folder: Path) -> Catalogue:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        content = tuple((path.relative_to(folder), path.read_bytes()) for path in files)
        if content not in read:
            read[content] = load_catalogue(folder)
        return read[content]

    with patch.object(pipeline, "load_catalogue", load), patch.object(command_line, "load_catalogue", load):
        yield


@pytest.fixture(scope="session")
def desk(catalogue: Catalogue) -> Desk:
    """What readers look things up in."""
    return Desk(catalogue, load_area_codes(Settings().catalogue, catalogue.areas))


@pytest.fixture(scope="session")
def internet_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A thin project in which the World Bank and ITU's workbook say all that they say of Internet use, with its build.

    It is made once for all workers: what compares builds, and what checks one, need not read a hundred thousand
    figures for every case. Not to be damaged.
    """

    def make(empty: Path) -> None:
        pipeline.run(in_full(thin_copy_of_the_project(empty), "worldbank_2026_04", "itu_aggregates_2025_11"))

    folder = once(tmp_path_factory, "internet", make)
    yield Settings(folder, folder / "data")
    assert undamaged(folder), "a test has written to the build that others copy"


@pytest.fixture
def server() -> Iterator[ReplayServer]:
    """The services, each with what it has at first."""
    with ReplayServer() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    """An empty store."""
    return RawStore(tmp_path / "raw")


@pytest.fixture
def ask(server: ReplayServer, store: RawStore) -> Callable[[str], Result]:
    """Asks a service once."""
    return lambda source_id: asked(source_id, server, store)
