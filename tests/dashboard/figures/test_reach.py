"""The rows of dots: where a figure stands, what is written beside it, and that nothing hides anything."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures import reach
from dashboard.figures.reach import FAR, NARROWEST, Dot, Row, along, drawn, heights, labels, overlaps

PLACES = st.floats(0, 3)
WIDTHS = (NARROWEST, 360, 470, 700)


def dot(place: float, kind: reach.Kind = "region", area: str = "ITU-AFR", *, is_old: bool = False) -> Dot:
    """A dot at a place."""
    return Dot(area, kind, place, f"{area} at {place}", f"/targets/1.7?badge={area}", is_old)


def row(*places: float, judged: float, expected: float | None = None, behind: str = "Arab States 72.3 %") -> Row:
    """A row with groups at some places and the judged figure at another."""
    return Row((*map(dot, places), dot(judged, "judged", "WLD")), "about 73.6 %", "2025", behind, expected)


def svg(of: Row) -> ET.Element:
    """A row as elements."""
    return ET.fromstring(drawn(of, "Internet users"))  # noqa: S314 - it is our own


def test_the_scale():
    """The scale is even from 0 to its end, the benchmark is one place for all, and what is beyond stands at the end."""
    assert along(0.5) - along(0) == pytest.approx(along(1) - along(0.5))
    assert along(FAR) == along(3) == along(float("inf"))
    assert along(-1) == along(0)
    assert 0 < along(0) < along(1) < along(FAR) < 100


def test_a_row():
    """A row has a dot for each figure, a link that says it, a hairline from worst to best, and the benchmark."""
    drawing = svg(row(0.4, 0.9, 0.7, judged=0.8))
    links = drawing.findall("a")
    assert [one.get("aria-label") for one in links] == [one.get("data-about") for one in links]
    assert [one.get("href") for one in links][-1] == "/targets/1.7?badge=WLD"
    between = drawing.find("line[@class='between']")
    assert (between.get("x1"), between.get("x2")) == (f"{along(0.4):.2f}%", f"{along(0.9):.2f}%")
    benchmark = drawing.find("line[@class='benchmark']")
    assert benchmark.get("x1") == benchmark.get("x2") == f"{along(1):.2f}%"


@pytest.mark.parametrize(
    ("judged", "expected", "way"), [(0.5, 0.8, 1), (0.5, 0.2, -1), (0.5, 0.51, 0), (0.5, None, 0), (0.5, 9, 1)]
)
def test_an_arrow_to_what_is_expected(judged: float, expected: float | None, way: int):
    """The arrow leads from the judged figure to what is expected, either way; there is none where nothing is told."""
    line = svg(row(0.4, 0.9, judged=judged, expected=expected)).find("line[@class='expected']")
    assert (line is not None) == bool(way)
    if line is not None and expected is not None:
        assert (line.get("x1"), line.get("x2")) == (f"{along(judged):.2f}%", f"{along(expected):.2f}%")


def test_what_is_far_has_a_sign():
    """A dot beyond the end of the scale carries an angle; one on the scale does not."""
    near, far = svg(row(1.1, 2.0, judged=0.5)).findall("a")[:2]
    assert near.find("svg/path[@class='beyond']") is None
    assert far.find("svg/path[@class='beyond']") is not None


def test_what_is_old_is_hollow():
    """An old figure is marked as such, whichever area it is of."""
    drawing = svg(Row((dot(0.4, is_old=True), dot(0.5), dot(0.6, "judged", "WLD", is_old=True)), "73.6 %", "2020"))
    assert [" old" in one.get("class") for one in drawing.findall("a")] == [True, False, True]


def test_whoever_is_last_is_named():
    """The last group is named beside its dot; near the left end above it, where the judged figure leaves room."""
    assert [one.anchor for one in labels(row(0.7, 0.9, judged=0.8))] == ["middle", "end"]
    assert [one.foot for one in labels(row(0.02, 0.9, judged=0.8))] == [14.0, 14.0]
    assert [one.text for one in labels(row(0.02, 0.9, judged=0.2))] == ["about 73.6 %"]
    assert [one.text for one in labels(row(judged=0.2, behind=""))] == ["about 73.6 %"]


@settings(deadline=None)
@given(st.lists(PLACES, min_size=2, max_size=7), PLACES)
def test_no_labels_overlap(places: list[float], judged: float):
    """Wherever the figures stand, no two texts overlap and none leaves its row, on narrow and wide screens."""
    found = labels(row(*places, judged=judged))
    for width in WIDTHS:
        boxes = [one.box(width) for one in found]
        assert not any(overlaps(one, other) for one, other in combinations(boxes, 2))
        assert all(left >= 0 and right <= width for left, _, right, _ in boxes)


@settings(deadline=None)
@given(st.lists(PLACES, max_size=3), PLACES)
def test_no_dot_hides_another(places: list[float], judged: float):
    """The judged dot is on the line, and up to two others that stand as near as can be are beside it in lanes."""
    dots = row(*places[:2], judged=judged).dots
    high = heights(dots)
    spots = [(along(one.place) * NARROWEST / 100, y) for one, y in zip(dots, high, strict=True)]
    assert all((x - u) ** 2 + (y - v) ** 2 >= 6**2 for (x, y), (u, v) in combinations(spots, 2))
    assert high[-1] == heights(row(judged=judged).dots)[0]
