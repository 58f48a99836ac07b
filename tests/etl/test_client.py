"""What a client brings home from a service, and how it fails when the service does."""

import gzip
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx2
import pytest

from etl import errors
from etl.client import Client
from etl.manners import Manners
from tests.faults import BREAKS, HTML, JSON, PAGE, REPLIES, FaultServer, Reply

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


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
def client() -> Iterator[Client]:
    with Client("itu", HURRIED) as opened:
        yield opened


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


def free_port() -> int:
    """A port at which nobody listens."""
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def test_answer(server: FaultServer, client: Client):
    """An answer says what was asked, in full, and brings the content, its kind, its validators and the time in UTC."""
    server.answers = lambda _path, query: (200, {"Content-Type": "Text/CSV; charset=x", "ETag": '"7"'}, query.encode())
    answer = client.get(f"{server.url}/data?a=1", [("b", "2 3"), ("b", "ä")])
    assert answer.content == b"a=1&b=2+3&b=%C3%A4"
    assert answer.url == f"{server.url}/data?a=1&b=2+3&b=%C3%A4"
    assert answer.params == (("b", "2 3"), ("b", "ä"))
    assert (answer.status, answer.content_type, answer.etag, answer.last_modified) == (200, "text/csv", '"7"', "")
    assert answer.received_at.tzinfo is UTC
    assert answer.received_at.microsecond == 0
    assert not answer.not_modified


def test_headers(server: FaultServer, client: Client):
    """A request names the program honestly, asks for gzip at most and says which kind of answer it wants."""
    client.get(f"{server.url}/a", accept="text/csv, */*;q=0.1")
    _, _, headers = server.requests[0]
    assert re.fullmatch(
        r"strategic-plan-tracker/\d+\.\d+\.\d+ \(statistics of public services; contact: see README\)",
        headers["User-Agent"],
    )
    assert headers["Accept"] == "text/csv, */*;q=0.1"
    assert headers["Accept-Encoding"] == "gzip"
    assert "If-None-Match" not in headers
    assert "If-Modified-Since" not in headers


def test_no_cookies(server: FaultServer, client: Client):
    """A cookie is not kept."""
    server.answers = lambda _path, _query: (200, JSON | {"Set-Cookie": "who=you; Path=/"}, b"[1]")
    client.get(f"{server.url}/a")
    client.get(f"{server.url}/a")
    assert not any("Cookie" in headers for _, _, headers in server.requests)


@pytest.mark.parametrize(
    ("options", "body"),
    [({"form": {"a": "1 2", "b": "ü"}}, "a=1+2&b=%C3%BC"), ({"json": {"a": [1]}}, '{"a":[1]}')],
)
def test_post(server: FaultServer, client: Client, options: dict, body: str):
    """A query can be sent as a form or as JSON, and is asked again like any other when the service fails."""
    server.fault = "500 twice"
    answer = client.post(f"{server.url}/facts", **options)
    assert answer.json() == {"path": "/facts", "query": body}
    assert [method for method, _, _ in server.requests] == ["POST"] * 3


def test_conditional_request(server: FaultServer, client: Client):
    """With the validators of an earlier answer, a service that has nothing new is answered for as not modified."""
    server.fault = "304"
    answer = client.get(f"{server.url}/a", etag='W/"1"', last_modified="Fri, 02 Oct 2026 08:00:00 GMT")
    assert (answer.not_modified, answer.status, answer.content, answer.etag) == (True, 304, b"", '"same"')
    assert server.requests[0][2]["If-None-Match"] == 'W/"1"'
    assert server.requests[0][2]["If-Modified-Since"] == "Fri, 02 Oct 2026 08:00:00 GMT"


def test_unfit_validator(server: FaultServer, client: Client):
    """A validator that no header can hold is left out."""
    assert client.get(f"{server.url}/a", etag='"ä"', last_modified="x\r\nHost: y").status == 200
    assert {"If-None-Match", "If-Modified-Since"}.isdisjoint(server.requests[0][2])


def test_not_modified_unasked(server: FaultServer, client: Client):
    """A service that says "not modified" without having been asked has not answered."""
    server.fault = "304"
    assert "answered 304" in refusal(errors.ShapeError, client, f"{server.url}/a")


@pytest.mark.parametrize("members", [1, 3])
def test_gzip(server: FaultServer, client: Client, members: int):
    """Gzip is undone, in however many members it comes."""
    parts = [b"[%d]" % each * 500_000 for each in range(members)]
    packed = b"".join(gzip.compress(part) for part in parts)
    server.answers = lambda _path, _query: (200, JSON | {"Content-Encoding": "gzip"}, packed)
    whole = client.get(f"{server.url}/a").content == b"".join(parts)
    assert whole  # not compared here: pytest would print both


