"""Clients that ask a failing server without making a test wait, and the sentence with which they are refused."""

import time
from dataclasses import replace

import pytest

from etl import errors
from etl.asking.client import Client
from etl.asking.manners import Manners
from tests.fault_server import FaultServer

# Waits of 0.02 s and more, stall 0.2 s. What only guards against waiting for ever is ample: a machine may be busy.
AMPLE = 60.0
HURRIED = replace(Manners().hurried(0.01), budget=AMPLE, read_timeout=AMPLE, connect_timeout=AMPLE)


class Clock:
    """Time that passes only where the client sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """The time, in seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(seconds)
        self.now += seconds


def patient(clock: Clock, **changed: object) -> Client:
    """A client with the manners of everyday whose waits cost nothing."""
    return Client("itu", replace(Manners(), **changed), clock=clock, sleep=clock.sleep)


def refusal(kind: type[errors.SourceError], client: Client, url: str, **options: object) -> str:
    """The sentence with which a GET is refused; it must not come of having waited for what only guards."""
    began = time.monotonic()
    with pytest.raises(kind) as caught:
        client.get(url, **options)
    assert type(caught.value) is kind
    assert time.monotonic() - began < AMPLE
    return str(caught.value)


def always(status: int, headers: dict[str, str], body: bytes) -> FaultServer:
    """A server with one answer to everything."""
    return FaultServer(lambda _path, _query: (status, headers, body))
