"""/healthz and the lists of the API: targets, indicators, areas, sources, builds; and JSON for what is not there."""

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from dashboard.address.selection import Problem, unknown
from dashboard.api import api
from dashboard.api.answers import FORMATS, answer, error, refuse
from dashboard.reading import revisions
from dashboard.reading.lists import FILTERS, LISTS, listed
from dashboard.reading.warehouse import NoWarehouseError, Snapshot, served


@api.get("/healthz")
def health() -> tuple[Response, int]:
    """200 with the served build, 503 with the reason when there is none."""
    try:
        with served().snapshot() as snapshot:
            build = snapshot.build
    except NoWarehouseError as reason:
        return jsonify({"status": "no warehouse", "reason": str(reason)}), 503
    body = {
        "status": "ok",
        "build_id": build.build_id,
        "built_at": f"{build.built_at.isoformat()}Z",
        "newest_year": build.newest_year,
    }
    return jsonify(body), 200


@api.get(f"/api/v1/<any({','.join(LISTS)}):name>")
@api.get(f"/api/v1/<any({','.join(LISTS)}):name>.<any({','.join(FORMATS)}):suffix>")
def catalogue_list(name: str, suffix: str = "json") -> Response | tuple[Response, int]:
    """One of the lists, whole or, where it has a filter, that part of it."""
    filters = FILTERS.get(name, ())
    for key, value in request.args.items():
        if key not in filters:
            takes = " and ".join(filters) or "none"
            return refuse(
                Problem("unknown_parameter", key, value, f"{key} is no parameter here; /{name} takes {takes}")
            )
    with served().snapshot() as snapshot:
        chosen = {key: request.args.get(key, "") for key in filters}
        if problem := _wrong_choice(snapshot, chosen):
            return refuse(problem)
        frame = listed(snapshot, name, chosen)
        return answer(frame, snapshot.build, suffix, f"{name}_{snapshot.build.build_id}")


def _wrong_choice(snapshot: Snapshot, chosen: dict[str, str]) -> Problem | None:
    builds = tuple(revisions.builds(snapshot)["build_id"])
    known = {"source": tuple(snapshot.catalogue.source_by_id), "since": builds, "until": builds}
    wrong = ((key, value) for key, value in chosen.items() if value and value not in known[key])
    if problem := next((unknown("unknown_value", key, value, known[key]) for key, value in wrong), None):
        return problem
    since, until = chosen.get("since"), chosen.get("until")
    if since and until and builds.index(since) < builds.index(until):
        return Problem("not_before", "since", since, f"since is a newer build than until ({until}); exchange them")
    return None


@api.route("/api")
@api.route("/api/")
@api.route("/api/<path:path>")
def unknown_route(path: str = "") -> tuple[Response, int]:
    """404 as JSON, with what there is instead."""
    routes = [f"/api/v1/{name}" for name in (*LISTS, "observations", "progress", "explore")]
    formats = ", ".join(f".{suffix}" for suffix in FORMATS)
    message = f"/api/{path} is not there; expected one of {', '.join(routes)}, as they are or with {formats}"
    return error(404, "unknown_route", message, value=f"/api/{path}", allowed=routes)


@api.errorhandler(NoWarehouseError)
def no_warehouse(reason: NoWarehouseError) -> tuple[Response, int]:
    """503 as JSON."""
    return error(503, "no_warehouse", str(reason))


@api.errorhandler(HTTPException)
@api.app_errorhandler(405)  # raised before the request has found its blueprint
def http_error(reason: HTTPException) -> tuple[Response, int]:
    """Any other refusal of a route of the API as JSON."""
    return error(reason.code or 500, (reason.name or "error").lower().replace(" ", "_"), reason.description or "")
