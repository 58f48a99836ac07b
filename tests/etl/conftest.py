"""The replayed services, an empty store for what they send, and a way to ask them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from etl.raw import RawStore
from etl.session import Result
from tests.etl.fetching import asked
from tests.replay import ReplayServer


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
