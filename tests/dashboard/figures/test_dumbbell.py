"""First against newest as two dots on one axis."""

import re

from dashboard.address.selection import Selection
from dashboard.figures.dumbbell import Course, dumbbells
from dashboard.reading.selected import observations
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import rows
from dashboard.theme import LIGHT


def drawn(snapshot: Snapshot, indicator_id: str, area: str) -> tuple[str, list]:
    """The drawing of an area's line shown first, and its rows."""
    indicator = snapshot.catalogue.indicator_by_id[indicator_id]
    asked = Selection(
        indicator=(indicator_id,), area=(area,), sex=("both",), age=("all",), location=("total",), level=()
    )
    line = list(rows(observations(snapshot, asked)))
    (picture,) = dumbbells(
        [Course(line[0], line[-1])], indicator, indicator.benchmark_for(area), {area: LIGHT["ITU-AFR"]}
    )
    return str(picture), line


def test_places_are_on_the_axis_of_shares(snapshot: Snapshot):
    """Of shares the axis goes from 0 to just over 100: the dots lie at their share of it, and so does the benchmark."""
    picture, line = drawn(snapshot, "internet_users", "ITU-AFR")
    first, newest = (float(x) for x in re.findall(r'<circle[^>]* cx="([\d.]+)"', picture))
    (level,) = (float(x) for x in re.findall(r'class="level" x1="([\d.]+)"', picture))
    share = (newest - first) / (line[-1].value - line[0].value)
    assert abs((level - newest) / share - (95 - line[-1].value)) < 0.5
    assert 0 < first < newest < level < 240
    assert "var(--itu-afr)" in picture


def test_it_says_what_it_shows(snapshot: Snapshot):
    """Its name has both figures with their years; a course without a first has one dot and one figure."""
    picture, line = drawn(snapshot, "internet_users", "ITU-AFR")
    assert f"31.1\u202f% in 2022, 35.7\u202f% in {line[-1].year}" in picture
    indicator = snapshot.catalogue.indicator_by_id["internet_users"]
    (alone,) = dumbbells([Course(None, line[-1])], indicator, None, {"ITU-AFR": LIGHT["ITU-AFR"]})
    assert alone.count("<circle") == 1
    assert "2022" not in alone
