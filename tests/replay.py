"""All services at once on this machine: real shapes, few figures, and a hand on what each service has.

The figures are those of `tests.replay_figures`: published ones, and for UNCTAD, Eurostat and some series of the
others MADE UP FOR THE TESTS. The workbook of price baskets is the recorded one, where the samples are at hand; the
workbook of regional aggregates is not there. Routes are those that the services document or were seen to have.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from etl.register import SERVICES
from tests.fault_server import BLOCK, HTML, FaultServer, Reply
from tests.replay_figures import Holdings
from tests.replay_files import FILE_ROUTES
from tests.replay_json import JSON_ROUTES, NOT_THERE, Query


@dataclass
class Replay(Holdings):
    """The services; the fields of what they hold may be changed at any time."""

    def answers(self, path: str, query: Query, headers: Mapping[str, str]) -> Reply:
        """What the service at the path answers: status, headers, body."""
        for source_id, pattern, answer in (*JSON_ROUTES, *FILE_ROUTES):
            if found := re.fullmatch(pattern, path):
                if source_id in self.refuses:
                    return 403, HTML, BLOCK
                return _unless_modified(answer(self, query, *found.groups()), headers)
        return NOT_THERE


class ReplayServer(FaultServer):
    """The services behind a server that can fail (`fault`)."""

    def __init__(self, replay: Replay | None = None) -> None:
        self.replay = replay or Replay()
        super().__init__(self._answer)

    def paths(self) -> list[str]:
        """The paths that were asked for, without their queries, in order."""
        return [asked.partition("?")[0] for _, asked, _ in self.requests]

    def _answer(self, path: str, query: str) -> Reply:
        asked = (headers for _, asked, headers in reversed(self.requests) if asked.partition("?")[0] == path)
        return self.replay.answers(path, parse_qs(query), next(asked, {}))


def urls(server: FaultServer) -> dict[str, str]:
    """Where each service is to be asked: the value of SPT_URL_<SOURCE>."""
    return {service.id: f"{server.url}{urlsplit(service.base).path}" for service in SERVICES}


def _unless_modified(reply: Reply, headers: Mapping[str, str]) -> Reply:
    """The reply, or that what is asked for by its marks is still the same."""
    asked = {name.lower(): text for name, text in headers.items()}
    marks = reply[1]
    tag, moment = asked.get("if-none-match"), asked.get("if-modified-since")
    same = marks.get("ETag") == tag if tag else marks.get("Last-Modified") == moment
    return (304, marks, b"") if same and (tag or moment) else reply
