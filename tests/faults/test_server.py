"""A server of two workers through a bad day: slow clients, silent ones, odd requests, a killed worker, a reload."""

import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest

from indicators.settings import Settings
from tests.browser.server import started
from tests.faults import size
from tests.faults.wire import Answer, connected, get, many, rest, say, until

_SECONDS = 2
_POST = b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
_SLOW = _POST + b"Content-Length: 900\r\n\r\n{"
_ASK = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
_CLOSE = b"Connection: close\r\n\r\n"

ODD = {
    "a line that is too long": (b"GET /%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * 9_000), 414, "request_uri_too_long"),
    "a line without end": (b"GET /%s" % (b"a" * 9_000), 414, "request_uri_too_long"),
    "a long field": (_ASK + b"X: %s\r\n\r\n" % (b"a" * 9_000), 431, "request_header_fields_too_large"),
    "many fields": (_ASK + b"X: y\r\n" * 100 + b"\r\n", 431, "request_header_fields_too_large"),
    "a head without end": (_ASK + (b"X: %s\r\n" % (b"a" * 8_000)) * 9, 431, "request_header_fields_too_large"),
    "a long body": (_ASK.replace(b"GET", b"POST") + b"Content-Length: 70000\r\n\r\n", 413, "request_entity_too_large"),
    "a very long body": (_ASK.replace(b"GET", b"POST") + b"Content-Length: %s\r\n\r\n" % (b"9" * 5_000), 413, None),
    "chunks": (_ASK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 411, "length_required"),
    "two lengths": (_ASK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400, "bad_request"),
    "no number": (_ASK + b"Content-Length: +1\r\n\r\na", 400, "bad_request"),
    "lines that end with LF": (b"GET /healthz HTTP/1.0\n\n", 400, "bad_request"),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00", 400, "bad_request"),
    "no method": (b"get /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 400, "bad_request"),
    "another protocol": (b"GET / HTTP/3.7\r\nHost: x\r\n\r\n", 400, "bad_request"),
    "a space in a name": (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400, "bad_request"),
}


def test_a_bad_day(thin_settings: Settings, tmp_path: Path, subtests: pytest.Subtests):
    """Whatever clients do, others are answered; what is refused is told in the error object, and noted as JSON."""
    log = tmp_path / "log"
    with started(thin_settings, log, workers=2, SPT_REQUEST_SECONDS=str(_SECONDS)) as (address, master):
        for drill in (slow, silent, odd, told, kept_alive, abandoned, killed, reloaded):
            with subtests.test(drill.__doc__):
                drill(address, master)
            with subtests.test(f"the server answers after the drill {drill.__name__}"):
                assert get(f"{address}/healthz")[0] == 200
        with subtests.test("Ctrl-C ends it without a traceback."):
            os.killpg(master.pid, signal.SIGINT)
            assert master.wait(60) == 0
    with subtests.test("Its log is lines of its own and requests as JSON."):
        logged(log.read_text(encoding="utf-8"))


def slow(address: str, _master: subprocess.Popen[bytes]) -> None:
    """Connections with a byte now and then neither keep others waiting nor last."""
    with many(address, 16, _SLOW) as connections:
        begun = time.monotonic()
        while time.monotonic() - begun < _SECONDS + 1:
            for one in connections:
                one.send(b" ")
            assert get(f"{address}/healthz")[0] == 200
            time.sleep(0.2)
        refused = [rest(one) for one in connections]
    assert {tuple(one.statuses) for one in refused} == {(408,)}
    assert {one.error["code"] for one in refused} == {"request_timeout"}


def silent(address: str, _master: subprocess.Popen[bytes]) -> None:
    """Connections that say nothing keep nobody waiting, and are ended."""
    with many(address, size(120, 500)) as connections:
        for _ in range(5):
            assert get(f"{address}/healthz")[0] == 200
        assert {rest(one).text for one in connections} == {""}


def odd(address: str, _master: subprocess.Popen[bytes]) -> None:
    """Requests that cannot be read are refused with a word that stays the same."""
    found = {name: say(address, said) for name, (said, _, _) in ODD.items()}
    expected = {name: ([status], code) for name, (_, status, code) in ODD.items() if code}
    assert {name: (found[name].statuses, found[name].error["code"]) for name in expected} == expected
    assert found["a very long body"].statuses[0] >= 400
    assert all(one.header("X-Request-ID") for one in found.values())


def told(address: str, _master: subprocess.Popen[bytes]) -> None:
    """An answer carries the id that came with the request, or one of its own where that has not the form of one."""
    answers = [
        say(address, _ASK + b"X-Request-ID: " + given + b"\r\n" + _CLOSE) for given in (b"of-the-proxy.1", b"<b>")
    ]
    assert answers[0].header("X-Request-ID") == "of-the-proxy.1"
    assert re.fullmatch(r"[0-9a-f]{32}", answers[1].header("X-Request-ID"))
    say(
        address,
        b'GET /nothing%0a%7b%22id%22:%22forged%22%7d HTTP/1.1\r\nHost: x\r\nUser-Agent: "}\xc3\xa9\r\n' + _CLOSE,
    )


def kept_alive(address: str, _master: subprocess.Popen[bytes]) -> None:
    """A connection is used again: for requests behind each other, in pieces, or with a pause before the body."""
    both = say(address, _ASK + b"\r\n" + _ASK + _CLOSE)
    assert both.statuses == [200, 200]
    pieces = say(address, _ASK[:10], _ASK[10:] + b"\r", b"\n", _ASK + _CLOSE)
    assert pieces.statuses == [200, 200]
    with connected(address) as connection:
        connection.sendall(_POST + b"Content-Length: 2\r\nExpect: 100-continue\r\n" + _CLOSE)
        assert Answer(connection.recv(100).decode()).statuses == [100]
        connection.sendall(b"{}")
        assert rest(connection).statuses[-1] == 400  # it is no question


def abandoned(address: str, _master: subprocess.Popen[bytes]) -> None:
    """A download that is left half-way is given up."""
    for _ in range(3):
        with connected(address) as connection:
            connection.sendall(b"GET /api/v1/observations.csv?edition=all HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(64)
    until(lambda: set(re.findall(r"^spt_streams_open\S+ (\d+)", get(f"{address}/metrics")[1], re.MULTILINE)) == {"0"})


def killed(address: str, master: subprocess.Popen[bytes]) -> None:
    """Of a worker that is killed only what it was answering is lost; another takes its place."""
    before = workers(address)
    with asking(address) as (answered, failed):
        until(lambda: len(answered) > 5)
        os.kill(int(min(before)), signal.SIGKILL)
        until(lambda: len(now := workers(address)) == 2 and min(before) not in now)
    assert len(failed) <= _CLIENTS
    assert master.poll() is None
    assert "spt_requests_total" in get(f"{address}/metrics")[1]


def reloaded(address: str, master: subprocess.Popen[bytes]) -> None:
    """New workers take over when they are warm: no request is lost."""
    before = workers(address)
    with asking(address) as (_, failed):
        master.send_signal(signal.SIGHUP)
        until(lambda: len(now := workers(address)) == 2 and not before & now)
    assert failed == []


_CLIENTS = 3


@contextmanager
def asking(address: str) -> Iterator[tuple[list[int], list[str]]]:
    """Clients that ask one question after the other: how they were answered, and what failed."""
    answered: list[int] = []
    failed: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.wait(0.02):
            try:
                answered.append(get(f"{address}/api/v1/targets")[0])
            except (OSError, HTTPException) as error:
                failed.append(repr(error))

    clients = [threading.Thread(target=ask) for _ in range(_CLIENTS)]
    for one in clients:
        one.start()
    try:
        yield answered, failed
    finally:
        done.set()
        for one in clients:
            one.join()
    assert set(answered) == {200}


def workers(address: str) -> set[str]:
    """The workers that say how much memory they hold; none while none of them answers."""
    try:
        return set(
            re.findall(r'^spt_resident_memory_bytes\{worker="(\d+)"', get(f"{address}/metrics")[1], re.MULTILINE)
        )
    except (OSError, HTTPException):
        return set()


def logged(text: str) -> None:
    """No traceback; every other line is of the server, or a request as JSON, with what was refused among them."""
    assert "Traceback" not in text
    requests = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert all(one.startswith(("[20", "{", "20")) for one in text.splitlines())
    assert {408, 411, 413, 414, 431} <= {one["status"] for one in requests}
    assert [one["path"] for one in requests if "forged" in one.get("path", "")] == ['/nothing\n{"id":"forged"}']
    assert "of-the-proxy.1" in {one["id"] for one in requests}
