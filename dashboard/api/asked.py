"""What a request asks for beside its question: the format, and how it is to be written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, g, request

from dashboard.address.selection import Problem, told, unknown
from dashboard.api import api
from dashboard.api.errors import RefusedError
from dashboard.api.formats import FORMATS, Format, Options
from dashboard.reading.warehouse import Snapshot, served

PAGING = ("limit", "cursor")
BUILD = "build"
"""The parameter that names a kept build; every resource takes it."""

RESOURCES: list[str] = []
"""The names of all that can be asked for, in the order in which they were added."""

_OF_FORMATS = (*PAGING, *dict.fromkeys(name for one in FORMATS.values() for name in one.options))


@dataclass(frozen=True)
class Asked:
    """A question (`arguments`, as the address has them) and the format of its answer.

    `build` is the id of the build that is asked, empty for the served one. `limit` is how many rows a page has, None
    for all, and `cursor` which page, empty for the first.
    """

    arguments: tuple[tuple[str, str], ...]
    format: Format
    options: Options
    build: str = ""
    limit: int | None = None
    cursor: str = ""

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """A snapshot of the build that is asked; NoWarehouseError or BuildNotThereError where there is none."""
        with served().snapshot(self.build) as snapshot:
            g.answered_by = snapshot.build.build_id, self.format.suffix
            yield snapshot


def answers(resource: str) -> Callable[[Callable[[Asked], Response]], Callable[[Asked], Response]]:
    """Adds /api/v1/<resource> and /api/v1/<resource>.<suffix>; the function answers what is asked there."""

    def add(answer: Callable[[Asked], Response]) -> Callable[[Asked], Response]:
        def answered(suffix: str = "") -> Response:
            return answer(_asked(resource, suffix))

        RESOURCES.append(resource)
        api.add_url_rule(f"/api/v1/{resource}", resource, answered)
        api.add_url_rule(f"/api/v1/{resource}.<suffix>", resource, answered)
        return answer

    return add


def _asked(resource: str, suffix: str) -> Asked:
    chosen = _named(resource, suffix) if suffix else _accepted(resource)
    given = [(key, value) for key, value in request.args.items(multi=True) if key in _OF_FORMATS]
    problems = [_misplaced(chosen, key, value) for key, value in given if not _takes(chosen, key)]
    named = dict(given)
    if not problems and len(named) < len(given):
        problems = [Problem("too_many_values", key, told(value), f"{key} takes one value") for key, value in given[:1]]
    options = {name: named.get(name, allowed[0]) for name, allowed in chosen.options.items()}
    problems += [
        unknown("unknown_value", name, options[name], allowed)
        for name, allowed in chosen.options.items()
        if options[name] not in allowed
    ]
    if not problems and (problem := chosen.wrong(options)):
        problems = [problem]
    limit = named.get("limit")
    if limit is not None and not (limit.isascii() and limit.isdecimal() and int(limit[:9]) > 0 and len(limit) < 9):
        problems.append(
            Problem("not_a_number", "limit", told(limit), "limit takes how many rows a page has, such as 1000")
        )
    if problems:
        raise RefusedError(problems[0])
    others = tuple((key, value) for key, value in request.args.items(multi=True) if key not in (*_OF_FORMATS, BUILD))
    return Asked(others, chosen, options, build_asked(), int(limit) if limit else None, named.get("cursor", ""))


def build_asked() -> str:
    """The id that the request names, empty where it names none."""
    named = request.args.getlist(BUILD)
    build_id = ",".join(named).strip()
    if named and not build_id:
        raise served().kept().missing(build_id)
    return build_id


def address_of(build_id: str = "", suffix: str = "") -> str:
    """The address of the request, asked of this build whatever is served, or of the served one; in this format."""
    pairs = [(key, value) for key, value in request.args.items(multi=True) if key != BUILD]
    pairs += [(BUILD, build_id)] if build_id else []
    path = request.path if request.path.endswith(f".{suffix}") or not suffix else f"{request.path}.{suffix}"
    return "?".join(filter(None, [path, urlencode(pairs, safe=",")]))


def _offered(resource: str) -> tuple[str, ...]:
    return tuple(suffix for suffix, one in FORMATS.items() if not one.resources or resource in one.resources)


def _named(resource: str, suffix: str) -> Format:
    offered = _offered(resource)
    if suffix not in offered:
        message = f"/api/v1/{resource} is not given as .{told(suffix)}; expected one of {', '.join(offered)}"
        raise RefusedError(Problem("unknown_format", "format", told(suffix), message, offered), 404)
    return FORMATS[suffix]


def _accepted(resource: str) -> Format:
    offered = {FORMATS[suffix].media_type.partition(";")[0]: suffix for suffix in _offered(resource)}
    if not request.accept_mimetypes:
        return next(iter(FORMATS.values()))
    best = request.accept_mimetypes.best_match(list(offered))
    if best is None:
        said = str(request.accept_mimetypes)
        message = (
            f"Accept: {said} is none of the formats here; expected one of {', '.join(offered)}, "
            f"or a suffix: /api/v1/{resource}.csv"
        )
        raise RefusedError(Problem("not_acceptable", "Accept", said, message, tuple(offered)), 406)
    return FORMATS[offered[best]]


def _takes(chosen: Format, key: str) -> bool:
    return key in chosen.options or (chosen.paged and key in PAGING)


def _misplaced(chosen: Format, key: str, value: str) -> Problem:
    takers = [one.suffix for one in FORMATS.values() if _takes(one, key)]
    rest = f"; .{chosen.suffix} has all rows, by as many as there are" if key in PAGING else ""
    message = f"{key} is a parameter of .{' and .'.join(takers)} only{rest}"
    return Problem("unknown_parameter", key, told(value), message)
