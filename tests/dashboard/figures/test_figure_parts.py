"""Small parts of figures: labels that stand apart, and lines the size of a word."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures.ends import End, labels_at_ends
from dashboard.figures.points import wrap
from dashboard.figures.scales import LINEAR, Place
from dashboard.figures.scatter import named_discs
from dashboard.figures.sparkline import sparkline
from dashboard.figures.style import apart, beside_axis
from dashboard.numbers import THIN

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


@settings(deadline=None)
@given(st.lists(st.floats(-20, 120, allow_nan=False), min_size=1, max_size=9))
def test_labels_at_ends(places: list[float]):
    """As many labels as have room stand apart and within the picture, anchored within the axis, in the order of the
    lines.
    """
    ends = [End(place, str(n), "#15202b") for n, place in enumerate(places)]
    notes = labels_at_ends(ends, (0, 100), 200, (10, 20), {"x": 1})
    at = [note["y"] * 2 + note["yshift"] for note in notes]
    order = sorted(range(len(places)), key=lambda n: places[n])
    assert all(at[after] - at[before] >= 17 - 0.2 for before, after in pairwise(order))
    assert all(0 <= note["y"] <= 100 for note in notes)
    assert min(at) - 8.5 >= -20 - 0.2
    assert max(at) + 8.5 <= 210 + 0.2
    assert [note["text"] for note in notes] == [end.text for end in ends]


DISCS = st.tuples(st.floats(0, 780), st.floats(0, 460), st.floats(3, 23))


@settings(deadline=None, max_examples=50)
@given(st.lists(DISCS, min_size=1, max_size=60, unique=True))
def test_names_of_discs(discs: list[tuple[float, float, float]]):
    """A name lies over no disc and over no other name, wherever the discs lie; a lone disc has its name beside it."""
    taken = (0.0, 100.0, 200.0, 217.0)
    found = dict(named_discs([(disc, disc, "Kenya") for disc in discs[:9]], discs, [taken]))
    boxes = [taken]
    for (x, y, _), note in found.items():
        dx, dy = (note["ax"], -note["ay"]) if note["showarrow"] else (note["xshift"], note["yshift"])
        boxes.append((x + dx - 18, x + dx + 18, y + dy - 8, y + dy + 8))
    for left, right, foot, head in boxes[1:]:
        for x, y, radius in discs:
            apart = (min(max(x, left), right) - x) ** 2 + (min(max(y, foot), head) - y) ** 2
            assert apart >= (radius - 1) ** 2
    for n, (left, right, foot, head) in enumerate(boxes):
        assert not [one for one in boxes[:n] if left < one[1] and one[0] < right and foot < one[3] and one[2] < head]


def test_the_name_of_a_lone_disc():
    """Where there is room a name stands over its disc, and no hairline leads to it."""
    ((_, note),) = named_discs([("KEN", (300.0, 200.0, 10.0), "Kenya")], [(300.0, 200.0, 10.0)], [])
    assert note == {"showarrow": False, "xshift": 0, "yshift": 18.5}


def image(points: list[tuple[int, float]], level: float | None) -> ET.Element:
    """A sparkline as elements."""
    return ET.fromstring(sparkline(points, level, "Course"))  # noqa: S314 - it is our own


def places(drawing: ET.Element) -> list[tuple[float, float]]:
    """The points of a polyline."""
    points = drawing.find("polyline").get("points").split()
    return [(float(x), float(y)) for x, y in (point.split(",") for point in points)]


def test_sparkline():
    """A drawing that says what it is: the line with its last point, and the benchmark at its level."""
    drawing = image([(2022, 0.0), (2023, 50.0), (2025, 75.0)], 100.0)
    assert (drawing.get("viewBox"), drawing.get("role"), drawing.get("aria-label")) == ("0 0 120 40", "img", "Course")
    assert places(drawing) == [(5, 35), (41.7, 20), (115, 12.5)]
    dot = drawing.find("circle")
    assert (dot.get("cx"), dot.get("cy")) == ("115.0", "12.5")
    level = drawing.find("line")
    assert (level.get("y1"), level.get("y2"), level.get("class")) == ("5.0", "5.0", "level")


def test_sparkline_without_a_benchmark():
    """Without a benchmark there are no dashes, and the line fills the height."""
    drawing = image([(2010, 24.0), (2022, 22.3)], None)
    assert places(drawing) == [(5, 5), (115, 35)]
    assert drawing.find("line") is None


def test_sparkline_of_one_point():
    """A single observation is a dot in the middle."""
    assert places(image([(2025, 96.0)], None)) == [(60, 20)]


@settings(deadline=None)
@given(
    st.dictionaries(st.integers(*YEARS), VALUES, min_size=1, max_size=20).map(lambda found: sorted(found.items())),
    st.none() | VALUES,
)
def test_sparkline_stays_within_its_frame(points: list[tuple[int, float]], level: float | None):
    """Whatever the values, the drawing is well formed and every point lies within it."""
    drawing = image(points, level)
    assert len(places(drawing)) == len(points)
    assert all(5 <= x <= 115 and 5 <= y <= 35 for x, y in places(drawing))
    assert (drawing.find("line") is None) is (level is None)


def test_ticks_of_a_logarithmic_axis():
    """Ticks are 1, 2 and 5 of each power of ten, fewer over more powers, all between the ends, and said in full."""
    narrow, wide, wider = (
        Place(logarithmic=True).axis_type(*ends, " %") for ends in ((-0.1, 1.4), (-1.2, 2), (-2, 3.1))
    )
    assert narrow["tickvals"] == [1, 2, 5, 10, 20]
    assert wide["ticktext"] == ["0.1 %", "0.3 %", "1 %", "3 %", "10 %", "30 %", "100 %"]
    assert wider["ticktext"] == ["0.01 %", "0.1 %", "1 %", "10 %", "100 %", f"1{THIN}000 %"]
    assert LINEAR.axis_type(0, 100, " %") == {}


def test_a_label_beyond_the_axis_is_moved_from_its_end():
    """What has its place in a margin is anchored at the end of the axis, as many pixels from it as it is away."""
    assert beside_axis(5, (0, 10), 0.1) == {"y": 5, "yshift": 0}
    assert beside_axis(-1, (0, 10), 0.1) == {"y": 0, "yshift": -10}
    assert beside_axis(12, (0, 10), 0.5) == {"y": 10, "yshift": 4}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "<script>alert(1)</script> <b>x</b> & y",
            "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;x&lt;/b&gt; &amp; y",
        ),
        (f"{'a' * 40} {'b' * 30} <", f"{'a' * 40}<br>{'b' * 30} &lt;"),
        ("households with a member", "households with a member"),
    ],
)
def test_a_note_in_a_hover_is_text(text: str, shown: str):
    """Plotly reads markup in a hover: what a note of a file has of it is shown as it was written."""
    assert wrap(text) == shown
