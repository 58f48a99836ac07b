"""The page of gaps: printed ratios, who closes and who opens, and what stands behind and beside."""

import csv
import io

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard import gap_parts, gap_shares
from dashboard.figures.gap_course import gap_course
from dashboard.figures.gap_range import gap_range
from dashboard.gaps import RATIOS, AreaGap, Movement, area_gaps, course_frame, distance, exported, movement, range_frame
from dashboard.lens import Lens
from dashboard.theme import LIGHT, colours_of
from dashboard.warehouse import Snapshot
from indicators.parity import symmetric
from tests.dashboard.reading import text
from tests.dashboard.test_pages import page
from tests.indicators.lines import indicator

PARITY, URBAN = "internet_gender_parity", "internet_urban_rural_ratio"


def gaps_of(snapshot: Snapshot, indicator_id: str) -> dict[str, AreaGap]:
    found = area_gaps(snapshot, snapshot.catalogue.indicator_by_id[indicator_id], Lens())
    return {gap.area.area_id: gap for gap in found}


@pytest.mark.parametrize(
    ("area", "first", "newest", "move"),
    [
        ("WLD", 0.91, 0.94, Movement.CLOSES),
        ("ITU-ASP", 0.89, 0.95, Movement.CLOSES),
        ("ITU-ARB", 0.86, 0.86, Movement.STILL),
        ("LDC", 0.74, 0.70, Movement.OPENS),
    ],
)
def test_printed_parity(snapshot: Snapshot, area: str, first: float, newest: float, move: Movement):
    """ITU's annual report prints these scores for 2019 and 2024."""
    gap = gaps_of(snapshot, PARITY)[area]
    assert [(row.year, row.value) for row in gap.line] == [(2019, first), (2024, newest)]
    assert gap.movement is move


def test_urban_and_rural(snapshot: Snapshot):
    """Africa's ratio of 2025 is printed as 2.6; the shares 54.7 and 20.9 % give its course from 2.87 to 2.62."""
    gap = gaps_of(snapshot, URBAN)["ITU-AFR"]
    assert (gap.newest.value, gap.newest.origin, gap.stands_in) == (2.6, "published", True)
    assert [round(row.value, 2) for row in gap.course] == [2.87, 2.66, 2.62]
    pair = gap_shares.shares_at(
        gap_shares.shares(snapshot, snapshot.catalogue.indicator_by_id[URBAN])["ITU-AFR"], gap.newest
    )
    assert (pair.numerator, pair.denominator) == (54.7, 20.9)
    assert pair.points == pytest.approx(33.8)


@pytest.mark.parametrize(
    ("latest", "change", "move"),
    [
        (0.90, 0.01, Movement.CLOSES), (0.90, -0.01, Movement.OPENS), (1.50, -0.05, Movement.CLOSES),
        (1.50, 0.05, Movement.OPENS), (0.90, 0.002, Movement.STILL), (0.90, None, Movement.UNKNOWN),
    ],
)  # fmt: skip
def test_movement(latest: float, change: float | None, move: Movement):
    """A ratio above even closes by falling, one below by rising; within the tolerance it stands still."""
    assert movement(indicator("parity"), latest, change) is move


def test_distance_is_symmetric():
    """Twice and half are equally far from even."""
    assert distance(2) == pytest.approx(distance(0.5)) == 0.5


def test_people(snapshot: Snapshot):
    """The gap in people is printed for the world: 189 million more men than women online in 2024."""
    printed = gap_shares.published_people(snapshot, snapshot.catalogue.indicator_by_id[PARITY])
    assert (printed["WLD"][-1].year, printed["WLD"][-1].millions) == (2024, 189)


