"""By what an indicator is broken down, and what a view of it opens on."""

import pandas as pd

from dashboard.reading.warehouse import Snapshot
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS


def default_breakdown(indicator: Indicator, exists: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The words of each breakdown that a view of an indicator opens on; `exists` is breakdowns of it."""
    return {
        "sex": _prefer("sex", exists, "both"),
        "age": _prefer("age", exists, "all"),
        "location": _prefer("location", exists, "total"),
        "level": _prefer("level", exists, indicator.default_level),
    }


def _prefer(name: str, exists: pd.DataFrame, preferred: str) -> tuple[str, ...]:
    """The preferred word of a breakdown; where no figure has it, all that exist, side by side."""
    known = set(exists[name])
    return (
        (preferred,) if preferred in known or not known else tuple(word for word in BREAKDOWNS[name] if word in known)
    )


def breakdowns(snapshot: Snapshot, indicator_id: str) -> pd.DataFrame:
    """What exists of an indicator: area_type, sex, age, location, level, edition, first_year, last_year, areas."""
    return snapshot.of_build((breakdowns, indicator_id), lambda: _breakdowns(snapshot, indicator_id))


def _breakdowns(snapshot: Snapshot, indicator_id: str) -> pd.DataFrame:
    return snapshot.frame(
        """
        select
            area_type, sex, age, location, level, edition,
            min(first_year) as first_year, max(last_year) as last_year, count(distinct area_id) as areas
        from lines
        where indicator_id = $indicator
        group by all
        order by all
        """,
        {"indicator": indicator_id},
    )
