"""Asks a service once, as a refresh does, at a server that replays its answers."""

from dataclasses import replace
from functools import lru_cache

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


def asked(source_id: str, server: ReplayServer, store: RawStore) -> Result:
    """What became of a service that was asked without pauses; the server has the requests of this run alone."""
    server.requests.clear()
    service = BY_ID[source_id]
    manners = replace(service.manners.hurried(0.05), gap=0.0, read_timeout=20.0, budget=60.0)
    with Client(source_id, manners) as client:
        session = Session(source_id, urls(server)[source_id], client, store, desk())
        service.fetch(session)
    return session.result
