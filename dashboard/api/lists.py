"""/healthz and the lists of the API: targets, indicators, areas, sources, builds; and JSON for what is not there."""

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from dashboard.address.selection import Problem, unknown
from dashboard.api import api
from dashboard.api.answers import FORMATS, answer, error, refuse
from dashboard.reading import revisions
from dashboard.reading.warehouse import NoWarehouseError, Snapshot, served

_LISTS = {
    "targets": "select * exclude (position) from targets order by position",
    "indicators": """
        select indicators.* exclude (position),
            first.operator as benchmark_operator, first.value as benchmark, first.upper as benchmark_upper,
            first.label as benchmark_label, first.source as benchmark_source
        from indicators
        left join benchmarks as first on first.indicator_id = indicators.indicator_id and first.position = 0
        order by indicators.position
    """,
    "areas": """
        select areas.* exclude (kind),
            (select string_agg(group_id, ' ' order by group_id) from memberships, builds
             where memberships.area_id = areas.area_id
                and coalesce(valid_from, date '0001-01-01') <= builds.built_at
                and coalesce(valid_to, date '9999-12-31') >= cast(builds.built_at as date)) as member_of
        from areas
        order by kind, sort
    """,
    "sources": """
        select sources.* exclude (precedence), outcome, reason, did_not_answer,
            strftime(as_of, '%Y-%m-%dT%H:%M:%SZ') as received_at,
            strftime(asked_at, '%Y-%m-%dT%H:%M:%SZ') as asked_at,
            strftime(succeeded_at, '%Y-%m-%dT%H:%M:%SZ') as answered_at,
            rows_read, rows_rejected, figures_set_aside, newest_year,
            (select string_agg(distinct edition, '; ' order by edition) from editions
             where editions.source_id = sources.source_id) as editions
        from sources
        left join build_sources using (source_id)
        order by precedence
    """,
    "builds": """
        select * exclude (catalogue) replace (strftime(built_at, '%Y-%m-%dT%H:%M:%SZ') as built_at), true as is_served
        from builds
        union all by name
        select * replace (strftime(built_at, '%Y-%m-%dT%H:%M:%SZ') as built_at), false as is_served
        from earlier_builds
        order by built_at desc
    """,
    "files": """
        select * exclude (seconds) replace (strftime(received_at, '%Y-%m-%dT%H:%M:%SZ') as received_at)
        from build_files order by file
    """,
    "set_aside": "select * from set_aside order by file, figures desc, reason",
    "rejected_rows": """
        select * from rejected_rows where $source in ('', source_id) order by file, line
    """,
    "revisions": """
        select * from revisions where $since in ('', from_build) and $until in ('', to_build)
    """,
}
_FILTERS = {"rejected_rows": ("source",), "revisions": ("since", "until")}


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


@api.get(f"/api/v1/<any({','.join(_LISTS)}):name>")
@api.get(f"/api/v1/<any({','.join(_LISTS)}):name>.<any({','.join(FORMATS)}):suffix>")
def catalogue_list(name: str, suffix: str = "json") -> Response | tuple[Response, int]:
    """One of the lists, whole or, where it has a filter, that part of it."""
    filters = _FILTERS.get(name, ())
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
        frame = snapshot.frame(_LISTS[name], chosen)
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
    routes = [f"/api/v1/{name}" for name in (*_LISTS, "observations", "progress", "explore")]
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
