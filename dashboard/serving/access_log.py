"""The log of requests: one line each, as JSON, in which nothing that a client sent can look like a line of its own."""

import json
import os
from datetime import UTC, datetime, timedelta
from typing import Any

from gunicorn.glogging import Logger

from dashboard.serving.identity import HEADER

_LONGEST = 2_000


class AccessLog(Logger):
    """gunicorn's logger, with this form for requests."""

    def access(
        self,
        resp: Any,
        req: Any,  # noqa: ARG002 - gunicorn's signature
        environ: dict[str, Any],
        request_time: timedelta,
    ) -> None:
        """Note a request that was answered."""
        if self.access_log_enabled:
            said = {
                "id": _header(resp.headers, HEADER),
                "remote": environ.get("REMOTE_ADDR", ""),
                "method": environ.get("REQUEST_METHOD", ""),
                "path": environ.get("PATH_INFO", ""),
                "query": environ.get("QUERY_STRING", ""),
                "status": int(str(resp.status).split()[0]),
                "bytes": resp.sent,
                "ms": round(request_time.total_seconds() * 1_000, 1),
                "referer": environ.get("HTTP_REFERER", ""),
                "agent": environ.get("HTTP_USER_AGENT", ""),
            }
            self._write(said)

    def refused(self, addr: Any, status: int, message: str, request_id: str) -> None:
        """Note a request that was refused before it was read."""
        if self.access_log_enabled:
            remote = addr[0] if isinstance(addr, tuple) else ""
            self._write({"id": request_id, "remote": remote, "status": status, "refused": message})

    def _write(self, said: dict[str, Any]) -> None:
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        told = {name: value[:_LONGEST] if isinstance(value, str) else value for name, value in said.items()}
        self.access_log.info("%s", json.dumps({"time": moment, "worker": os.getpid(), **told}))


def _header(headers: list[tuple[str, str]], name: str) -> str:
    return next((value for one, value in headers if one.lower() == name.lower()), "")
