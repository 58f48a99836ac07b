"""Why a view of a target has no rows, and what does exist."""

from dashboard.numbers import span
from dashboard.pages.targets.found import Found
from dashboard.pages.targets.view import BY
from dashboard.words import absence
from indicators.vocabulary import AREA_TYPES, BREAKDOWNS, AreaType


def why_empty(found: Found) -> str:
    """Why a view has no rows, and what does exist of the indicator."""
    view = found.view
    reasons = list(dict.fromkeys(absence.why(one) for one in found.missing))
    if view.exists.empty:
        return f"{view.indicator.title}: {'; '.join(reasons) or absence.NO_FIGURE_HELD}."
    kind = BY[AreaType(view.chosen.area_type[0])]
    asked = [
        BREAKDOWNS[name].get(word, word).lower()
        for name in BREAKDOWNS
        for word in getattr(view.chosen, name)
        if word not in getattr(view.default, name)
    ]
    exists = view.exists.groupby("area_type").agg(first=("first_year", "min"), last=("last_year", "max"))
    held = "; ".join(f"{AREA_TYPES[AreaType(row.Index)]} {span(row.first, row.last)}" for row in exists.itertuples())
    what = f" for {', '.join(asked)}" if asked else ""
    because = f": {reasons[0]}" if len(reasons) == 1 else ""
    return (
        f"No figure {kind}{what} is held in the years and editions chosen{because}. "
        f"What is held of this indicator, over all breakdowns: {held}."
    )
