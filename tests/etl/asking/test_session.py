"""The guards before a download is kept, and what becomes of the parts of a source."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.asking.client import Client
from etl.asking.manners import Manners
from etl.asking.raw import RawStore
from etl.asking.session import Session
from etl.errors import BlockedError, EmptyError, FaultError, RefusedError, ShapeError
from etl.sources.owid import LAYOUTS
from etl.sources.worldbank import API
from tests.etl.fetching import desk
from tests.fault_server import FaultServer, Reply

CHART = LAYOUTS[0]
CODES = ("KEN", "UGA", "TZA", "RWA", "BDI", "ETH", "GHA", "NGA", "SEN", "MLI")


def chart(values: dict[tuple[str, int], str]) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["Entity", "Code", "Year", "it_net_user_zs"])
    rows.writerows(["some economy", code, year, value] for (code, year), value in values.items())
    return text.getvalue().encode()


TEXT = {"Content-Type": "text/csv"}
GOOD = {(code, year): "40.5" for code in CODES for year in range(2015, 2025)}


class Served:
    """A service whose one answer a test may change."""

    def __init__(self) -> None:
        self.reply: Reply = (200, TEXT, chart(GOOD))


def has(service: Served, content: bytes, **marks: str) -> None:
    service.reply = (200, TEXT | marks, content)


@pytest.fixture
def service() -> Served:
    return Served()


@pytest.fixture
def session(service: Served, tmp_path: Path) -> Iterator[Session]:
    manners = Manners(gap=0.0, first_wait=0.01, read_timeout=5, budget=20)
    with FaultServer(lambda _path, _query: service.reply) as server, Client("owid", manners) as client:
        yield Session("owid", server.url, client, RawStore(tmp_path), desk())


def keep(session: Session, version: str = "") -> None:
    session.keep("use", CHART, [session.get("/use.csv", accept="text/csv", since="use")], version)


def held(session: Session) -> bytes:
    store = session._store
    [download] = store.downloads("owid")
    return store.content(download)[0]


def test_a_good_download(session: Session):
    """A download that passes is kept and fresh; the same bytes again are unchanged."""
    keep(session)
    keep(session)
    assert (session.result.fresh, session.result.unchanged) == (["use"], ["use"])
    assert held(session) == chart(GOOD)


def test_not_modified(session: Session, service: Served):
    """A service that sends a mark is asked whether it has something newer, and 304 is unchanged."""
    has(service, chart(GOOD), ETag='"one"')
    keep(session)
    service.reply = (304, {"ETag": '"one"'}, b"")
    keep(session)
    assert session.result.unchanged == ["use"]
    assert held(session) == chart(GOOD)


def test_a_known_version(session: Session):
    """A copy of the provider's present version need not be asked for; without a version it must."""
    assert not session.is_current("use", "v1")
    keep(session, "v1")
    assert session.is_current("use", "v1")
    assert not session.is_current("use", "v2")
    assert not session.is_current("use", "")


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"a,b,c\n1,2,3\n", ShapeError, "is not what 'Our World in Data, CSV of a chart' looks like"),
        (chart({}), EmptyError, "holds no figure that an indicator is fed from (it is empty)"),
        (chart({("KEN", 2020): ".."}), EmptyError, "no value"),
        (chart(GOOD | {(code, 2014): "140" for code in CODES}), ShapeError, "break the row contract, the first: value"),
        (chart({key: GOOD[key] for key in list(GOOD)[:89]}), ShapeError, "89 figures, where the last good copy has"),
        (chart({(c, y): "40.5" for c in CODES[:8] for y in range(2005, 2025)}), ShapeError, "8 areas, where"),
    ],
)
def test_guards(session: Session, service: Served, content: bytes, error: type[Exception], said: str):
    """What is not as expected is put aside with the reason, and the good copy stays."""
    keep(session)
    has(service, content)
    with pytest.raises(error, match=r"What was received lies in refused/use\.reason\.txt") as caught:
        keep(session)
    assert said in str(caught.value)
    assert held(session) == chart(GOOD)
    assert session.result.fresh == ["use"]


def test_just_enough(session: Session, service: Served):
    """Nine tenths of the figures are enough, and five rejected rows in a hundred."""
    keep(session)
    fewer = {key: GOOD[key] for key in list(GOOD)[:90]}
    has(service, chart(fewer))
    keep(session)
    assert held(session) == chart(fewer)
    broken = GOOD | dict.fromkeys(list(GOOD)[:5], "140")
    has(service, chart(broken))
    keep(session)
    assert held(session) == chart(broken)


def test_a_broken_first_download(session: Session, service: Served):
    """Where no good copy is there yet, a bad one is not kept either."""
    has(service, b"a,b,c\n1,2,3\n")
    with pytest.raises(ShapeError):
        keep(session)
    assert session._store.downloads("owid") == []


def test_parts(session: Session):
    """One part that fails does not stop the others; an error after which nothing will come does."""
    with session.part("one"):
        raise EmptyError("owid: one: nothing in it")
    with session.part("two"):
        keep(session)
    assert (session.result.failures, session.result.fresh) == (["one: nothing in it"], ["use"])
    with pytest.raises(BlockedError), session.part("three"):
        raise BlockedError("owid: turned away")


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ((200, {"Content-Type": "application/json"}, b'{"version": 7}'), {"version": 7}),
        ((404, {}, b""), None),
        ((400, {}, b"no"), None),
        ((200, {"Content-Type": "text/html"}, b"<html></html>"), None),
        ((500, {}, b"no"), None),
    ],
)
def test_hints(session: Session, service: Served, reply: Reply, found: object):
    """A route that is asked only to save work may be missing or broken: that is no answer, not a failure."""
    service.reply = reply
    assert session.hint("/version") == found


def test_a_hint_that_is_refused(session: Session, service: Served):
    """A service that turns the program away does so for its data as well: that is no hint but a failure."""
    service.reply = (403, {"Content-Type": "text/html"}, b"<html></html>")
    with pytest.raises(BlockedError):
        session.hint("/version")


def test_series_and_aliases(session: Session):
    """A session names each series once, by its present code, and knows the codes it had."""
    other = Session("data360", "http://127.0.0.1:9", session._client, session._store, desk())
    assert other.series().count("MOB_COV_4G") == 1
    assert other.aliases("ITU_DH_POP_COV_4G") == ("MOB_COV_4G", "ITU_DH_POP_COV_4G")
    assert other.aliases("unknown") == ("unknown",)
    assert API.source_id == "worldbank"


def test_errors_of_requests(session: Session, service: Served):
    """An error of a request is the error of the client, with the sentence of what was asked."""
    for status, error in ((404, Exception), (503, FaultError), (413, RefusedError)):
        service.reply = (status, {}, b"no")
        with pytest.raises(error, match="owid: http"):
            session.get("/use.csv")