def test_an_estimate_of_people_is_marked(snapshot: Snapshot):
    """Without a printed figure people are estimated from half the population each, and marked as about."""
    pair = gap_shares.Shares(2020, "x", "published", 60.0, 65.0)
    people = gap_shares.populations(snapshot)
    found = gap_shares.estimated_people(
        snapshot.catalogue.indicator_by_id[PARITY], "WLD", pair, people, snapshot.catalogue
    )
    assert found.edition == ""
    assert found.millions == pytest.approx(7_800 / 2 * 0.05, rel=0.02)
    urban = snapshot.catalogue.indicator_by_id[URBAN]
    assert gap_shares.estimated_people(urban, "WLD", pair, people, snapshot.catalogue) is None


def test_published_beside_computed(snapshot: Snapshot):
    """65 over 70 % is 0.929 where 0.94 is printed; a ratio of whole per cents says its range and is not shown first."""
    one = snapshot.catalogue.indicator_by_id[PARITY]
    found = gap_shares.comparisons(snapshot, one, list(gaps_of(snapshot, PARITY).values()))
    (beside,) = [each for each in found if each.computed.area_id == "WLD" and each.computed.edition == "2024"]
    assert (beside.published.value, round(beside.computed.value, 4)) == (0.94, 0.9286)
    assert beside.computed.note.endswith("0.91 to 0.94")
    assert not beside.computed.is_headline


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_figures(snapshot: Snapshot, indicator_id: str):
    """Every newest ratio is a full dot at its place on the symmetric scale, every first one an open dot."""
    one = snapshot.catalogue.indicator_by_id[indicator_id]
    found = list(gaps_of(snapshot, indicator_id).values())
    colours = colours_of(gap.area for gap in found)
    benchmark = one.benchmarks[0] if one.benchmarks else None
    drawn = gap_range(range_frame(found), benchmark, colours)
    full = [trace for trace in drawn["data"] if "text" in trace["mode"] and trace["opacity"] == 1]
    assert [trace["x"][0] for trace in full] == [symmetric(gap.newest.value) for gap in found]
    opened = [trace for trace in drawn["data"] if trace["mode"] == "markers"]
    assert all(trace["marker"]["color"] == [LIGHT["card"]] for trace in opened)
    low, high = drawn["layout"]["xaxis"]["range"]
    assert all(low < trace["x"][0] < high for trace in full)
    bands = [shape for shape in drawn["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(shape["x0"], shape["x1"]) for shape in bands] == ([(0.98, symmetric(1.02))] if benchmark else [])
    course = course_frame(found)
    if len(course):
        lines = gap_course(course, benchmark, colours)["data"]
        assert sum(len(trace["x"]) for trace in lines) == len(course)


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_export_is_what_is_shown(client: FlaskClient, snapshot: Snapshot, indicator_id: str):
    """The page's file holds the judged lines of the page, row for row."""
    found = list(gaps_of(snapshot, indicator_id).values())
    query = exported(snapshot.catalogue.indicator_by_id[indicator_id], found).query_string()
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/observations.csv?{query}").text)))
    shown = [(row.area_id, str(row.year), row.value) for gap in found for row in gap.line]
    assert [(row["area_id"], row["year"], float(row["value"])) for row in rows] == shown


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_page(app: Dash, indicator_id: str):
    """Each ratio has its page with finding, table and what is missing; nothing on it is nan."""
    words = text(page(app, "gaps", indicator=indicator_id, horizon="2027"))
    assert "Who closes the gap, who opens it" in words
    assert "Status by 2027" in words
    assert "nan" not in words.lower().split()


def test_title(snapshot: Snapshot):
    """The finding counts groups at parity, names the furthest and those that move away."""
    one = snapshot.catalogue.indicator_by_id[PARITY]
    title = gap_parts.title(one, list(gaps_of(snapshot, PARITY).values()))
    assert title == "Gender parity online: one of four groups at parity, LDCs at 0.70; the gap widens in LDCs"


def test_unknown_ratio(app: Dash):
    """An indicator that is no ratio is left out with a notice, and the first ratio is shown."""
    words = text(page(app, "gaps", indicator="internet_users"))
    assert "indicator=internet_users is no ratio of two shares" in words
    assert "Gender parity online" in words
