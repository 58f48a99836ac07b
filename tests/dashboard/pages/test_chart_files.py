"""The menus of the charts on Gaps and on profiles: their links give exactly the rows that are drawn."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.address.lens import Lens
from dashboard.pages.areas.facts import Facts
from dashboard.pages.areas.trends import courses, trends
from dashboard.pages.gaps.content import parts
from dashboard.pages.gaps.found import find
from dashboard.pages.gaps.view import GapsView
from dashboard.reading.gaps import course_frame
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation, Printed, observations
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from tests.dashboard.pages.areas.test_ranks import found_for
from tests.dashboard.reader import kind, text

RATIOS = [one.id for one in load_catalogue(Settings().catalogue).ratios]
_KEY = ("indicator_id", "area_id", "year", "sex", "age", "location", "level", "edition", "origin")


def drawn(rows: Iterable[Observation | Printed]) -> Counter[tuple[str, ...]]:
    """Rows as the cells of a file."""
    return Counter((*(str(getattr(row, name)) for name in _KEY), f"{row.value:.9g}") for row in rows)


def linked(client: FlaskClient, chart: object) -> Counter[tuple[str, ...]]:
    """The rows of every CSV that the menu of a chart leads to, in one go."""
    (menu,) = [one for one in kind(chart, "Details") if "files" in getattr(one, "className", "").split()]
    found = Counter[tuple[str, ...]]()
    addresses = [one.href for one in kind(menu, "A") if ".csv?" in one.href and ".sdmx." not in one.href]
    for address in [one for one in addresses if "delimiter" not in one]:
        for row in csv.DictReader(io.StringIO(client.get(address).text)):
            found[*(row[name] for name in _KEY), f"{float(row['value']):.9g}"] += 1
    return found


def points(chart: object) -> int:
    """How many figures a chart of lines draws, as its table has them."""
    many = 0
    for table in kind(chart, "Table"):
        head, *lines = ([text(cell) for cell in kind(row, "Th", "Td")] for row in kind(table, "Tr"))
        years = [place for place, word in enumerate(head) if word.isdecimal()]
        many += sum(bool(line[place]) for line in lines for place in years)
    return many


@pytest.mark.parametrize("ratio", RATIOS)
def test_gaps(app: Dash, client: FlaskClient, snapshot: Snapshot, ratio: str):
    """First and newest figures have the lines they are the ends of, and the statements; courses their own lines."""
    found = find(snapshot, GapsView(snapshot.catalogue.indicator_by_id[ratio], Lens(2030)))
    with app.server.test_request_context():
        charts = {kind(one, "H2")[0].id.removesuffix("-title"): one for one in kind(parts(found), "Figure")}
    ends = [row for gap in found.gaps for row in (*gap.line, *(gap.course if gap.stands_in else ()))]
    assert linked(client, charts.pop("range")) == drawn([*ends, *found.stated])
    together = Counter[tuple[str, ...]]()
    for chart in charts.values():
        together |= linked(client, chart)
        assert linked(client, chart).total() == points(chart)
    assert together == drawn(observations(course_frame(found.gaps)))


@pytest.mark.parametrize(
    ("area", "beside"),
    [("KEN", ""), ("ALB", ""), ("MDA", ""), ("WLD", ""), ("ITU-EUR", ""), ("INC-LIC", ""), ("KEN", "BRA"), ("GUF", "")],
)
def test_trends(app: Dash, client: FlaskClient, snapshot: Snapshot, area: str, beside: str):
    """Each panel of a profile has a file with its lines and no other figure."""
    facts: Facts = found_for(snapshot, area, **({"with": beside} if beside else {}))
    with app.server.test_request_context():
        chart = trends(snapshot, facts)
    rows = drawn(row for one in courses(facts) for line in one.lines for row in line)
    assert rows.total() == points(chart) > 20
    assert linked(client, chart) == rows
