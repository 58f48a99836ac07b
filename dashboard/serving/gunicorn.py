"""How gunicorn serves the pages: `gunicorn --config dashboard/serving/gunicorn.py dashboard.wsgi:server`.

What an operator chooses (address, workers, threads) stands on its command line, or in GUNICORN_CMD_ARGS.
"""

import shutil
import signal
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from dashboard.serving.access_log import AccessLog
from dashboard.serving.counts import bury
from dashboard.serving.framing import MOST_FIELDS, MOST_OF_A_LINE
from dashboard.serving.worker import Worker
from indicators.settings import from_environment

_HOW_MANY = 2
_RELOADED, _READY = "reloaded", ".ready"
_WARMED_BY = ("/", "/targets/1.7", "/healthz")

worker_class = f"{Worker.__module__}.{Worker.__name__}"
logger_class = AccessLog
workers = _HOW_MANY
threads = 4
worker_connections = 1_000
preload_app = False  # DuckDB must not be open when a process forks
timeout = 30
graceful_timeout = 30
keepalive = 15
limit_request_line = MOST_OF_A_LINE
limit_request_fields = MOST_FIELDS
limit_request_field_size = MOST_OF_A_LINE
secure_scheme_headers: dict[str, str] = {}  # whom to trust is said by SPT_TRUSTED_PROXIES, and asked there alone
forwarder_headers = ""
control_socket_disable = True
accesslog = from_environment().access_log or None


def on_starting(server: Any) -> None:
    """Make the folder in which workers count; it outlasts a reload, which reads this file again."""
    server.counts = Path(tempfile.mkdtemp(prefix="spt-counts-"))


def on_reload(server: Any) -> None:
    """Note the moment: workers that were there before go on until the new ones are warm."""
    (server.counts / _RELOADED).touch()


def on_exit(server: Any) -> None:
    """Remove it."""
    shutil.rmtree(server.counts, ignore_errors=True)


def post_fork(server: Any, worker: Any) -> None:
    """Ctrl-C reaches every process of a terminal, also one that is still being set up: the master sees to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.counts = server.counts
    worker.may_stop = partial(_taken_over, server.counts, time.time(), worker.cfg.workers)


def post_worker_init(worker: Any) -> None:
    """Ask what readers ask first, before a worker takes a connection; then let it count."""
    from dashboard.serving.answered import ANEW  # noqa: PLC0415 - likewise
    from dashboard.serving.metrics import counts  # noqa: PLC0415 - the master loads nothing that a worker may load anew

    client = worker.wsgi.test_client()
    for address in _WARMED_BY:
        client.get(address, environ_overrides=ANEW)
    own = counts(worker.wsgi)
    own.share(worker.counts)
    worker.each_turn, worker.last_turn = own.publish, partial(own.publish, at_once=True)
    (worker.counts / f"{worker.pid}{_READY}").touch()


def worker_exit(_server: Any, worker: Any) -> None:
    """Write down the last that a worker has counted."""
    worker.last_turn()


def child_exit(server: Any, worker: Any) -> None:
    """Keep what an ended worker had counted."""
    bury(server.counts, worker.pid)
    (server.counts / f"{worker.pid}{_READY}").unlink(missing_ok=True)


def _taken_over(folder: Path, since: float, many: int) -> bool:
    """Whether a worker that began then may stop: nothing was reloaded, or as many workers are warm since it was."""
    try:
        reloaded = (folder / _RELOADED).stat().st_mtime
    except OSError:
        return True
    ready = [path for path in folder.glob(f"*{_READY}") if path.stat().st_mtime >= reloaded]
    return reloaded < since or len(ready) >= many
