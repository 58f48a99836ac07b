"""Asks the live services, several at once, each within its budget; what fails is said and the good copies stay."""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter
from urllib.parse import urlsplit

from etl.asking.client import Client
from etl.asking.manners import Manners
from etl.asking.raw import Attempt, RawStore
from etl.asking.session import Result, Session
from etl.errors import SourceError
from etl.layouts.file_layout import FAULTY
from etl.quoting import quoted
from etl.reading.desk import Desk
from etl.register import SERVICES, Service
from indicators.settings import Settings

_AT_ONCE = 6

Told = Callable[[str, str], None]
"""What is told while services are asked: the source id, and what it is doing."""


def ask(settings: Settings, desk: Desk, store: RawStore, source_ids: Collection[str], tell: Told) -> list[Attempt]:
    """Ask the services named (all of them when none is); one attempt each comes back, in the order of the register."""
    asked = [service for service in SERVICES if not source_ids or service.id in source_ids]
    store.tidy(service.id for service in asked)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return list(threads.map(lambda service: _ask(service, settings, desk, store, tell), asked))


def _ask(service: Service, settings: Settings, desk: Desk, store: RawStore, tell: Told) -> Attempt:
    started, asked_at = perf_counter(), datetime.now(UTC).replace(microsecond=0)
    tell(service.id, "asking")
    result = Result(service.id)
    try:
        base = settings.urls.get(service.id, service.base)
        hosts = {urlsplit(service.base).netloc, *service.hosts}
        mirrors = {urlsplit(url).netloc.rpartition("@")[2].lower() for url in settings.urls.values()}
        with Client(service.id, _manners(service, base, settings.patience), hosts, mirrors) as client:
            session = Session(service.id, base, client, store, desk, result)
            try:
                service.fetch(session)
            finally:
                result.requests = client.asked
    except SourceError as error:
        result.fail("", error)
    except FAULTY as error:
        what = f"{type(error).__name__}: {quoted(str(error))}"
        result.failures.append(f"an answer lacks a part that was expected ({what}); has the service changed it?")
    except Exception as error:
        result.failures.append(f"asking it ended in an error of the program ({type(error).__name__}); report it")
    attempt = _attempt(result, store.attempt(service.id), asked_at, perf_counter() - started)
    store.note(attempt)
    tell(service.id, attempt.outcome)
    return attempt


def _manners(service: Service, base: str, patience: float) -> Manners:
    """How the service is asked at an address: a mirror on this machine needs no pauses between requests."""
    manners = service.manners.hurried(patience)
    host = urlsplit(base).hostname or ""
    return replace(manners, gap=0.0) if host == "localhost" or host.startswith("127.") or host == "::1" else manners


def _attempt(result: Result, before: Attempt | None, asked_at: datetime, seconds: float) -> Attempt:
    good = len(result.fresh) + len(result.unchanged)
    outcome = "failed" if result.failures or not good else "fresh" if result.fresh else "unchanged"
    reason = "; ".join(result.failures)
    if result.failures and good:
        reason = f"{good} of {good + len(result.failures)} downloads came; {reason}"
    succeeded_at = asked_at if outcome != "failed" else (before.succeeded_at if before else None)
    return Attempt(result.source_id, outcome, reason, asked_at, succeeded_at, round(seconds, 2), result.requests)
