"""/api/v1/observations: what was published or computed, filtered."""

from flask import Response, request

from dashboard.address.selection import Selection, parse
from dashboard.api import api
from dashboard.api.answers import FORMATS, answer, refuse
from dashboard.reading import own_groups, selected
from dashboard.reading.warehouse import served
from dashboard.rows import sought


@api.get("/api/v1/observations")
@api.get(f"/api/v1/observations.<any({','.join(FORMATS)}):suffix>")
def observations(suffix: str = "json") -> Response | tuple[Response, int]:
    """The rows of a selection, with the columns of selected.OBSERVATION_COLUMNS; 400 for what cannot be used."""
    with served().snapshot() as snapshot:
        selection, problems = parse(request.args.items(multi=True), snapshot.catalogue)
        if problems:
            return refuse(problems[0])
        found = own_groups.observations(snapshot, selection)[list(selected.OBSERVATION_COLUMNS)]
        frame = sought(found, selection.find)
        name = file_name(selection, snapshot.build.build_id)
        return answer(frame, snapshot.build, suffix, name, {"query": selection.query_string()})


def file_name(selection: Selection, build_id: str) -> str:
    """A file name that says what is inside: indicators or targets, areas, edition, build."""
    what = selection.indicator or selection.target or ("observations",)
    where = selection.area or selection.area_type or selection.member_of or selection.group
    parts = ["-".join(what[:3]), "-".join(where[:4]), selection.edition, build_id]
    return "_".join(part.replace(" ", "").replace("(", "").replace(")", "") for part in parts if part)
