"""The picture of a draft: everything is on its sheet, and nothing lies over another thing."""

from itertools import pairwise

import pytest

from dashboard.address.report import ReportView
from dashboard.figures.group_dots import Disc, Drawing, Words, group_dots
from dashboard.reading.warehouse import Snapshot
from dashboard.report.made import made
from dashboard.serving.lettering import BOLD, PLAIN, font, lettered
from dashboard.words.report.drafted import Picture

_SLACK = 1.0


@pytest.fixture(params=[ReportView(2024), ReportView(2025)], ids=lambda view: view.query())
def pictures(request: pytest.FixtureRequest, snapshot: Snapshot) -> list[Picture]:
    """All pictures of a draft."""
    draft = made(snapshot, request.param)
    return [each.picture for one in draft.sections for each in one.measured if each.picture is not None]


def _extent(one: Words) -> tuple[float, float]:
    """From where to where a text goes, across."""
    wide = font(one.size * 10, BOLD if one.bold else PLAIN).getlength(lettered(one.text)) / 10
    start = one.x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    return start, start + wide


def test_everything_is_on_the_sheet(pictures: list[Picture]) -> None:
    """No label is cut off by an edge of the sheet."""
    assert len(pictures) > 10
    for picture in pictures:
        drawing = group_dots(picture)
        for one in drawing.shapes:
            if isinstance(one, Words):
                start, end = _extent(one)
                assert start >= -_SLACK, (picture.name, one)
                assert end <= drawing.width + _SLACK, (picture.name, one)
                assert 0 < one.y < drawing.height


def test_labels_keep_clear(pictures: list[Picture]) -> None:
    """No two labels of a row lie over each other, and none over a dot."""
    for picture in pictures:
        drawing = group_dots(picture)
        rows: dict[float, list[tuple[float, float]]] = {}
        for one in drawing.shapes:
            if isinstance(one, Words):
                rows.setdefault(one.y, []).append(_extent(one))
            elif isinstance(one, Disc):
                rows.setdefault(one.y + 5, []).append((one.x - one.radius, one.x + one.radius))
        for extents in rows.values():
            in_order = sorted(extents)
            assert all(first[1] <= second[0] + _SLACK for first, second in pairwise(in_order))


def test_what_is_computed_is_hollow(pictures: list[Picture]) -> None:
    """A dot for each row, hollow where the figure was computed here."""
    for picture in pictures:
        drawing: Drawing = group_dots(picture)
        assert [one.hollow for one in drawing.shapes if isinstance(one, Disc)] == [
            dot.is_computed for dot in picture.dots
        ]
