"""/healthz and the lists of the API: what the catalogue holds, where figures came from, and what was refused."""

from datetime import UTC, datetime

from flask import Response, jsonify

from dashboard.address.selection import Problem, told, unknown
from dashboard.api import api
from dashboard.api.answers import Found, answer
from dashboard.api.asked import BUILD, Asked, answers
from dashboard.api.errors import RefusedError
from dashboard.columns import LISTS as COLUMNS
from dashboard.reading import claims, revisions
from dashboard.reading.lists import FILTERS, LISTS, listed, of_folder
from dashboard.reading.warehouse import NoWarehouseError, Snapshot, served
from indicators.claims import Answer, ClaimKind


@api.get("/healthz")
def health() -> tuple[Response, int]:
    """200 with the served build, and why it is not the one that `current` names if so; 503 when there is none."""
    try:
        with served().snapshot() as snapshot:
            build = snapshot.build
    except NoWarehouseError as reason:
        return jsonify({"status": "no warehouse", "reason": str(reason)}), 503
    fault = served().fault
    body = {
        "status": "ok",
        "build_id": build.build_id,
        "built_at": f"{build.built_at.isoformat()}Z",
        "newest_year": build.newest_year,
        "age_seconds": int((datetime.now(UTC).replace(tzinfo=None) - build.built_at).total_seconds()),
        "current_readable": fault is None,
        "reason": fault.reason if fault else None,
    }
    return jsonify(body), 200


def _list(name: str) -> None:
    """Adds one of the lists, whole or, where it has filters, that part of it."""

    @answers(name)
    def answer_with(asked: Asked) -> Response:
        filters = FILTERS.get(name, ())
        for key, value in asked.arguments:
            if key not in filters:
                takes = " and ".join((*filters, BUILD))
                message = f"{told(key)} is no parameter here; /{name} takes {takes}"
                raise RefusedError(Problem("unknown_parameter", told(key), told(value), message))
        given = dict(asked.arguments)
        with asked.snapshot() as snapshot:
            chosen = {key: given.get(key, "") for key in filters}
            if problem := _wrong_choice(snapshot, chosen):
                raise RefusedError(problem)
            query = "&".join(f"{key}={value}" for key, value in chosen.items() if value)
            folder = of_folder(name, served().kept())
            found = Found(
                name,
                f"{name.replace('_', ' ').capitalize()} of the {snapshot.catalogue.plan.title}, target tracker",
                "_".join((name, *filter(None, chosen.values()), snapshot.build.build_id)),
                query,
                COLUMNS[name],
                lambda: listed(snapshot, name, {**chosen, **folder}),
                state=str(folder),
            )
            return answer(snapshot, asked, found)


for _name in LISTS:
    _list(_name)


def _wrong_choice(snapshot: Snapshot, chosen: dict[str, str]) -> Problem | None:
    builds = tuple(revisions.builds(snapshot)["build_id"])
    known = {
        "source": tuple(snapshot.catalogue.source_by_id),
        "since": builds,
        "until": builds,
        "report": claims.reports(snapshot),
        "target": tuple(snapshot.catalogue.target_by_id),
        "kind": tuple(ClaimKind),
        "verdict": tuple(Answer),
        "newest": tuple(Answer),
    }
    wrong = ((key, value) for key, value in chosen.items() if value and value not in known[key])
    if problem := next((unknown("unknown_value", key, value, known[key]) for key, value in wrong), None):
        return problem
    since, until = chosen.get("since"), chosen.get("until")
    if since and until and builds.index(since) < builds.index(until):
        return Problem("not_before", "since", since, f"since is a newer build than until ({until}); exchange them")
    return None
