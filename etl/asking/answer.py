"""What a service has answered, and what is wrong with it when it is not data."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

import httpx2

from etl import errors
from etl.limits import MOST_JSON, in_words

EXCERPT = 20_000  # bytes looked at of an answer that is not data
_SHORT = 1_000  # bytes of an answer that may be a refusal in the clothes of data
_PIECE = 1 << 20  # bytes undone at once, so that a small bomb cannot fill the memory
_ALWAYS, _ONCE_MORE = 99, 2  # how often to ask in all, as far as the manners allow
_DATA = frozenset({200, 201, 202, 203})
_CHALLENGED = frozenset({200, 202, 403, 405, 429, 503})
_CHALLENGES = re.compile(
    "just a moment|cf-chl|challenge-platform|awswaf|incapsula|captcha|verify you are human|enable javascript"
)


@dataclass(frozen=True)
class Answer:
    """One whole answer of a service; `content` is empty when the service says that nothing has changed (304)."""

    url: str  # as asked, final query string included
    params: tuple[tuple[str, str], ...]
    status: int
    content_type: str  # lower case, without parameters
    content: bytes  # decoded (gzip undone)
    received_at: datetime  # UTC, whole seconds
    etag: str
    last_modified: str
    not_modified: bool  # 304
    source_id: str = field(default="", repr=False, compare=False)  # for the message of an error

    def json(self) -> Any:
        """The content as JSON; ShapeError when it is none, or too large to be taken apart beside everything else."""
        if len(self.content) > MOST_JSON:
            raise errors.ShapeError(
                f"{self.source_id}: {self.url.partition('?')[0]}: the answer is {in_words(len(self.content))} of JSON; "
                f"expected at most {in_words(MOST_JSON)}: ask for less at once"
            )
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise errors.ShapeError(
                f"{self.source_id}: {self.url.partition('?')[0]}: the answer is not JSON ({error}) but begins "
                f"with {_plain(self.content)[:60]!r}; compare the request with the service's documentation"
            ) from error


@dataclass(frozen=True)
class Trouble:
    """Why an answer is not data, and whether it may help to ask again."""

    kind: type[errors.SourceError]
    what: str  # the middle of the sentence that a user sees
    tries: int = 1  # how often to ask in all, as far as the manners allow
    wait: float = 0.0  # seconds that the service asks to be left alone
    host: str = ""  # the host at which nobody listens


def now() -> datetime:
    """The time in UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def body_of(response: httpx2.Response, largest: int) -> tuple[bytes, Trouble | None]:
    """The decoded body and what is wrong with it; of an answer that is not data, what can be read of its beginning."""
    is_data, coding = response.status_code in _DATA, response.headers.get("content-encoding", "").strip().lower()
    most = largest if is_data else EXCERPT
    declared = response.headers.get("content-length", "")
    length = int(declared) if declared.isdigit() else 0
    content, trouble = bytearray(), None
    raw = response.iter_raw()
    try:
        for piece in _gunzipped(raw) if coding in {"gzip", "x-gzip"} else raw:
            content += piece
            if max(len(content), length) > most:
                trouble = Trouble(errors.TooLargeError, f"the answer is larger than {most:,} bytes")
                break
    except httpx2.TimeoutException:
        trouble = Trouble(errors.TooSlowError, f"the answer stopped after {len(content):,} bytes", _ALWAYS)
    except (httpx2.TransportError, EOFError) as error:
        trouble = Trouble(errors.ShapeError, f"the answer is cut after {len(content):,} bytes ({error})", _ALWAYS)
    except zlib.error:
        trouble = Trouble(errors.ShapeError, "the answer calls itself gzip and is not", _ONCE_MORE)
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        trouble = trouble or Trouble(errors.ShapeError, f"the answer is packed as {coding!r} instead of gzip")
    return bytes(content), trouble if is_data else None


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The content of a gzip stream in pieces of at most 1 MiB; zlib.error when it is none, EOFError when it is cut."""
    machine, begun = zlib.decompressobj(zlib.MAX_WBITS | 16), False
    for piece in pieces:
        rest, begun = piece, True
        while True:
            out = machine.decompress(rest, _PIECE)
            yield out
            if machine.eof and machine.unused_data.strip(b"\0"):  # another member follows
                rest, machine = machine.unused_data, zlib.decompressobj(zlib.MAX_WBITS | 16)
                continue
            rest = machine.unconsumed_tail
            if not rest and len(out) < _PIECE:
                break
    if begun and not machine.eof:
        raise EOFError("the gzip stream ends early")


def trouble_with(
    status: int,
    headers: Mapping[str, str],
    content_type: str,
    content: bytes,
    asked: Mapping[str, str],
    retry_on: frozenset[int],
) -> Trouble | None:
    """What is wrong with an answer to a request with the headers `asked`; None when it holds data, or when it says
    that nothing has changed (304) and was asked that.
    """
    html = _is_html(content_type, content)
    said = _plain(content) if html or status not in _DATA or len(content) < _SHORT else ""  # of data nothing is quoted
    tries = _ALWAYS if status in retry_on else 1
    wait = _seconds_to_wait(headers.get("retry-after", ""))
    quoted = f"answered {status}" + (f" ({said})" if said and not html else "")
    trouble = None
    if status == 403 and not html and "Missing Authentication Token" in said:
        trouble = Trouble(errors.MovedError, f"{quoted}, which means that there is nothing at this address")
    elif _is_block(status, headers, html, content):
        trouble = Trouble(errors.BlockedError, f"answered {status} and turns this program away")
    elif status == 429 or (len(content) < _SHORT and b"Throughput exceeds" in content):
        trouble = Trouble(errors.ThrottledError, quoted, tries if status == 429 else _ALWAYS, wait)
    elif status >= 500 or status in retry_on:
        trouble = Trouble(errors.FaultError, quoted, tries, wait)
    elif status in {404, 410} or (300 <= status < 400 and status != 304):
        trouble = Trouble(errors.MovedError, f"answered {status}, so there is nothing at this address")
    elif status >= 400:
        trouble = Trouble(errors.RefusedError, f"refused the request with {status}" + (f" ({said})" if said else ""))
    elif status in _DATA and not content:
        trouble = Trouble(errors.ShapeError, f"answered {status} with an empty body", _ONCE_MORE)
    elif status in _DATA and html and "html" not in asked.get("accept", ""):
        trouble = Trouble(errors.ShapeError, f"answered {status} with a page of HTML ({said})", _ONCE_MORE)
    elif status not in _DATA and not (status == 304 and {"if-none-match", "if-modified-since"} & set(asked)):
        trouble = Trouble(errors.ShapeError, f"answered {status}, which is not a whole answer")
    return trouble


def _is_html(content_type: str, content: bytes) -> bool:
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    begins = head.startswith(b"<") and (b"<html" in head or b"<!doctype html" in head)
    return begins or content_type in {"text/html", "application/xhtml+xml"}


def _is_block(status: int, headers: Mapping[str, str], html: bool, content: bytes) -> bool:
    if status == 403 or (status == 202 and (html or not content)):
        return True
    if "x-amzn-waf-action" in headers or headers.get("cf-mitigated") == "challenge":
        return True
    head = content[:EXCERPT].decode("utf-8", "replace").lower()
    return status in _CHALLENGED and html and _CHALLENGES.search(head) is not None


def _plain(content: bytes) -> str:
    """The first 120 characters that a reader of an answer would see, on one line."""
    text = content[:EXCERPT].decode("utf-8", "replace")
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        text = re.sub(r"(?is)<(script|style)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)|<[^>]*(>|$)", " ", text)
    text = "".join(each if each.isprintable() else " " for each in unescape(text))
    return " ".join(text.split())[:120]


def _seconds_to_wait(header: str) -> float:
    """The seconds that a Retry-After header asks for, as a number or a date; 0 when it says neither."""
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return float(header)
    try:
        then = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
