"""An answer is a function of the build and the question, so it is made once (decision 0059).

What stands around the application (`Answered`) gives what was given before, without asking the application; what it has
to make, it asks with a request that holds the question and nothing else of the reader, so that no reader gets what was
meant for another. Of equal questions that come at once one is answered and the others wait. Kept are whole answers of
status 200; never errors, streams, parts of files, and what a page that could not be made says (`not_to_be_kept`).
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, request

from dashboard.reading.warehouse import Build, NoWarehouseError, Warehouse
from dashboard.serving import identity
from dashboard.serving.kept_answers import InFolder, InMemory, KeptAnswer
from dashboard.serving.lifetimes import NOT_KEPT, UNTIL_CHANGED
from dashboard.serving.metrics import counts
from dashboard.serving.question import Environ, Question, as_posted, question_of
from dashboard.serving.release import release
from indicators.settings import Settings

_LOG = logging.getLogger(__name__)

ANEW: Mapping[str, object] = {"tracker.anew": True}
"""What a request has in its environment that is to be answered by the application itself."""

_ROUTE = "tracker.route"
_LARGEST = 1_000_000  # bytes of an answer
_PATIENCE = 20.0  # seconds for which an equal question waits
_PREPARED = 24
_MOST_COUNTED, _LONGEST_COUNTED = 500, 8_000
_OF_A_READER = ("x-request-id", "date", "server", "connection", "keep-alive", "transfer-encoding")
_OF_NOT_MODIFIED = ("etag", "cache-control", "vary", "content-location", "expires")
_OF_THE_REQUEST = ("REMOTE_ADDR", "RAW_URI")

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Answered:
    """The application behind what was answered before; it is called as the application is."""

    def __init__(self, server: Flask, settings: Settings) -> None:
        """Around what `server` is when it is made; `release` and settings that change answers name what is kept."""
        self._application: Application = server.wsgi_app
        self._warehouse: Warehouse = server.extensions["warehouse"]
        self._counts = counts(server)
        self._own = urlsplit(settings.base_url)
        said = f"{release()} {settings.base_url} {settings.frame_ancestors}"
        self._memory = InMemory(settings.answers_in_memory)
        folder, most = settings.answers, settings.answers_on_disk
        named = sha256(said.encode()).hexdigest()[:16]
        self._folder = InFolder(folder, named, most) if folder and most else None
        self._lock = threading.Lock()
        self._under_way: dict[tuple[str, Question], threading.Event] = {}
        self._asked: Counter[Question] = Counter()
        self._build = ""
        self.preparing: threading.Thread | None = None

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The answer to a request."""
        began = time.perf_counter()
        question = None if "tracker.anew" in environ else question_of(environ, self._own)
        build = self._served() if question else ""
        if question is None or not build:
            return self._application(as_posted(environ), start_response)
        if build != self._build:
            self._switch(build)
        self._note(question)
        answer = self._kept(build, question)
        self._counts.asked_cache("answers", hit=answer is not None)
        if answer is not None:
            asked_id = identity.given_or_new(environ.get("HTTP_X_REQUEST_ID", ""))
            status, body = _give(answer, environ, asked_id, start_response)
            self._counts.answered(answer.route, status, time.perf_counter() - began)
            return body
        if environ["REQUEST_METHOD"] == "HEAD" and question.path.startswith("/api/"):
            return self._application(environ, start_response)  # which finds the headers without the rows
        return self._made(build, question, environ, start_response)

    def _made(self, build: str, question: Question, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The answer of the application; who asks the same meanwhile waits, and asks too where it is not kept."""
        asked_id = identity.given_or_new(environ.get("HTTP_X_REQUEST_ID", ""))
        with self._lock:
            other = self._under_way.get((build, question))
            if other is None:
                own = self._under_way[build, question] = threading.Event()
        if other is not None:
            other.wait(_PATIENCE)
            answer = self._kept(build, question)
            if answer is not None:
                return _give(answer, environ, asked_id, start_response)[1]
        try:
            asked = question.environ() | {"HTTP_X_REQUEST_ID": asked_id}
            asked |= {name: environ[name] for name in _OF_THE_REQUEST if name in environ}
            if question.path.startswith("/api/v1/") and "HTTP_IF_NONE_MATCH" in environ:
                asked["HTTP_IF_NONE_MATCH"] = environ["HTTP_IF_NONE_MATCH"]  # spares finding what the reader has
            status, headers, body = self._ask(build, question, asked)
        finally:
            if other is None:
                with self._lock:
                    del self._under_way[build, question]
                own.set()
        if isinstance(body, KeptAnswer):
            return _give(body, environ, asked_id, start_response)[1]
        start_response(status, headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            _close(body)
            return []
        return body

    def _ask(
        self, build: str, question: Question, asked: Environ
    ) -> tuple[str, list[tuple[str, str]], Iterable[bytes] | KeptAnswer]:
        """What the application answers; where that can be kept, it is, and comes back as it is kept."""
        said: list[Any] = []
        looks, state = self._warehouse.looks, self._warehouse.folder_state
        body = self._application(asked, lambda *given: said.extend(given))
        status, headers = said[0], said[1]
        if not _to_be_kept(status, headers, asked):
            return status, headers, body
        try:
            whole = b"".join(body)
        finally:
            _close(body)
        depends = self._warehouse.looks != looks
        headers = [(name, value) for name, value in headers if name.lower() not in _OF_A_READER]
        answer = KeptAnswer(_completed(headers, whole), whole, asked.get(_ROUTE, ""), state if depends else 0)
        if self._served() == build:
            self._memory.keep(build, question, answer)
            if self._folder:
                self._folder.keep(build, question, answer)
        return status, headers, answer

    def _kept(self, build: str, question: Question) -> KeptAnswer | None:
        answer = self._memory.get(build, question)
        if answer is None and self._folder is not None:
            answer = self._folder.get(build, question)
            if answer is not None:
                self._memory.keep(build, question, answer)
        if answer is None or (answer.folder_state and answer.folder_state != self._warehouse.folder_state):
            return None
        return answer

    def _served(self) -> str:
        """What tells the served build from any other; empty where there is none."""
        try:
            return _named(*self._warehouse.now_served())
        except (NoWarehouseError, OSError):
            return ""

    def _switch(self, build: str) -> None:
        """Begin with another build: what was asked most of the one before is made beforehand, by one of the workers."""
        with self._lock:
            if self._build == build:
                return
            before, self._build = self._build, build
            often = [question for question, _ in self._asked.most_common(_PREPARED)]
            self._asked.clear()
        self._memory.forget_all_but(build)
        if before and often and (self._folder is None or self._folder.claim(build)):
            self.preparing = threading.Thread(target=self._prepare, args=(build, often), daemon=True)
            self.preparing.start()

    def _prepare(self, build: str, often: list[Question]) -> None:
        for question in often:
            if self._build != build:
                return
            if self._kept(build, question) is None:
                try:
                    _close(self._made(build, question, question.environ(), lambda *_: None))
                except Exception:  # whatever a page raises: its reader will be told
                    _LOG.exception("%s could not be prepared", question.path)

    def _note(self, question: Question) -> None:
        if len(question.query) + len(question.body) > _LONGEST_COUNTED:
            return
        with self._lock:
            self._asked[question] += 1
            if len(self._asked) > _MOST_COUNTED:
                self._asked = Counter(dict(self._asked.most_common(_MOST_COUNTED // 2)))


def keep_answers(server: Flask, settings: Settings) -> Answered:
    """Put what was answered before in front of a server."""

    @server.after_request
    def note_route(response: Response) -> Response:
        request.environ[_ROUTE] = request.url_rule.rule if request.url_rule else "none"
        return response

    answered = server.extensions["answered"] = Answered(server, settings)
    server.wsgi_app = answered  # type: ignore[method-assign]
    return answered


def _to_be_kept(status: str, headers: list[tuple[str, str]], asked: Environ) -> bool:
    said = {name.lower(): value for name, value in headers}
    length = said.get("content-length", "")
    other = {one.strip().lower() for one in said.get("vary", "").split(",")} - {"accept", "accept-encoding", ""}
    return (
        status.startswith("200 ")
        and NOT_KEPT not in asked
        and length.isdecimal()
        and int(length) <= _LARGEST
        and "set-cookie" not in said
        and not other
        and not any(word in said.get("cache-control", "") for word in ("no-store", "private"))
    )


def _completed(headers: list[tuple[str, str]], body: bytes) -> tuple[tuple[str, str], ...]:
    """The headers with a tag and a life where the application gave none."""
    said = {name.lower() for name, _ in headers}
    more = [] if "etag" in said else [("ETag", f'"{sha256(body).hexdigest()[:32]}"')]
    more += [] if "cache-control" in said else [("Cache-Control", UNTIL_CHANGED)]
    return *headers, *more


def _give(
    answer: KeptAnswer, environ: Environ, asked_id: str, start_response: StartResponse
) -> tuple[int, Iterable[bytes]]:
    """Give a kept answer to a reader: whole, without its body to HEAD, or that he has it already."""
    own = (identity.HEADER, asked_id)
    method = environ["REQUEST_METHOD"]
    if method == "POST":  # nobody keeps what was asked so
        headers = [one for one in answer.headers if one[0].lower() not in ("etag", "cache-control")]
        start_response("200 OK", [*headers, own])
        return 200, [answer.body]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and _has(known, answer):
        headers = [one for one in answer.headers if one[0].lower() in _OF_NOT_MODIFIED]
        start_response("304 Not Modified", [*headers, own])
        return 304, []
    start_response("200 OK", [*answer.headers, own])
    return 200, [] if method == "HEAD" else [answer.body]


def _has(known: str, answer: KeptAnswer) -> bool:
    """Whether a reader names the tag of an answer, however that was compressed."""
    tag = next((value for name, value in answer.headers if name.lower() == "etag"), "")
    plain = tag.removeprefix("W/").strip('"').partition(":")[0]
    return known.strip() == "*" or any(
        one.strip().removeprefix("W/").strip('"').partition(":")[0] == plain for one in known.split(",")
    )


@lru_cache(maxsize=8)
def _named_once(path: Path, build_id: str, built_at: str) -> str:
    about = path.stat()
    said = f"{path.name} {about.st_size} {about.st_mtime_ns} {build_id} {built_at}"
    return f"{path.stem}-{sha256(said.encode()).hexdigest()[:12]}"


def _named(path: Path, build: Build) -> str:
    return _named_once(path, build.build_id, str(build.built_at))


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close is not None:
        close()