@pytest.mark.parametrize(
    ("fault", "kind", "asked", "sentence"),
    [
        ("403 page", errors.BlockedError, 1, "answered 403 and turns this program away; .* put a downloaded file into"),
        ("challenge", errors.BlockedError, 1, "answered 202 and turns this program away"),
        ("429 long", errors.ThrottledError, 1, "asks to wait 3,600 seconds, longer than the [0-9]+ left of its budget"),
        ("500 always", errors.FaultError, 4, r'answered 500 \(\{"message": "Intern.*"\}\), four times; .* refresh$'),
        ("half body", errors.ShapeError, 4, "the answer is cut after [0-9]+ bytes .*, four times"),
        ("broken chunks", errors.ShapeError, 4, "the answer is cut after .* bytes .*, four times"),
        ("cut gzip", errors.ShapeError, 4, r"is cut after [0-9]+ bytes \(the gzip stream ends early\), four times"),
        ("html 200", errors.ShapeError, 2, r"a page of HTML \(Portal Welcome\), twice; data were expected"),
        ("gzip garbage", errors.ShapeError, 2, "calls itself gzip and is not, twice"),
        ("empty body", errors.ShapeError, 2, "answered 200 with an empty body, twice"),
        ("redirect loop", errors.MovedError, 1, "answered 302 and leads to http://127.0.0.1:[0-9]+/data, in a loop"),
        ("reset", errors.UnreachableError, 4, "the connection was cut before an answer came, four times"),
        ("slow drip", errors.TooSlowError, 1, "drips at [0-9]+ bytes a second, expected were at least 1,000"),
        ("slow headers", errors.TooSlowError, 1, "drips at [0-9]+ bytes a second"),
    ],
)
def test_fault(
    server: FaultServer, client: Client, fault: str, kind: type[errors.SourceError], asked: int, sentence: str
):
    """Each fault of a service has its error, asked for as often as makes sense, in one sentence without the query."""
    server.fault = fault
    message = refusal(kind, client, f"{server.url}/data?key=secret")
    assert message.startswith(f"itu: {server.url}/data: ")
    assert re.search(sentence, message), message
    assert "secret" not in message
    assert "\n" not in message
    assert client.asked == len(server.requests) == asked


def test_silence(server: FaultServer):
    """A service that does not begin to answer is left after the read timeout, and asked four times."""
    server.fault = "silence"
    with Client("itu", replace(HURRIED, read_timeout=0.1)) as client:
        message = refusal(errors.TooSlowError, client, f"{server.url}/data?key=secret")
        assert message.startswith(f"itu: {server.url}/data: no answer began within 0.1 seconds, four times")
        assert "secret" not in message
        assert client.asked == len(server.requests) == 4


