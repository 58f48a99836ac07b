"""How long a client waits for a service, and how much time a run has for all that is asked of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from etl import errors
from etl.asking.client import Client
from etl.asking.manners import Manners
from tests.etl.asking.clients import AMPLE, HURRIED, Clock, patient, refusal
from tests.fault_server import JSON, FaultServer, Reply


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def test_hurried():
    """Hurried manners differ in their times only."""
    assert Manners().hurried(0.5) == replace(
        Manners(), read_timeout=30.0, connect_timeout=5.0, gap=0.25, budget=150.0, first_wait=1.0, stall=10.0
    )


@pytest.mark.parametrize(("fault", "asked"), [("500 twice", 3), ("429", 2)])
def test_fault_that_passes(server: FaultServer, fault: str, asked: int):
    """A fault that passes is not seen."""
    server.fault = fault
    clock = Clock()
    with patient(clock) as client:
        assert client.get(f"{server.url}/a", [("b", "1")]).json() == {"path": "/a", "query": "b=1"}
        assert client.asked == asked


def test_retry_after_as_a_date():
    """Retry-After is honoured as a date, too."""
    clock = Clock()
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    replies: list[Reply] = [(429, {"Retry-After": until}, b""), (200, JSON, b"[1]")]
    with FaultServer(lambda _path, _query: replies.pop(0)) as server, patient(clock) as client:
        assert client.get(server.url).json() == [1]
    assert len(clock.slept) == 1
    assert 100 - AMPLE < clock.slept[0] <= 100


@pytest.mark.parametrize(
    ("header", "least"),
    [
        ("7", 7),
        ("0", 0),
        ("soon", 0),
        ("-5", 0),
        ("1e9", 0),
        ("²", 0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 01 Jan 99999999999999999999 00:00:00 GMT", 0),
    ],
)
def test_retry_after(header: str, least: float):
    """Retry-After in seconds is honoured; one that says nothing leaves the usual wait."""
    clock = Clock()
    replies: list[Reply] = [(503, {"Retry-After": header}, b""), (200, JSON, b"[1]")]
    with FaultServer(lambda _path, _query: replies.pop(0)) as server, patient(clock, gap=0.0) as client:
        assert client.get(server.url).json() == [1]
    assert least <= clock.slept[0] <= max(least, 2)


def test_retry_after_longer_than_the_budget(server: FaultServer):
    """A service that asks for more time than its budget has is not waited for, and the time is named."""
    server.fault = "429 long"
    clock = Clock()
    with patient(clock) as client:
        message = refusal(errors.ThrottledError, client, server.url)
    assert "asks to wait 3,600 seconds, longer than the 300 left of its budget" in message
    assert clock.slept == []


def test_waits_grow_at_random(server: FaultServer):
    """Waits are drawn from 0 to 2, 4, 8 … seconds and never above 60, and two clients do not wait alike."""
    server.fault = "500 always"
    drawn = []
    for _ in range(3):
        clock = Clock()
        with patient(clock, attempts=9, budget=9_999.0, gap=0.0) as client:
            message = refusal(errors.FaultError, client, server.url)
        assert "9 times" in message
        assert len(clock.slept) == 8
        limits = [2, 4, 8, 16, 32, 60, 60, 60]
        assert all(0 <= wait <= limit for wait, limit in zip(clock.slept, limits, strict=True))
        drawn.append(tuple(clock.slept))
    assert len(set(drawn)) == 3
    assert max(max(each) for each in drawn) > 8


def test_gap(server: FaultServer):
    """Between two requests to one host lies the gap, counted from the end of the one before."""
    clock = Clock()
    with patient(clock, gap=5.0) as client:
        client.get(f"{server.url}/a")
        assert clock.slept == []
        clock.now += 2
        client.get(f"{server.url}/b")
        assert clock.slept == [pytest.approx(3)]
        clock.now += 6
        client.get(f"{server.url}/c")
        with FaultServer() as other:
            client.get(f"{other.url}/d")
        assert len(clock.slept) == 1


def test_budget_bounds_an_answer(server: FaultServer):
    """An answer that is fast enough and never ends is left when the budget is used up."""
    server.fault = "slow drip"
    with Client("itu", replace(HURRIED, slowest=1, budget=0.5)) as client:
        message = refusal(errors.BudgetError, client, f"{server.url}/a")
    assert message.startswith(f"itu: {server.url}/a: the 0.5 seconds for everything asked of this source in one run")


@pytest.mark.parametrize("fault", ["silence", "slow headers"])
def test_budget_bounds_the_wait_for_an_answer(server: FaultServer, fault: str):
    """An answer that does not come is left when the budget is used up, not when the read timeout is."""
    server.fault = fault
    with Client("itu", replace(HURRIED, slowest=1, budget=0.3)) as client:
        refusal(errors.BudgetError, client, server.url)
        refusal(errors.BudgetError, client, server.url)
        assert client.asked == 1


def test_budget_bounds_the_waits(server: FaultServer):
    """The waits of a run never exceed its budget, and the last trouble is named."""
    server.fault = "500 always"
    clock = Clock()
    with patient(clock, attempts=99, budget=100.0) as client:
        message = refusal(errors.BudgetError, client, server.url)
    assert sum(clock.slept) < 100
    assert re.search(r"the 100 seconds .* used up \(last: answered 500 .*, [0-9]+ times\); it is tried again", message)


def test_budget_bounds_the_gaps(server: FaultServer):
    """The gaps between requests count, too."""
    clock = Clock()
    with patient(clock, gap=40.0, budget=100.0) as client:
        for _ in range(3):
            client.get(server.url)
        assert "(last: leaving the gap between two requests)" in refusal(errors.BudgetError, client, server.url)
        assert clock.slept == [40, 40]


def test_pause_is_no_drip(server: FaultServer):
    """A service that falls silent before it sends the rest is waited for, up to the read timeout."""
    server.fault = "late body"
    with Client("itu", HURRIED) as client:
        assert client.get(f"{server.url}/a").json() == {"path": "/a", "query": ""}
