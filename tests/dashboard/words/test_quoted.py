"""One figure as a sentence: it says whose, what, of when, in which edition, and how it came about."""

import pytest

from dashboard.address.selection import Selection
from dashboard.reading.selected import observations
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation
from dashboard.rows import observations as observations_of
from dashboard.words.quoted import quoted


@pytest.fixture
def row(snapshot: Snapshot) -> Observation:
    """World Internet use in 2025."""
    asked = Selection(indicator=("internet_users",), area=("WLD",), sex=("both",), age=("all",), location=("total",))
    return observations_of(observations(snapshot, asked.but(latest=True)))[0]


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({}, "published, estimated"),
        ({"value_status": "reported"}, "published"),
        ({"qualifier": "at_least"}, "published as a bound, at least; the figure itself is not, estimated"),
        ({"is_observed": False}, "published, a projection of the publisher, not an observation"),
        ({"origin": "computed", "coverage_population": 0.73}, "computed, covers 73\u202f% of people"),
        ({"note": "implausible: a thousand times too small"}, "published, estimated, as printed, which is implausible"),
    ],
)
def test_how_a_figure_came_about(row: Observation, snapshot: Snapshot, changes: dict[str, object], how: str):
    """A figure says whether it is published or computed, and whether it is a bound, a projection or doubted."""
    changed = row._replace(**changes)
    sign = "≥\u202f" if "qualifier" in changes else ""
    where = "ITU: Facts and Figures 2025, Internet-use chart, edition 2025"
    assert quoted(changed, snapshot.catalogue) == f"Internet users, World, 2025: {sign}73.6\u202f% ({where}; {how})."


def test_a_part_is_named(row: Observation, snapshot: Snapshot):
    """A figure of a part of the people names the part."""
    assert quoted(row._replace(location="rural"), snapshot.catalogue).startswith("Internet users, World, rural, 2025: ")