def test_every_fault_is_looked_at():
    """Every fault that the server knows stands in a test of this file."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert [fault for fault in (*REPLIES, *BREAKS) if text.count(f'"{fault}"') == 0] == []


@pytest.mark.parametrize(("fault", "asked"), [("500 twice", 3), ("429", 2)])
def test_fault_that_passes(server: FaultServer, fault: str, asked: int):
    """A fault that passes is not seen."""
    server.fault = fault
    clock = Clock()
    with patient(clock) as client:
        assert client.get(f"{server.url}/a", [("b", "1")]).json() == {"path": "/a", "query": "b=1"}
        assert client.asked == asked


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind", "sentence"),
    [
        (403, JSON, b'{"message":"Missing Authentication Token"}', errors.MovedError, "nothing at this address"),
        (403, JSON, b'{"message":"Forbidden"}', errors.BlockedError, "answered 403 and turns"),
        (202, JSON, b"", errors.BlockedError, "answered 202 and turns"),
        (200, HTML, b"<html><script src=//x.awswaf.com/challenge.js></script></html>", errors.BlockedError, "200 and"),
        (503, HTML, b"<html><title>Just a moment...</title></html>", errors.BlockedError, "503 and turns"),
        (405, JSON | {"x-amzn-waf-action": "captcha"}, b"", errors.BlockedError, "405 and turns"),
        (404, JSON, b"{}", errors.MovedError, "answered 404, so there is nothing at this address; look the address up"),
        (410, HTML, PAGE, errors.MovedError, "answered 410"),
        (301, {}, b"", errors.MovedError, "answered 301, so there"),
        (302, {"Location": "http://[::bad/"}, b"", errors.MovedError, "answered 302, so there"),
        (
            400,
            HTML,
            b"<p>Unknown&nbsp;<b>series</b>\n 17</p><script>x()</script>",
            errors.RefusedError,
            r"refused the request with 400 \(Unknown series 17\)",
        ),
        (406, {}, b"", errors.RefusedError, "refused the request with 406; compare"),
        (413, {}, b"x" * 500, errors.RefusedError, rf"\({'x' * 120}\)"),
        (414, {}, b"a\x1b[31m\x00b", errors.RefusedError, r"\(a \[31m b\)"),
        (401, JSON, b"{}", errors.RefusedError, "401"),
        (501, {}, b"", errors.FaultError, "answered 501; "),
        (204, {}, b"", errors.ShapeError, "204"),
        (206, JSON, b"[1", errors.ShapeError, "answered 206, which is not a whole answer"),
        (200, JSON, b"\xef\xbb\xbf \n<!doctype HTML><title>x</title>", errors.ShapeError, "a page of HTML"),
        (200, HTML, b"Sorry, we are closed.", errors.ShapeError, r"a page of HTML \(Sorry, we are closed.\)"),
        (200, {}, b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "">', errors.ShapeError, "a page of HTML"),
        (200, JSON | {"Content-Encoding": "br"}, b"\x0b\x02\x80", errors.ShapeError, "packed as 'br' instead of gzip"),
        (500, JSON, b'{"message": "No data available"}', errors.FaultError, "No data available"),
    ],
)
def test_answer_that_is_not_data(
    client: Client, status: int, headers: dict, body: bytes, kind: type[errors.SourceError], sentence: str
):
    """What is sent in place of data is told apart by status, kind and first bytes."""
    with always(status, headers, body) as server:
        assert re.search(sentence, refusal(kind, client, f"{server.url}/a"))


def test_data_that_look_odd(client: Client):
    """XML is not HTML, a page is data for whoever asks for HTML, and a page that mentions a captcha is no challenge."""
    with always(200, {"Content-Type": "application/xml"}, b'<?xml version="1.0"?><mes:Structure/>') as server:
        assert client.get(server.url).status == 200
    with always(200, HTML, PAGE) as server:
        assert client.get(server.url, accept="text/html").content == PAGE
    with always(200, JSON, b'["captcha", "Just a moment"]') as server:
        assert client.get(server.url).json() == ["captcha", "Just a moment"]


@pytest.mark.parametrize("status", [200, 400, 500])
def test_throughput(client: Client, status: int):
    """A service that says "Throughput exceeds" asks for patience, whatever its status, and is asked again."""
    with always(status, JSON, b'{"errors": "Throughput exceeds the current capacity"}') as server:
        assert ", four times" in refusal(errors.ThrottledError, client, server.url)
        assert len(server.requests) == 4


def test_json(client: Client):
    """Content that is not JSON is refused with its beginning."""
    for body in (b"{", b"error: down", b"\xff\xfe\x00", b"[" * 100_000):
        with always(200, JSON, body) as server:
            answer = client.get(f"{server.url}/a?b=1")
            with pytest.raises(errors.ShapeError, match=rf"^itu: {server.url}/a: the answer is not JSON .*; compare"):
                answer.json()


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


def test_not_retried(server: FaultServer):
    """A status that the manners do not name is not asked for again."""
    server.fault = "500 always"
    with Client("itu", replace(HURRIED, retry_on=frozenset({502}))) as client:
        assert "answered 500 (" in refusal(errors.FaultError, client, server.url)
        assert client.asked == 1


def test_connection_refused():
    """A host at which nobody listens is tried once more, soon, and then not at all, while others are still asked."""
    clock = Clock()
    url = f"http://127.0.0.1:{free_port()}"
    with patient(clock) as client, FaultServer() as server:
        message = refusal(errors.UnreachableError, client, f"{url}/a?b=c")
        assert re.match(rf"itu: {url}/a: nobody could be reached \(.*refused.*\), twice; look at the network", message)
        assert sum(clock.slept) <= 1
        assert client.asked == 2
        message = refusal(errors.UnreachableError, client, f"{url}/other")
        assert message.startswith(f"itu: {url}/other: not asked, since nobody could be reached there just now")
        assert client.asked == 2
        assert client.get(server.url).status == 200


@pytest.mark.parametrize("url", ["http://nobody.invalid/a", "ftp://127.0.0.1/a", "/a"])
def test_no_such_host(client: Client, url: str, monkeypatch: pytest.MonkeyPatch):
    """A name that is not known and an address that is none are unreachable."""
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", unknown_name)
    with Client("itu", HURRIED) as fresh:
        refusal(errors.UnreachableError, fresh, url)


def unknown_name(*_: object, **__: object):
    raise socket.gaierror(-2, "Name or service not known")


def test_not_an_address(client: Client):
    """An address that cannot be read is refused before anything is asked."""
    for url, options in (
        ("http://127.0.0.1:port/a?key=1", {}),
        ("http://127.0.0.1/a", {"params": [("a", "b" * 70_000)]}),
    ):
        message = refusal(errors.MovedError, client, url, **options)
        assert "/a': this is not an address (" in message
        assert "key=1" not in message
    assert client.asked == 0


def test_no_tls(server: FaultServer, client: Client):
    """A host that does not speak TLS is unreachable."""
    message = refusal(errors.UnreachableError, client, server.url.replace("http:", "https:"))
    assert "nobody could be reached (" in message
    assert client.asked == 2


def test_blocks_shut_a_host(server: FaultServer, client: Client):
    """A host that has turned the program away twice is not asked again in this run."""
    server.fault = "403 page"
    refusal(errors.BlockedError, client, f"{server.url}/a")
    refusal(errors.BlockedError, client, f"{server.url}/b")
    server.fault = None
    message = refusal(errors.BlockedError, client, f"{server.url}/c")
    assert "not asked, since it has turned this program away twice" in message
    assert client.asked == len(server.requests) == 2


def test_unknown_routes_do_not_shut_a_host(client: Client):
    """A gateway's word for an unknown route is no block."""
    with always(403, JSON, b'{"message":"Missing Authentication Token"}') as server:
        for _ in range(3):
            refusal(errors.MovedError, client, server.url)
        assert len(server.requests) == 3


