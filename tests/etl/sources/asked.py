"""Asks a server on this machine in place of a service, and reads what was kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.asking.client import Client
from etl.asking.manners import Manners
from etl.asking.raw import RawStore
from etl.asking.session import Session
from etl.reading.desk import Desk
from tests.fault_server import FaultServer, Reply


@contextmanager
def asking(
    source_id: str, answers: Callable[[str, str], Reply], folder: Path, desk: Desk, **manners: object
) -> Iterator[tuple[Session, FaultServer, RawStore]]:
    """A session with a service that answers so; all waiting is hurried."""
    polite = Manners(**manners).hurried(0.01)  # type: ignore[arg-type]
    with FaultServer(answers) as server, Client(source_id, polite) as client:
        store = RawStore(folder)
        yield Session(source_id, server.url, client, store, desk), server, store


def paths(server: FaultServer) -> list[str]:
    """What was asked for, without queries, in order."""
    return [path.partition("?")[0] for _, path, _ in server.requests]
