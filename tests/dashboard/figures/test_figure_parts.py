"""Small parts of figures: labels that stand apart, and lines the size of a word."""

from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.sparkline import sparkline
from dashboard.figures.style import apart

SVG = "{http://www.w3.org/2000/svg}"
VALUES = st.floats(-1e4, 1e4, allow_nan=False)
YEARS = (2000, 2030)


@settings(deadline=None)
@given(st.lists(VALUES, max_size=12), st.floats(0.1, 100))
def test_apart(positions: list[float], gap: float):
    """Places are at least a gap from each other, in the order of the positions, and none is lost."""
    places = apart(positions, gap)
    assert len(places) == len(positions)
    ordered = sorted(range(len(positions)), key=lambda index: positions[index])
    steps = [places[after] - places[before] for before, after in pairwise(ordered)]
    assert all(step >= gap - 1e-6 for step in steps)


@pytest.mark.parametrize(
    ("positions", "gap", "places"),
    [
        ([], 5, []),
        ([10, 20, 30], 5, [10, 20, 30]),
        ([10, 10], 4, [8, 12]),
        ([50, 49, 10], 4, [51.5, 47.5, 10]),
        ([1, 2, 3], 2, [0, 2, 4]),
        ([0, 3, 4.5], 2, [0, 2.75, 4.75]),
    ],
)
def test_moved_as_little_as_needed(positions: list[float], gap: float, places: list[float]):
    """Only what collides moves, by the same on both sides."""
    assert apart(positions, gap) == places


def image(address: str) -> ET.Element:
    """The SVG behind a data address as CSS takes it."""
    prefix, suffix = 'url("data:image/svg+xml,', '")'
    assert address.startswith(prefix)
    assert address.endswith(suffix)
    content = address.removeprefix(prefix).removesuffix(suffix)
    assert not set("\"'()<> ") & set(content)
    return ET.fromstring(unquote(content))  # noqa: S314 - our own drawing


def places(line: ET.Element) -> list[tuple[float, float]]:
    """The points of a polyline."""
    points = line.find(f"{SVG}polyline").get("points").split()
    return [(float(x), float(y)) for x, y in (point.split(",") for point in points)]


def test_sparkline():
    """Two images of one size: the line with its last point, and the benchmark as dashes at its level."""
    line, dashes = (image(address) for address in sparkline([(2022, 0.0), (2023, 50.0), (2025, 75.0)], 100.0))
    assert line.get("viewBox") == dashes.get("viewBox") == "0 0 120 40"
    assert places(line) == [(5, 35), (41.7, 20), (115, 12.5)]
    dot = line.find(f"{SVG}circle")
    assert (dot.get("cx"), dot.get("cy")) == ("115.0", "12.5")
    level = dashes.find(f"{SVG}line")
    assert (level.get("y1"), level.get("y2"), level.get("stroke-dasharray")) == ("5.0", "5.0", "3 3")


def test_sparkline_without_a_benchmark():
    """Without a benchmark the second image is empty, and the line fills the height."""
    line, dashes = (image(address) for address in sparkline([(2010, 24.0), (2022, 22.3)], None))
    assert places(line) == [(5, 5), (115, 35)]
    assert len(dashes) == 0


def test_sparkline_of_one_point():
    """A single observation is a dot in the middle."""
    line, _ = (image(address) for address in sparkline([(2025, 96.0)], None))
    assert places(line) == [(60, 20)]


@settings(deadline=None)
@given(
    st.dictionaries(st.integers(*YEARS), VALUES, min_size=1, max_size=20).map(lambda found: sorted(found.items())),
    st.none() | VALUES,
)
def test_sparkline_stays_within_its_frame(points: list[tuple[int, float]], level: float | None):
    """Whatever the values, both images are well formed and every point lies within them."""
    line, dashes = (image(address) for address in sparkline(points, level))
    assert len(places(line)) == len(points)
    assert all(5 <= x <= 115 and 5 <= y <= 35 for x, y in places(line))
    assert (dashes.find(f"{SVG}line") is None) is (level is None)