def test_redirects_are_followed(client: Client):
    """A redirect is followed, to another host, too, and the answer keeps the address that was asked."""
    with FaultServer() as there, always(301, {"Location": f"{there.url}/new?x=1"}, b"moved") as here:
        answer = client.get(f"{here.url}/old", etag='"1"')
        assert answer.json() == {"path": "/new", "query": "x=1"}
        assert answer.url == f"{here.url}/old"
        assert there.requests[0][2]["If-None-Match"] == '"1"'


def test_endless_redirects(client: Client):
    """A service that leads on and on is left after five times."""
    with FaultServer(lambda path, _query: (302, {"Location": f"{path}x"}, b"")) as server:
        message = refusal(errors.MovedError, client, f"{server.url}/a")
        assert "http://" in message
        assert "/a: leads on and on, more than 5 times; look the address up" in message
        assert len(server.requests) == 6


def test_redirect_to_plain_http(client: Client):
    """A redirect from https to http is not followed."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers={"Location": "http://example.org/data"}, stream=httpx2.ByteStream(b""))

    client._http._transport = httpx2.MockTransport(answer)
    client._http._mounts = {}
    assert "which is not encrypted" in refusal(errors.MovedError, client, "https://example.org/data")
    assert client.asked == 1


@pytest.mark.parametrize("packed", [False, True])
def test_too_large(packed: bool):
    """A body larger than agreed is not read to its end, however small it was packed, nor asked for again."""
    body = gzip.compress(b"0" * 50_000_000) if packed else b"0" * 100_001
    headers = {"Content-Type": "text/csv"} | ({"Content-Encoding": "gzip"} if packed else {})
    with always(200, headers, body) as server, Client("itu", replace(HURRIED, largest=100_000)) as client:
        message = refusal(errors.TooLargeError, client, server.url)
        assert "the answer is larger than 100,000 bytes; ask for less at once" in message
        assert client.asked == 1


def test_endless(server: FaultServer, client: Client):
    """A body that announces too much, or has no end, is left at once."""
    server.fault = "endless"
    refusal(errors.TooLargeError, client, server.url)
    assert client.asked == 1


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


def test_pause_is_no_drip(server: FaultServer, client: Client):
    """A service that falls silent before it sends the rest is waited for, up to the read timeout."""
    server.fault = "late body"
    assert client.get(f"{server.url}/a").json() == {"path": "/a", "query": ""}


def test_proxy(server: FaultServer, monkeypatch: pytest.MonkeyPatch):
    """A proxy of the environment is used, but not for this machine."""
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with Client("itu", HURRIED) as client, FaultServer() as near:
        client.get(near.url)
        assert [path for _, path, _ in near.requests] == ["/"]
        client.get("http://statistics.invalid/a?b=1")
        assert [path for _, path, _ in server.requests] == ["http://statistics.invalid/a?b=1"]


def test_unfit_environment(monkeypatch: pytest.MonkeyPatch):
    """Proxy settings that cannot be used are named."""
    monkeypatch.setenv("https_proxy", "gopher://127.0.0.1:1")
    with pytest.raises(
        errors.UnreachableError, match=r"^itu: the proxy or certificate settings .*; correct HTTPS_PROXY"
    ):
        Client("itu", HURRIED)


def test_hurried():
    """Hurried manners differ in their times only."""
    assert Manners().hurried(0.5) == replace(
        Manners(), read_timeout=30.0, connect_timeout=5.0, gap=0.25, budget=150.0, first_wait=1.0, stall=10.0
    )
