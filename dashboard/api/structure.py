"""/api/v1/structure: how the observations are described in SDMX, for those who read them as SDMX-CSV."""

import hashlib

from flask import Response, g, request

from dashboard.address.selection import Problem, parse
from dashboard.api import api
from dashboard.api.asked import BUILD, build_asked
from dashboard.api.errors import RefusedError
from dashboard.api.sdmx import FORMS
from dashboard.api.sdmx.lists import lists_of
from dashboard.reading.own_groups import area_of
from dashboard.reading.warehouse import served
from dashboard.serving.lifetimes import UNTIL_CHANGED


@api.get("/api/v1/structure")
@api.get("/api/v1/structure.<form>")
def structure(form: str = "") -> Response:
    """The structure message of the build that is asked, with the reader's own `group` among its areas; refuses anything
    else.
    """
    if form not in FORMS:
        ends = ", ".join(f".{one}" for one in FORMS)
        message = f"/api/v1/structure is given with an ending that says how it is written; expected one of {ends}"
        raise RefusedError(Problem("unknown_format", "format", form, message, tuple(FORMS)), 404)
    arguments = [(key, value) for key, value in request.args.items(multi=True) if key != BUILD]
    with served().snapshot(build_asked()) as snapshot:
        g.answered_by = snapshot.build.build_id, form
        selection, problems = parse(arguments, snapshot.catalogue, ("group",))
        if problems:
            raise RefusedError(problems[0])
        build = snapshot.build
        lists = lists_of(build, area_of(snapshot, selection.group) if selection.group else None)
    from dashboard.api.sdmx.message import message_of  # noqa: PLC0415 - only who asks for a structure needs pysdmx

    text = message_of(build, lists, form)
    response = Response(text, content_type=FORMS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="structure_{build.build_id}.{form}"'
    response.headers["Cache-Control"] = UNTIL_CHANGED
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response
