"""What is refused, as JSON: routes that are not there, questions that cannot be answered, and no warehouse; and the
headers that every answer of the API has.
"""

from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dashboard.address.selection import told
from dashboard.api import api
from dashboard.api.asked import RESOURCES
from dashboard.api.errors import RefusedError, error, refuse
from dashboard.api.formats import FORMATS
from dashboard.reading.patience import NotAnsweredError
from dashboard.reading.warehouse import NoWarehouseError

_SECONDS_UNTIL_AGAIN = "10"
_EXPOSED = "Accept-Ranges, Content-Disposition, Content-Location, Content-Range, ETag, Link, X-Total-Rows"


@api.route("/api/<path:path>")
def unknown_route(path: str) -> tuple[Response, int]:
    """404 as JSON, with what there is instead."""
    routes = [f"/api/v1/{name}" for name in RESOURCES]
    formats = ", ".join(f".{suffix}" for suffix in FORMATS)
    message = f"{told(f'/api/{path}')} is not there; expected one of {', '.join(routes)}, as they are or with {formats}"
    return error(404, "unknown_route", message, value=told(f"/api/{path}"), allowed=routes)


@api.errorhandler(RefusedError)
def refused(reason: RefusedError) -> tuple[Response, int]:
    """A problem, with its status."""
    return refuse(reason.problem, reason.status)


@api.errorhandler(NoWarehouseError)
def no_warehouse(reason: NoWarehouseError) -> tuple[Response, int]:
    """503 as JSON."""
    return _later("no_warehouse", reason)


@api.errorhandler(NotAnsweredError)
def not_answered(reason: NotAnsweredError) -> tuple[Response, int]:
    """The same for a question that took too long, or too much memory."""
    return _later("not_answered", reason)


def _later(code: str, reason: Exception) -> tuple[Response, int]:
    refusal, status = error(503, code, str(reason))
    refusal.headers["Retry-After"] = _SECONDS_UNTIL_AGAIN
    return refusal, status


@api.errorhandler(HTTPException)
@api.app_errorhandler(405)  # raised before the request has found its blueprint
def http_error(reason: HTTPException) -> tuple[Response, int]:
    """Any other refusal of a route of the API as JSON; of a method that is not allowed with those that are (Allow)."""
    status = reason.code or 500
    refusal, _ = error(status, (reason.name or "error").lower().replace(" ", "_"), reason.description or "")
    if isinstance(reason, MethodNotAllowed):
        refusal.headers["Allow"] = ", ".join(sorted(reason.valid_methods or ()))
    return refusal, status


@api.after_app_request
def for_everybody(response: Response) -> Response:
    """Pages of other sites may read every answer of the API, errors too: there is nothing to be logged in to."""
    if request.path == "/api" or request.path.startswith("/api/"):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Range, Range"
            response.headers["Access-Control-Max-Age"] = "86400"
    return response
