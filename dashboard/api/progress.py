"""/api/v1/progress: what was judged, filtered."""

from flask import Response, request

from dashboard.address.selection import OF_PROGRESS, parse
from dashboard.api import api
from dashboard.api.answers import FORMATS, answer, refuse
from dashboard.api.observations import file_name
from dashboard.reading import own_groups
from dashboard.reading.judgements import PROGRESS_COLUMNS
from dashboard.reading.warehouse import served


@api.get("/api/v1/progress")
@api.get(f"/api/v1/progress.<any({','.join(FORMATS)}):suffix>")
def progress_(suffix: str = "json") -> Response | tuple[Response, int]:
    """The judgements of a selection, with the columns of PROGRESS_COLUMNS; 400 for what cannot be used."""
    with served().snapshot() as snapshot:
        selection, problems = parse(request.args.items(multi=True), snapshot.catalogue, OF_PROGRESS)
        if problems:
            return refuse(problems[0])
        frame = own_groups.progress(snapshot, selection)[list(PROGRESS_COLUMNS)]
        name = f"progress_{file_name(selection, snapshot.build.build_id)}"
        return answer(frame, snapshot.build, suffix, name, {"query": selection.query_string()})
