"""/metrics: what the server counts of itself, over all of its workers, in the text form of Prometheus."""

import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from dashboard.reading.warehouse import NoWarehouseError, Warehouse
from dashboard.serving.counts import UP_TO, Counted, Counts
from dashboard.serving.dash_internals import CALLBACKS

_EXTENSION = "counts"
_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def counts(server: Flask) -> Counts:
    """What a server counts into."""
    found: Counts = server.extensions[_EXTENSION]
    return found


def measure(server: Flask, warehouse: Warehouse) -> None:
    """Count the answers of a server, and tell at /metrics."""
    own = server.extensions[_EXTENSION] = Counts()

    @server.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @server.after_request
    def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        own.answered(route, response.status_code, time.perf_counter() - g.get("began", time.perf_counter()))
        if response.is_streamed and request.path.startswith("/api/"):
            own.streams(+1)
            response.call_on_close(lambda: own.streams(-1))
        return response

    @server.get("/metrics")
    def metrics() -> Response:
        text = "\n".join((*_told(*own.of_all()), *_of_build(warehouse), ""))
        return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _told(counted: Counted, now: Mapping[str, Mapping[str, int]]) -> Iterable[str]:
    yield from _head("spt_requests_total", "counter", "Requests that were answered, by route and status.")
    for key, many in sorted(counted["requests"].items()):
        route, status = key.split("\t")
        yield f"spt_requests_total{_labels(route=route, status=status)} {many}"
    callbacks = sum(many for key, many in counted["requests"].items() if key.startswith(f"{CALLBACKS}\t"))
    yield from _head("spt_callbacks_total", "counter", "Questions of open pages that were answered.")
    yield f"spt_callbacks_total {callbacks}"
    yield from _head("spt_request_seconds", "histogram", "Seconds until an answer began, by route.")
    for route, classes in sorted(counted["seconds"].items()):
        yield from _histogram(route, classes)
    yield from _head("spt_cache_asked_total", "counter", "How often a cache was asked, and whether it had the answer.")
    for key, many in sorted(counted["caches"].items()):
        name, result = key.split("\t")
        yield f"spt_cache_asked_total{_labels(cache=name, result=result)} {many}"
    yield from _head("spt_streams_open", "gauge", "Downloads that are being sent now.")
    yield from (f"spt_streams_open{_labels(worker=pid)} {of['streams']}" for pid, of in now.items())
    yield from _head("spt_resident_memory_bytes", "gauge", "Memory of a worker.")
    yield from (f"spt_resident_memory_bytes{_labels(worker=pid)} {of['memory']}" for pid, of in now.items())


def _histogram(route: str, classes: list[float]) -> Iterable[str]:
    below = 0.0
    for end, many in zip((*map(str, UP_TO), "+Inf"), classes[:-1], strict=True):
        below += many
        yield f"spt_request_seconds_bucket{_labels(route=route, le=end)} {below:.0f}"
    yield f"spt_request_seconds_sum{_labels(route=route)} {classes[-1]:.6f}"
    yield f"spt_request_seconds_count{_labels(route=route)} {below:.0f}"


def _of_build(warehouse: Warehouse) -> Iterable[str]:
    try:
        with warehouse.snapshot() as snapshot:
            build = snapshot.build
    except NoWarehouseError:
        build = None
    yield from _head("spt_build_served", "gauge", "Whether a build is served.")
    yield f"spt_build_served {int(build is not None)}"
    if build is not None:
        age = (datetime.now(UTC).replace(tzinfo=None) - build.built_at).total_seconds()
        yield from _head("spt_build_info", "gauge", "The build that is served.")
        yield f"spt_build_info{_labels(build_id=build.build_id)} 1"
        yield from _head("spt_build_age_seconds", "gauge", "Seconds since it was made.")
        yield f"spt_build_age_seconds {age:.0f}"
    yield from _head("spt_current_readable", "gauge", "Whether the link to the served build leads to one.")
    yield f"spt_current_readable {int(build is not None and warehouse.fault is None)}"


def _head(name: str, kind: str, about: str) -> tuple[str, str]:
    return f"# HELP {name} {about}", f"# TYPE {name} {kind}"


def _labels(**said: str) -> str:
    return "{" + ",".join(f'{name}="{value.translate(_ESCAPED)}"' for name, value in said.items()) + "}"
