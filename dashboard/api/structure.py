"""/api/v1/structure: how the observations are described in SDMX, for those who read them as SDMX-CSV."""

import hashlib

from flask import Response, request

from dashboard.address.selection import parse
from dashboard.api import api
from dashboard.api.errors import RefusedError
from dashboard.api.sdmx import FORMS
from dashboard.api.sdmx.lists import lists_of
from dashboard.reading.warehouse import served


@api.get(f"/api/v1/structure.<any({','.join(FORMS)}):form>")
def structure(form: str) -> Response:
    """The structure message of the build, with the reader's own `group` among its areas; 400 for anything else."""
    from dashboard.api.sdmx.message import message  # noqa: PLC0415 - only who asks for it needs pysdmx

    with served().snapshot() as snapshot:
        selection, problems = parse(request.args.items(multi=True), snapshot.catalogue, ("group",))
        if problems:
            raise RefusedError(problems[0])
        text = message(form, lists_of(snapshot, selection.group), snapshot.build)
        file, build_id = snapshot.build.file, snapshot.build.build_id
    response = Response(text, content_type=FORMS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="structure_{build_id}.{form}"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(f"{file} {request.full_path}".encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response
