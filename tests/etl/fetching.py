"""Asks a service once, as a refresh does, at a server that replays its answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from unittest.mock import patch

from etl import apart
from etl.asking.client import Client
from etl.asking.raw import RawStore
from etl.asking.session import Result, Session
from etl.reading.desk import Desk
from etl.register import SERVICES
from indicators.area_codes import load_area_codes
from indicators.settings import Settings
from tests.replay import ReplayServer, urls
from tests.replay_figures import all_figures

BY_ID = {service.id: service for service in SERVICES}


@lru_cache(1)
def desk() -> Desk:
    """What readers look things up in."""
    catalogue = all_figures().catalogue
    return Desk(catalogue, load_area_codes(Settings().catalogue, catalogue.areas))


@contextmanager
def guarded_here() -> Iterator[None]:
    """Guards what comes in this process: one apart takes four times as long to begin and to end as to guard it.

    An error of the program is not told as a fault of the file. That what comes is guarded apart, and that its faults
    come back from there, is tested in test_session, test_online and test_apart.
    """
    with patch.object(apart, "alone", lambda job: job.work()):
        yield


def asked(source_id: str, server: ReplayServer, store: RawStore) -> Result:
    """What became of a service that was asked without pauses; the server has the requests of this run alone."""
    server.requests.clear()
    service = BY_ID[source_id]
    manners = replace(service.manners.hurried(0.05), gap=0.0, read_timeout=20.0, budget=60.0)
    with guarded_here(), Client(source_id, manners) as client:
        session = Session(source_id, urls(server)[source_id], client, store, desk())
        service.fetch(session)
    return session.result
