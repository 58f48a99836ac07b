"""Asks one service over HTTP, politely and within a budget.

Use this for everything that leaves the machine. An answer that comes back is whole and is not a page in place of data;
what it means is for the source that asked. Everything else is an error of `etl.errors`, as a sentence.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from json import dumps
from typing import Any, Never, Self, cast

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from etl import errors
from etl.asking.answer import Answer, Trouble, body_of, now, trouble_with
from etl.asking.manners import LONGEST_WAIT, Manners, Wire

__all__ = ["Answer", "Client"]

_ACCEPT = "application/json, */*;q=0.1"
_BLOCKS = 2  # after so many a host is not asked again in this run
_TIMES = ("", "once", "twice", "three times", "four times")
_LATER = "and it is tried again at the next refresh"
_ADVICE: dict[type[errors.SourceError], str] = {
    errors.UnreachableError: f"look at the network and the proxy settings {_LATER}",
    errors.BlockedError: "the service does not serve this program from here, so put a downloaded file into data/drop",
    errors.ThrottledError: f"it wants to be asked less {_LATER}",
    errors.MovedError: "look the address up at the service and correct it in the source",
    errors.FaultError: f"an answer with data was expected {_LATER}",
    errors.RefusedError: "compare the request with the service's documentation",
    errors.ShapeError: f"data were expected {_LATER}",
    errors.TooLargeError: "ask for less at once or raise what the source may send",
    errors.TooSlowError: f"an answer was expected sooner {_LATER}",
}


def _user_agent() -> str:
    try:
        release = version("strategic-plan-tracker")
    except PackageNotFoundError:
        release = "0.1.0"
    return f"strategic-plan-tracker/{release} (statistics of public services; contact: see README)"


class _TroubleError(Exception):
    """A trouble at an address, on its way to be waited for or to become an error of `etl.errors`."""

    def __init__(self, where: str, trouble: Trouble) -> None:
        super().__init__(f"{where}: {trouble.what}")
        self.where, self.trouble = where, trouble


class Client:
    """Asks one service in one run, from one thread; a context manager. `asked` counts the requests, retries included.

    A host at which nobody listens, or which has turned the program away twice, is not asked again. A redirect may lead
    to the host that was asked, to `hosts` (the service's own) at a public address, or to `mirrors` (configured here),
    each a host with its port where it is not the usual one.
    """

    def __init__(
        self,
        source_id: str,
        manners: Manners,
        hosts: Collection[str] = (),
        mirrors: Collection[str] = (),
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.asked = 0
        self._hosts, self._mirrors = frozenset(hosts), frozenset(mirrors)
        self._id, self._manners, self._clock, self._sleep = source_id, manners, clock, sleep
        self._wire = Wire(manners, clock)
        self._last: dict[str, float] = {}
        self._blocks: Counter[str] = Counter()
        self._shut: dict[str, Trouble] = {}
        self._jitter = wait_random_exponential(manners.first_wait, LONGEST_WAIT * manners.first_wait)
        self._http = self._wire.open(source_id, {"User-Agent": _user_agent(), "Accept-Encoding": "gzip"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(
        self,
        url: str,
        params: Iterable[tuple[str, str]] = (),
        *,
        accept: str = _ACCEPT,
        etag: str = "",
        last_modified: str = "",
    ) -> Answer:
        """The answer to a GET with `params` added to the query; an error of `etl.errors` when there is none.

        With `etag` or `last_modified` of an earlier answer, the answer may be `not_modified` and without content.
        """
        pairs = tuple(params)
        headers = {"Accept": accept}
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)):
            if value and value.isascii() and value.isprintable():
                headers[name] = value
        return self._ask(self._http.build_request("GET", self._address(url, pairs), headers=headers), pairs)

    def post(
        self, url: str, *, form: Mapping[str, str] | None = None, json: Any | None = None, accept: str = _ACCEPT
    ) -> Answer:
        """The answer to a query sent as a form or as JSON, which `params` of the answer hold; errors as with `get`."""
        pairs = tuple((form or {}).items()) if json is None else (("json", dumps(json)),)
        headers = {"Accept": accept}
        request = self._http.build_request("POST", self._address(url), headers=headers, data=form, json=json)
        return self._ask(request, pairs)

    def _address(self, url: str, params: tuple[tuple[str, str], ...] = ()) -> httpx2.URL:
        try:
            address = httpx2.URL(url)
            return address.copy_with(params=[*address.params.multi_items(), *params]) if params else address
        except httpx2.InvalidURL as error:
            where = f"{self._id}: {url.partition('?')[0]!r}"
            raise errors.MovedError(f"{where}: this is not an address ({error}); correct it in the source") from error

    def _ask(self, request: httpx2.Request, params: tuple[tuple[str, str], ...]) -> Answer:
        retrying = Retrying(
            retry=retry_if_exception_type(_TroubleError),
            wait=self._wait,
            stop=self._is_over,
            sleep=self._sleep,
            retry_error_callback=self._give_up,
        )
        return retrying(self._follow, request, params)

    def _wait(self, state: RetryCallState) -> float:
        trouble, jitter = _failure(state).trouble, self._jitter(state)
        if trouble.host:  # nobody listens: this is known now, not later
            return min(jitter, self._manners.first_wait / 4, 0.5)
        return max(trouble.wait, jitter)

    def _is_over(self, state: RetryCallState) -> bool:
        tries = min(_failure(state).trouble.tries, self._manners.attempts)
        return state.attempt_number >= tries or state.upcoming_sleep >= self._wire.left()

    def _give_up(self, state: RetryCallState) -> Never:
        failure, left = _failure(state), self._wire.left()
        trouble, what, times = failure.trouble, failure.trouble.what, state.attempt_number
        if times > 1:
            what = f"{what}, {_TIMES[times] if times < len(_TIMES) else f'{times} times'}"
        if trouble.host:
            self._shut[trouble.host] = Trouble(trouble.kind, "not asked, since nobody could be reached there just now")
        elif left <= 0 or (trouble.wait < left and times < min(trouble.tries, self._manners.attempts)):
            raise self._wire.spent(what) from failure
        elif trouble.wait >= left:
            what = (
                f"{what} and asks to wait {trouble.wait:,.0f} seconds, longer than the {left:,.0f} left of its budget"
            )
        raise trouble.kind(f"{failure.where}: {what}; {_ADVICE[trouble.kind]}") from failure

    def _follow(self, request: httpx2.Request, params: tuple[tuple[str, str], ...]) -> Answer:
        first, seen = request, set()
        for _ in range(self._manners.redirects + 1):
            seen.add((request.method, str(request.url)))
            answer, following = self._exchange(request, params)
            if following is None:
                return replace(answer, url=str(first.url))
            what = f"answered {answer.status} and leads to {_plain_url(following.url)}"
            if (following.method, str(following.url)) in seen:
                raise self._trouble(request, errors.MovedError, f"{what}, in a loop")
            if not self._may_lead(first.url, following.url):
                own = " and ".join(sorted({_netloc(first.url), *self._hosts}))
                raise self._trouble(request, errors.MovedError, f"{what}, expected was an address of {own}")
            if request.url.scheme == "https" and following.url.scheme != "https":
                raise self._trouble(request, errors.MovedError, f"{what}, which is not encrypted")
            request = following
        what = f"leads on and on, more than {self._manners.redirects} times"
        raise self._trouble(first, errors.MovedError, what)

    def _may_lead(self, first: httpx2.URL, to: httpx2.URL) -> bool:
        """Whether a redirect may lead to an address; one that is of the service must be public when it is asked."""
        if _netloc(to) in {_netloc(first), *self._mirrors}:
            return True
        self._wire.public_only.add(to.host)
        return _netloc(to) in self._hosts

    def _exchange(
        self, request: httpx2.Request, params: tuple[tuple[str, str], ...]
    ) -> tuple[Answer, httpx2.Request | None]:
        host = _netloc(request.url)
        if host in self._shut:
            raise _TroubleError(self._where(request), self._shut[host])
        self._take_turn(request, host)
        try:
            response = self._send(request, host)
            with closing(response):
                content, trouble = body_of(response, self._manners.largest)
        finally:
            self._last[host] = self._clock()
        headers, status, following = response.headers, response.status_code, response.next_request
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        trouble = trouble or trouble_with(status, headers, kind, content, request.headers, self._manners.retry_on)
        if trouble and not following:
            if trouble.kind is errors.BlockedError:
                self._count_block(host)
            raise _TroubleError(self._where(request), trouble)
        url, etag, modified = str(request.url), headers.get("etag", ""), headers.get("last-modified", "")
        return Answer(url, params, status, kind, content, now(), etag, modified, status == 304, self._id), following

    def _take_turn(self, request: httpx2.Request, host: str) -> None:
        """Leave the host alone for the gap between two requests, within the budget."""
        self._wire.begin(self._where(request))
        pause = self._last[host] + self._manners.gap - self._clock() if host in self._last else 0.0
        if max(pause, 0.0) >= self._wire.left():
            raise self._wire.spent("leaving the gap between two requests")
        if pause > 0:
            self._sleep(pause)
        self.asked += 1

    def _send(self, request: httpx2.Request, host: str) -> httpx2.Response:
        try:
            return self._http.send(request, stream=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError, httpx2.UnsupportedProtocol) as error:
            what = f"nobody could be reached ({str(error) or 'no connection'})"
            trouble = Trouble(errors.UnreachableError, what, 2, host=host)
        except httpx2.TimeoutException:
            what = f"no answer began within {self._manners.read_timeout:g} seconds"
            trouble = Trouble(errors.TooSlowError, what, self._manners.attempts)
        except httpx2.TransportError:
            what = "the connection was cut before an answer came"
            trouble = Trouble(errors.UnreachableError, what, self._manners.attempts)
        raise _TroubleError(self._where(request), trouble)

    def _count_block(self, host: str) -> None:
        self._blocks[host] += 1
        if self._blocks[host] >= _BLOCKS:
            self._shut[host] = Trouble(errors.BlockedError, "not asked, since it has turned this program away twice")

    def _where(self, request: httpx2.Request) -> str:
        return f"{self._id}: {_plain_url(request.url)}"

    def _trouble(self, request: httpx2.Request, kind: type[errors.SourceError], what: str) -> _TroubleError:
        return _TroubleError(self._where(request), Trouble(kind, what))


def _failure(state: RetryCallState) -> _TroubleError:
    """What the last attempt failed with; tenacity asks its strategies after a failed attempt only."""
    return cast(_TroubleError, cast("Future[Any]", state.outcome).exception())


def _netloc(url: httpx2.URL) -> str:
    """The host of an address in lower case, with its port where that is not the usual one."""
    return url.netloc.decode("ascii").lower()


def _plain_url(url: httpx2.URL) -> str:
    """The address without query and password, as a message may show it."""
    path = url.raw_path.partition(b"?")[0].decode("ascii")
    return f"{url.scheme}://{url.netloc.decode('ascii')}{path}"
