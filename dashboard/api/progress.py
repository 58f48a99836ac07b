"""/api/v1/progress: what was judged, filtered."""

from flask import Response

from dashboard.address.selection import OF_PROGRESS, parse
from dashboard.api.answers import Found, answer
from dashboard.api.asked import Asked, answers
from dashboard.api.errors import RefusedError
from dashboard.api.observations import described, file_name
from dashboard.columns import PROGRESS
from dashboard.reading import own_groups


@answers("progress")
def progress(asked: Asked) -> Response:
    """The judgements of a selection, with the columns of columns.PROGRESS; refuses what cannot be used."""
    with asked.snapshot() as snapshot:
        selection, problems = parse(asked.arguments, snapshot.catalogue, OF_PROGRESS)
        if problems:
            raise RefusedError(problems[0])
        found = Found(
            "progress",
            f"Progress: {described(selection, snapshot.catalogue)}",
            f"progress_{file_name(selection, snapshot.build.build_id)}",
            selection.query_string(),
            PROGRESS,
            lambda: own_groups.stream_of_progress(snapshot, selection),
        )
        return answer(snapshot, asked, found)
