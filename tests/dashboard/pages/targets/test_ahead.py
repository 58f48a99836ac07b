"""Where lines are heading: projections, the path needed, and the reader's own yearly gain."""

import pytest

from dashboard.pages.targets.ahead import future, tried_in_words
from dashboard.pages.targets.found import find
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.pages.targets.test_view import opened


def test_what_lies_ahead(snapshot: Snapshot):
    """Every line shown first has its projection, which starts after it; the judged one the path it needs."""
    view = opened(snapshot, "1.7")
    found = find(snapshot, view)
    one = found.badge
    ahead = future(found)
    assert len(ahead.projected) == 7
    assert {path[0][0] for path in ahead.projected.values()} == {2026}
    assert {path[-1][0] for path in ahead.projected.values()} == {2030}
    assert (ahead.required[0], ahead.required[-1][0]) == ((2025, 73.6), 2030)
    world = next(path for key, path in ahead.projected.items() if key[0] == "WLD")
    assert world[-1][1] == pytest.approx(one.expected_value)


@pytest.mark.parametrize("query", ["edition=2024", "to=2023", "area_type=economy&member_of=LDC"])
def test_no_future_of_what_was_not_judged(snapshot: Snapshot, query: str):
    """Another edition, or a view that ends early, has no projection that would start elsewhere."""
    view = opened(snapshot, "1.7", query)
    found = find(snapshot, view)
    ahead, frame = future(found), found.frame
    latest = {row.area_id: row.year for row in frame[frame["is_headline"] & frame["is_observed"]].itertuples()}
    assert all(path[0][0] == latest[key[0]] + 1 for key, path in ahead.projected.items())
    assert query.startswith("area_type") or not ahead.projected


@pytest.mark.parametrize("query", ["to=2020&gain=3", "from=2020&to=2020&gain=3", "edition=2024&gain=3"])
def test_no_path_starts_out_of_view(snapshot: Snapshot, query: str):
    """A path needed, or tried out, is drawn only where the figure that it starts from is in view."""
    bare = future(find(snapshot, opened(snapshot, "1.7", "gain=3")))
    assert bare.required
    assert bare.tried
    ahead = future(find(snapshot, opened(snapshot, "1.7", query)))
    assert not ahead.last_year


def test_what_if_it_was_due_before(snapshot: Snapshot):
    """Rules on e-waste were due by 2023, and 81 countries of 2024 are no figure of that year: three a year more reach
    97 in 2030.
    """
    asked = "indicator=countries_with_ewaste_policy&gain="
    for gain, said in (("3", "would meet it in 2030"), ("1", "would not meet it by 2035")):
        view = opened(snapshot, "2.5", f"{asked}{gain}")
        words = tried_in_words(view, find(snapshot, view).badge)
        assert words == f"≥\u202f97 was due by 2023. At +{gain} a year from 2024 on, World {said}."


def test_what_if_in_words(snapshot: Snapshot):
    """Three points a year from 73.6 % on come to 88.6 % in 2030, too slow, and to 95 % in 2033; a loss never does."""
    for gain, said in (
        ("3", "too slow; it would meet ≥\u202f95\u202f% in 2033"),
        ("-1", "moving away; it would not meet ≥\u202f95\u202f% by 2035"),
    ):
        view = opened(snapshot, "1.7", f"gain={gain}")
        words = tried_in_words(view, find(snapshot, view).badge)
        assert said in words
    assert "88.6" in tried_in_words(opened(snapshot, "1.7", "gain=3"), find(snapshot, view).badge)
