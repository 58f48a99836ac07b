"""Where a request ends: the same whatever the pieces in which it comes."""

import random

import pytest

from dashboard.serving.framing import MOST_OF_A_HEAD, Incoming, Refused
from dashboard.serving.limits import MOST_BYTES

_GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
_POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nhello\r\n\r\nyou"
REQUESTS = {
    _GET: True,
    _POST: True,
    b"\r\n" + _GET: True,
    _GET + _POST: True,
    _GET[:-1]: False,
    _POST[:-1]: False,
    b"": False,
    b"GET / HTTP/1.1\nHost: x\r\n\r\n": 400,
    b"\x00": 400,
    b"POST / HTTP/1.1\r\ntransfer-ENCODING: gzip\r\n\r\n": 411,
    b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MOST_BYTES + 1): 413,
    b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % MOST_BYTES: False,
    b"GET /%s" % (b"a" * 9_000): 414,
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * (MOST_OF_A_HEAD // 6 + 1): 431,
}


def told(found: bool | Refused) -> bool | int:
    return found.status if isinstance(found, Refused) else found


@pytest.mark.parametrize(("said", "expected"), REQUESTS.items(), ids=range(len(REQUESTS)))
def test_any_pieces(said: bytes, expected: bool | int, chance: random.Random):
    """What is found of all at once is found of it byte by byte or in any pieces, and nothing of a beginning."""
    for most in (len(said) + 1, 1, 3, 500):
        incoming, found, at = Incoming(), False, 0
        while at < len(said) and not found:
            piece = said[at : at + chance.randint(1, most)] if most > 1 else said[at : at + 1]
            at += len(piece)
            incoming.add(piece)
            found = told(incoming.whole())
        assert found == expected, most


def test_what_comes_behind():
    """All that has come is given away at once, and the next request is looked for anew."""
    incoming = Incoming()
    incoming.add(_POST + _GET)
    assert incoming.whole() is True
    assert incoming.taken() == _POST + _GET
    assert incoming.whole() is False
    incoming.add(_GET)
    assert incoming.whole() is True


def test_a_client_that_asks_whether_it_may_go_on():
    """It is told once, when its head is whole and its body is not."""
    incoming = Incoming()
    incoming.add(b"POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n")
    assert (incoming.whole(), incoming.wants_to_go_on()) == (False, False)
    incoming.add(b"\r\n")
    assert [incoming.whole(), incoming.wants_to_go_on(), incoming.wants_to_go_on()] == [False, True, False]
    incoming.add(b"{}")
    assert incoming.whole() is True
