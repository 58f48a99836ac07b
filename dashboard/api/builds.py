"""Which build is asked: the served one or, with build=ID, one kept beside it; and the observations of each in one file.

An address with the id of a build gives the same figures for as long as that build is kept, and never those of another.
"""

from pathlib import Path
from typing import cast

from flask import Response, g, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.utils import send_file

from dashboard.address.selection import told
from dashboard.api import api
from dashboard.api.asked import BUILD, address_of
from dashboard.api.errors import error
from dashboard.reading.kept import BuildNotThereError
from dashboard.reading.warehouse import served

_STATUS = {"not_a_build": 400, "unknown_build": 404}
_GONE = 410
_PARQUET = "application/vnd.apache.parquet"
_FOR_EVER = "public, max-age=31536000, immutable"


@api.after_request
def name_the_build(response: Response) -> Response:
    """Content-Location: the address that gives this answer again, whatever is served then."""
    if "answered_by" in g and response.status_code in (200, 304):
        response.headers["Content-Location"] = address_of(*g.answered_by)
    return response


@api.get("/api/v1/builds/<build_id>/observations.parquet")
def observations_file(build_id: str) -> Response | tuple[Response, int]:
    """All observations of a kept build (edition=all) as one Parquet file, whole or the part that Range asks for."""
    kept = served().kept()
    if build_id not in kept.files:
        raise kept.missing(build_id)
    path = kept.observations(build_id)
    try:
        return _part(build_id, path) if path else _without_file(build_id)
    except FileNotFoundError:  # tidied away between the two
        raise served().kept().missing(build_id) from None
    except RequestedRangeNotSatisfiable as beyond:
        response, status = error(
            416, "range_not_satisfiable", f"The file has {beyond.length:,} bytes; Range asks for none of them."
        )
        response.headers["Content-Range"] = f"bytes */{beyond.length}"
        return response, status


@api.errorhandler(BuildNotThereError)
def build_not_there(reason: BuildNotThereError) -> tuple[Response, int]:
    """410 for a build that was there, with the address that asks the served one instead; 404 or 400 for no build."""
    status = _STATUS.get(reason.code, _GONE)
    instead = _instead(reason.served) if status == _GONE and reason.served else ""
    message = f"{reason} {instead} asks the served one." if instead else str(reason)
    response, status = error(
        status, reason.code, message, parameter=BUILD, value=told(reason.build_id), allowed=reason.kept
    )
    response.headers["Cache-Control"] = "no-cache"
    if instead:
        response.headers["Link"] = f'<{instead}>; rel="latest-version"'
    return response, status


def _part(build_id: str, path: Path) -> Response:
    """The file, or the part of it that is asked for, or 304; a request for several parts at once gets the whole."""
    environ = dict(request.environ)
    tag = f"{build_id}-{path.stat().st_size:x}"
    if "," in environ.get("HTTP_RANGE", "") or request.if_none_match.contains(tag):
        environ.pop("HTTP_RANGE", None)
    response = send_file(
        path,
        environ,
        response_class=Response,
        mimetype=_PARQUET,
        as_attachment=True,
        download_name=f"observations_all_{build_id}.parquet",
        etag=tag,
    )
    response.headers["Cache-Control"] = _FOR_EVER
    return cast("Response", response)


def _without_file(build_id: str) -> tuple[Response, int]:
    message = (
        f"Build {build_id} has no file of observations beside it; /api/v1/observations?edition=all&build={build_id} "
        "has the same rows."
    )
    return error(404, "no_file", message, parameter=BUILD, value=build_id)


def _instead(build_id: str) -> str:
    """The address of the request, asked of the served build."""
    if request.view_args and "build_id" in request.view_args:
        return f"/api/v1/builds/{build_id}/observations.parquet"
    return address_of()
