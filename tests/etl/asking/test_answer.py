"""What counts as an answer with data, and what is sent in the place of one."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from etl import errors
from etl.asking.client import Client
from tests.etl.asking.clients import HURRIED, always, refusal
from tests.fault_server import HTML, JSON, PAGE


@pytest.fixture
def client() -> Iterator[Client]:
    with Client("itu", HURRIED) as opened:
        yield opened


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


@pytest.mark.parametrize("members", [1, 3])
def test_gzip(client: Client, members: int):
    """Gzip is undone, in however many members it comes."""
    parts = [b"[%d]" % each * 500_000 for each in range(members)]
    packed = b"".join(gzip.compress(part) for part in parts)
    with always(200, JSON | {"Content-Encoding": "gzip"}, packed) as server:
        whole = client.get(f"{server.url}/a").content == b"".join(parts)
    assert whole  # not compared here: pytest would print both


@pytest.mark.parametrize("packed", [False, True])
def test_too_large(packed: bool):
    """A body larger than agreed is not read to its end, however small it was packed, nor asked for again."""
    body = gzip.compress(b"0" * 50_000_000) if packed else b"0" * 100_001
    headers = {"Content-Type": "text/csv"} | ({"Content-Encoding": "gzip"} if packed else {})
    with always(200, headers, body) as server, Client("itu", replace(HURRIED, largest=100_000)) as client:
        message = refusal(errors.TooLargeError, client, server.url)
        assert "the answer is larger than 100,000 bytes; ask for less at once" in message
        assert client.asked == 1
