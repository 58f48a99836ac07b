"""/api/v1/observations: what was published or computed, filtered."""

from flask import Response

from dashboard.address.selection import Selection, parse
from dashboard.api.answers import Found, answer
from dashboard.api.asked import Asked, answers
from dashboard.api.errors import RefusedError
from dashboard.columns import OBSERVATIONS
from dashboard.reading import own_groups
from indicators.catalogue import Catalogue


@answers("observations")
def observations(asked: Asked) -> Response:
    """The rows of a selection, with the columns of columns.OBSERVATIONS and what further ones the format needs; refuses
    what cannot be used.
    """
    with asked.snapshot() as snapshot:
        selection, problems = parse(asked.arguments, snapshot.catalogue)
        if problems:
            raise RefusedError(problems[0])
        wanted = (*OBSERVATIONS, *asked.format.further)
        found = Found(
            "observations",
            f"Observations: {described(selection, snapshot.catalogue)}",
            file_name(selection, snapshot.build.build_id),
            selection.query_string(),
            wanted,
            lambda: own_groups.stream_of_observations(snapshot, selection, wanted),
            own=own_groups.area_of(snapshot, selection.group) if selection.group else None,
        )
        return answer(snapshot, asked, found)


def described(selection: Selection, catalogue: Catalogue) -> str:
    """What a selection is about, in words: indicators or targets, then areas."""
    names = [catalogue.indicator_by_id[one].title for one in selection.indicator]
    what = names or [f"target {one}" for one in selection.target] or ["all indicators"]
    areas = [catalogue.area_by_id[one].short_name for one in (*selection.area, *selection.member_of, *selection.group)]
    return "; ".join(", ".join(words) for words in (what, areas or selection.area_type) if words)


def file_name(selection: Selection, build_id: str) -> str:
    """A file name that says what is inside: indicators or targets, areas, edition, build."""
    what = selection.indicator or selection.target or ("observations",)
    where = selection.area or selection.area_type or selection.member_of or selection.group
    parts = ["-".join(what[:3]), "-".join(where[:4]), selection.edition, build_id]
    return "_".join(part.replace(" ", "").replace("(", "").replace(")", "") for part in parts if part)
