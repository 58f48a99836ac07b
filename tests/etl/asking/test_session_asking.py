"""After which errors a source is asked on within a session, and at which address."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl import errors
from etl.asking.client import Client
from etl.asking.manners import Manners
from etl.asking.raw import RawStore
from etl.asking.session import Session
from tests.etl.fetching import desk
from tests.etl.sources.asked import asking
from tests.fault_server import FaultServer, fine

HOPELESS = [errors.BlockedError, errors.BudgetError, errors.ThrottledError, errors.UnreachableError]
GOES_ON = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.SourceError) and kind not in HOPELESS
]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Session, FaultServer]]:
    """A session with the World Bank, and the server on this machine that answers for it."""
    with asking("worldbank", fine, tmp_path, desk()) as (session, server, _):
        yield session, server


@pytest.fixture
def session(asked: tuple[Session, FaultServer]) -> Session:
    """The session."""
    return asked[0]


@pytest.fixture
def server(asked: tuple[Session, FaultServer]) -> FaultServer:
    """The server."""
    return asked[1]


@pytest.mark.parametrize("kind", GOES_ON)
def test_one_part_fails(session: Session, kind: type[errors.SourceError]):
    """A part that fails in any other way is noted, with its name once, and the next one is asked."""
    for name in ("a", "b"):
        with session.part(name):
            if name == "a":
                raise kind("worldbank: a: nothing came; expected figures")
            session.result.fresh.append(name)
    assert session.result.failures == ["a: nothing came; expected figures"]
    assert session.result.fresh == ["b"]


@pytest.mark.parametrize("kind", HOPELESS)
def test_nothing_more_will_come(session: Session, kind: type[errors.SourceError]):
    """An error after which nothing more will come ends the source."""
    with pytest.raises(kind), session.part("a"):
        raise kind("worldbank: nobody answers")
    assert session.result.failures == []


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("403 page", errors.BlockedError),
        ("challenge", errors.BlockedError),
        ("429 long", errors.ThrottledError),
        ("reset", errors.UnreachableError),
        ("slow drip", errors.TooSlowError),
        ("endless", errors.TooLargeError),
    ],
)
def test_no_hint_in_trouble(session: Session, server: FaultServer, fault: str, kind: type[errors.SourceError]):
    """What stands in the way of the hint stands in the way of the data, and is said at once."""
    server.fault = fault
    with pytest.raises(kind):
        session.hint("/version")


def test_no_hint_without_budget(tmp_path: Path):
    """A hint that has used up the budget leaves nothing for the data, and that is said."""
    with asking("worldbank", fine, tmp_path, desk(), budget=20.0) as (session, server, _):
        server.fault = "silence"
        with pytest.raises(errors.BudgetError):
            session.hint("/version")


@pytest.mark.parametrize("slash", ["", "/"])
def test_base(server: FaultServer, tmp_path: Path, slash: str):
    """Paths are asked under the address that stands in for the service, with or without a slash at its end."""
    base = f"{server.url}/mirror/v2"
    with Client("worldbank", Manners(gap=0)) as client:
        session = Session("worldbank", f"{base}{slash}", client, RawStore(tmp_path), desk())
        session.get("/data", {"a": "1"})
        session.get("/file", [("a", "1"), ("a", "2")], base=f"{server.url}/elsewhere{slash}")
    assert session.base == base
    assert [path for _, path, _ in server.requests] == ["/mirror/v2/data?a=1", "/elsewhere/file?a=1&a=2"]
