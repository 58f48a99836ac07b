"""The form of a target page: what its fields offer, and where the slider stands."""

import pytest

from dashboard.pages.targets.controls import slider_of
from dashboard.pages.targets.found import find
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import known
from tests.dashboard.pages.targets.test_view import opened


@pytest.mark.parametrize("target", ["1.2", "1.6", "1.7", "2.1"])
def test_the_slider_holds_what_is_and_what_is_needed(snapshot: Snapshot, target: str):
    """The slider reaches from standing still beyond the pace needed and starts at the one expected."""
    view = opened(snapshot, target)
    one = find(snapshot, view).badge
    low, high, step, start = slider_of(view, one)
    assert low <= start <= high
    if known(one.expected_a_year):
        assert start == pytest.approx(one.expected_a_year, abs=step)
    if known(one.needed_a_year):
        assert low <= one.needed_a_year <= high
