"""/api/v1/explore: the rows that a view of the page Explore draws, asked for by the address of the view.

The kinds of chart are those that the application has been given (`extensions["kinds"]`): the page's own register.
"""

from flask import Response, current_app

from dashboard.address.explore import read_view
from dashboard.api.answers import Found, answer
from dashboard.api.asked import Asked, answers
from dashboard.api.errors import RefusedError
from dashboard.columns import OBSERVATIONS, PROGRESS
from dashboard.reading.explored import stream


@answers("explore")
def explore(asked: Asked) -> Response:
    """The rows of a view: observations, or of a map of status the judgements; refuses what cannot be used."""
    with asked.snapshot() as snapshot:
        view, problems = read_view(asked.arguments, snapshot.catalogue, current_app.extensions["kinds"])
        if problems:
            raise RefusedError(problems[0])
        titles = ", ".join(snapshot.catalogue.indicator_by_id[one].title for one in view.indicators)
        found = Found(
            "explore",
            f"A view of Explore, {view.kind.name}: {titles}",
            f"{view.kind.name}_{'-'.join(view.indicators[:3])}_{snapshot.build.build_id}",
            view.query_string(),
            PROGRESS if view.judges else OBSERVATIONS,
            lambda: stream(snapshot, view),
        )
        return answer(snapshot, asked, found)
