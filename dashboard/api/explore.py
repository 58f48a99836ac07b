"""/api/v1/explore: the rows that a view of the page Explore draws, asked for by the address of the view.

The kinds of chart are those that the application has been given (`extensions["kinds"]`): the page's own register.
"""

from flask import Response, current_app, request

from dashboard.address.explore import read_view
from dashboard.api import api
from dashboard.api.answers import FORMATS, answer, refuse
from dashboard.reading.explored import find
from dashboard.reading.warehouse import served


@api.get("/api/v1/explore")
@api.get(f"/api/v1/explore.<any({','.join(FORMATS)}):suffix>")
def explore(suffix: str = "json") -> Response | tuple[Response, int]:
    """The rows of a view: observations, or of a map of status the judgements; 400 for what cannot be used."""
    with served().snapshot() as snapshot:
        view, problems = read_view(request.args.items(multi=True), snapshot.catalogue, current_app.extensions["kinds"])
        if problems:
            return refuse(problems[0])
        found = find(snapshot, view)
        name = f"{view.kind.name}_{'-'.join(view.indicators[:3])}_{snapshot.build.build_id}"
        return answer(found.exported, snapshot.build, suffix, name, {"query": view.query_string()})
