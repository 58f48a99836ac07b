"""Why a view of a target has no rows, and what does exist."""

from dashboard.numbers import span
from dashboard.pages.targets.view import BY, TargetView
from indicators.vocabulary import AREA_TYPES, BREAKDOWNS, AreaType


def why_empty(view: TargetView) -> str:
    """Why a view has no rows, and what does exist of the indicator."""
    if view.exists.empty:
        reason = view.target.what_exists or "The embedded figures hold none; a refresh from its source may."
        return f"{view.indicator.title}: no figure is in this build. {reason}"
    kind = BY[AreaType(view.chosen.area_type[0])]
    asked = [
        BREAKDOWNS[name].get(word, word).lower()
        for name in BREAKDOWNS
        for word in getattr(view.chosen, name)
        if word not in getattr(view.default, name)
    ]
    exists = view.exists.groupby("area_type").agg(first=("first_year", "min"), last=("last_year", "max"))
    found = "; ".join(f"{AREA_TYPES[AreaType(row.Index)]} {span(row.first, row.last)}" for row in exists.itertuples())
    what = f" for {', '.join(asked)}" if asked else ""
    return (
        f"No figure {kind}{what} is published in the years and editions chosen. "
        f"What exists of this indicator, over all breakdowns: {found}."
    )
