"""/api/v1/explore: the rows that a view of the page Explore draws, asked for by the address of the view."""

from flask import Response, request

from dashboard.address.explore import read_view
from dashboard.api import api
from dashboard.api.answers import FORMATS, answer, refuse
from dashboard.reading import queries
from dashboard.reading.explored import find, judged
from dashboard.reading.judgements import PROGRESS_COLUMNS
from dashboard.reading.warehouse import served


@api.get("/api/v1/explore")
@api.get(f"/api/v1/explore.<any({','.join(FORMATS)}):suffix>")
def explore(suffix: str = "json") -> Response | tuple[Response, int]:
    """The rows of a view: observations, or of a map of status the judgements; 400 for what cannot be used."""
    with served().snapshot() as snapshot:
        view, problems = read_view(request.args.items(multi=True), snapshot.catalogue)
        if problems:
            return refuse(problems[0])
        found = find(snapshot, view)
        by_status = view.chart == "map" and view.show == "status"
        frame = judged(snapshot, found) if by_status else found.frame
        columns = PROGRESS_COLUMNS if by_status else queries.OBSERVATION_COLUMNS
        name = f"{view.chart}_{'-'.join(view.indicators[:3])}_{snapshot.build.build_id}"
        return answer(frame[list(columns)], snapshot.build, suffix, name, {"query": view.query_string()})
