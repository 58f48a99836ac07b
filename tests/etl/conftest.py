"""The replayed services, an empty store for what they send, and a way to ask them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from etl.raw import RawStore
from etl.reading import Desk
from etl.session import Result
from indicators.area_codes import load_area_codes
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.etl.fetching import asked
from tests.replay import ReplayServer


@pytest.fixture(scope="session")
def desk(catalogue: Catalogue) -> Desk:
    """What readers look things up in."""
    return Desk(catalogue, load_area_codes(Settings().catalogue, catalogue.areas))


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
