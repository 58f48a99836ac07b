"""Answers: rows written in the format that was asked for, with a name, a tag, how many they are, and pages of them."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from flask import Response, request

from dashboard.address.selection import Problem
from dashboard.api.asked import Asked, address_of
from dashboard.api.errors import RefusedError
from dashboard.api.formats import FORMATS, About
from dashboard.columns import Column
from dashboard.reading.streams import Rows
from dashboard.reading.warehouse import Snapshot
from dashboard.serving.addresses import base
from dashboard.serving.lifetimes import FOR_EVER, UNTIL_CHANGED
from indicators.areas import Area

_SMALL = 65_536


@dataclass(frozen=True)
class Found:
    """An answer before it is written: the resource, what it shows in words, the name of its file, the question as a
    query string, the columns, and what finds the rows.

    `state` is what the answer depends on beside the question and the build; `own` the user's own group, if any.
    """

    resource: str
    title: str
    name: str
    query: str
    columns: tuple[Column, ...]
    find: Callable[[], Rows]
    state: str = ""
    own: Area | None = None


def answer(snapshot: Snapshot, asked: Asked, found: Found) -> Response:
    """What was found, written piece by piece, with ETag, X-Total-Rows and a file name.

    Nothing is found where nothing changed (304), and nothing written where only the headers are asked for. Refused are
    a page that is not there, and more rows than the format has room for (413).
    """
    tag = _tag(snapshot, asked, found)
    if _has(tag):
        return _headed(Response(status=304), tag, asked, found)
    rows = found.find()
    try:
        page = _page(snapshot, asked, found, rows.total)
        about = _about(snapshot, asked, found, rows, page)
        body = _begun(asked.format.write(rows, about, asked.options)) if request.method != "HEAD" else iter(())
    except BaseException:
        rows.close()
        raise
    if isinstance(body, bytes) or request.method == "HEAD":
        rows.close()
    response = Response(body, content_type=_content_type(asked))
    response.call_on_close(rows.close)
    response.headers["X-Total-Rows"] = str(rows.total)
    return _headed(response, tag, asked, found)


class _Page(NamedTuple):
    first: int
    last: int
    next_cursor: str | None


def _page(snapshot: Snapshot, asked: Asked, found: Found, total: int) -> _Page:
    _must_hold(asked, total)
    first = _place(snapshot, asked, found, total)
    last = total if asked.limit is None else min(first + asked.limit, total)
    return _Page(first, last, f"{last}-{_question(snapshot, found)}" if last < total else None)


def _must_hold(asked: Asked, total: int) -> None:
    most = asked.format.most_rows
    if most is None or total <= most:
        return
    roomy = [f".{one.suffix}" for one in FORMATS.values() if one.most_rows is None]
    message = (
        f"{total:,} rows are more than the {most:,} that .{asked.format.suffix} has room for; ask for fewer "
        f"(fewer indicators, areas or years), or for {', '.join(roomy)}"
    )
    raise RefusedError(Problem("too_many_rows", "format", asked.format.suffix, message, tuple(roomy)), 413)


def _place(snapshot: Snapshot, asked: Asked, found: Found, total: int) -> int:
    """The place at which a page begins, which its cursor tells together with the question and the build."""
    if not asked.cursor:
        return 0
    place, _, question = asked.cursor.partition("-")
    if not (place.isascii() and place.isdecimal() and len(place) < 12 and int(place) < total):
        question = ""
    if question != _question(snapshot, found):
        message = (
            f"cursor={asked.cursor} is of no page of this question in build {snapshot.build.build_id}; "
            "begin again without cursor, and follow meta.next_cursor"
        )
        raise RefusedError(Problem("unknown_value", "cursor", asked.cursor, message))
    return int(place)


def _question(snapshot: Snapshot, found: Found) -> str:
    return _hash(snapshot.build.file, snapshot.build.build_id, found.resource, found.query)[:12]


def _about(snapshot: Snapshot, asked: Asked, found: Found, rows: Rows, page: _Page) -> About:
    sources = snapshot.catalogue.source_by_id
    return About(
        resource=found.resource,
        title=found.title,
        name=found.name,
        address=f"{base()}{address_of(snapshot.build.build_id, asked.format.suffix)}",
        query=found.query,
        build=snapshot.build,
        columns=found.columns,
        total=rows.total,
        first=page.first,
        last=page.last,
        next_cursor=page.next_cursor,
        find_sources=lambda: tuple(sources[one] for one in rows.used()),
        own=found.own,
    )


def _begun(pieces: Iterator[bytes]) -> bytes | Iterator[bytes]:
    """The same pieces, the first of them made: what goes wrong with the first row is told and not cut off.

    An answer that is small is whole by then, and is sent with its length.
    """
    made, length = list[bytes](), 0
    for piece in pieces:
        made.append(piece)
        length += len(piece)
        if length > _SMALL:
            return chain(made, pieces)
    return b"".join(made)


def _headed(response: Response, tag: str, asked: Asked, found: Found) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = FOR_EVER if asked.build else UNTIL_CHANGED
    response.vary.add("Accept")
    response.headers["Content-Disposition"] = (
        f'{"inline" if asked.format.suffix == "json" else "attachment"}; filename="{found.name}.{asked.format.suffix}"'
    )
    return response


def _content_type(asked: Asked) -> str:
    media_type = asked.format.media_type
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _tag(snapshot: Snapshot, asked: Asked, found: Found) -> str:
    names = " ".join(column.name for column in found.columns)
    return _hash(
        snapshot.build.file, snapshot.build.build_id, base(), request.full_path, asked.format.suffix, names, found.state
    )[:32]


def _has(tag: str) -> bool:
    """Whether the asker has this answer already, however it was compressed."""
    known = request.if_none_match
    return known.star_tag or any(one.partition(":")[0] == tag for one in known.as_set(include_weak=True))


def _hash(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()
