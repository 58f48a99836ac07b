"""What a client brings home from a service, and how it fails when the service does."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import httpx2
import pytest

from etl import errors
from etl.asking.client import Client
from tests.etl.asking.clients import HURRIED, Clock, always, patient, refusal
from tests.fault_server import BREAKS, JSON, REPLIES, FaultServer


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
def client() -> Iterator[Client]:
    with Client("itu", HURRIED) as opened:
        yield opened


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
    """Every fault that the server knows stands in a test of the client: here, or with the manners."""
    tests = (Path(__file__), Path(__file__).with_name("test_manners.py"))
    text = "".join(one.read_text(encoding="utf-8") for one in tests)
    assert [fault for fault in (*REPLIES, *BREAKS) if text.count(f'"{fault}"') == 0] == []


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


def test_redirects_are_followed(server: FaultServer):
    """A redirect is followed, to a mirror that was configured, too, and the answer keeps the address that was asked."""
    with FaultServer() as there, always(301, {"Location": f"{there.url}/new?x=1"}, b"moved") as here:
        with Client("itu", HURRIED, mirrors={there.url.removeprefix("http://")}) as client:
            answer = client.get(f"{here.url}/old", etag='"1"')
        assert answer.json() == {"path": "/new", "query": "x=1"}
        assert answer.url == f"{here.url}/old"
        assert there.requests[0][2]["If-None-Match"] == '"1"'


INSIDE = ("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "[fe80::1]", "localhost")
OUTSIDE = ("elsewhere.example", "sub.statistics.example", "statistics.example:8080", "statistics.example.elsewhere")


@pytest.mark.parametrize("host", [*INSIDE, *OUTSIDE])
def test_redirects_lead_nowhere_else(host: str):
    """A redirect to a host that is none of the service's own is not followed, whether within a network or outside."""
    with always(302, {"Location": f"http://{host}/latest"}, b"") as here:
        with Client("itu", HURRIED, {"statistics.example"}) as client:
            message = refusal(errors.MovedError, client, here.url)
        assert client.asked == 1
        own = f"{here.url.removeprefix('http://')} and statistics.example"
        assert f"leads to http://{host}/latest, expected was an address of {own}; look the address up" in message


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "::1"])
def test_redirects_lead_to_public_addresses(address: str, monkeypatch: pytest.MonkeyPatch):
    """A redirect to a host of the service whose name stands for an address within a network is not followed."""
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    known = socket.getaddrinfo

    def found(host: str, port: int, *more: object, **options: object) -> list:
        return known(address if host == "statistics.example" else host, port, *more, **options)

    with FaultServer() as there:
        port = there.url.rpartition(":")[2]
        leads = always(302, {"Location": f"http://statistics.example:{port}/"}, b"")
        with leads as here, Client("itu", HURRIED, {f"statistics.example:{port}"}) as client:
            monkeypatch.setattr(socket, "getaddrinfo", found)
            message = refusal(errors.UnreachableError, client, here.url)
    assert "nobody could be reached (its address is not a public one)" in message
    assert there.requests == []


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


def test_endless(server: FaultServer, client: Client):
    """A body that announces too much, or has no end, is left at once."""
    server.fault = "endless"
    refusal(errors.TooLargeError, client, server.url)
    assert client.asked == 1


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
