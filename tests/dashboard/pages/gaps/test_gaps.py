"""The page of gaps: printed ratios, who closes and who opens, and what stands behind and beside."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import duckdb
import pytest
from dash import Dash, html
from flask.testing import FlaskClient

from dashboard.address.lens import Lens
from dashboard.figures.gap_course import gap_course
from dashboard.figures.gap_range import gap_range, ratio_axis, symmetric_span
from dashboard.pages.gaps import content
from dashboard.pages.gaps.beside import absent
from dashboard.pages.gaps.found import Found, find
from dashboard.pages.gaps.view import GapsView
from dashboard.reading import gap_shares
from dashboard.reading.gaps import (
    AreaGap,
    Movement,
    course_frame,
    distance,
    exported,
    movement,
    range_frame,
)
from dashboard.reading.warehouse import Snapshot, Warehouse
from dashboard.theme import LIGHT, colours_of
from dashboard.words.absence import why
from dashboard.words.sides import sides_of
from indicators.catalogue_files import load_catalogue
from indicators.parity import symmetric
from indicators.settings import Settings
from tests.dashboard.figures.test_figures import plain
from tests.dashboard.made import page
from tests.dashboard.reader import as_json, kind, opened, table, text
from tests.indicators.lines import indicator

PARITY, URBAN = "internet_gender_parity", "internet_urban_rural_ratio"
RATIOS = [one.id for one in load_catalogue(Settings().catalogue).ratios]


def found_of(snapshot: Snapshot, indicator_id: str) -> Found:
    return find(snapshot, GapsView(snapshot.catalogue.indicator_by_id[indicator_id], Lens(2030)))


def gaps_of(snapshot: Snapshot, indicator_id: str) -> dict[str, AreaGap]:
    return {gap.area.area_id: gap for gap in found_of(snapshot, indicator_id).gaps}


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
    pair = found_of(snapshot, URBAN).shares_of(gap)
    assert (pair.numerator, pair.denominator) == (54.7, 20.9)
    assert pair.points == pytest.approx(33.8)


def test_the_newest_other_line_stands_in(built_on: Callable[[str], Settings]):
    """Where the judged line has one figure, the newest line that has more tells the course, not the longest."""
    settings = built_on("2026-01-01")
    world = f"indicator_id = '{URBAN}' and area_id = 'WLD' and origin = 'published'"
    with duckdb.connect(str(settings.current.resolve())) as connection:
        connection.execute(f"delete from series where {world} and is_headline and not is_latest")
        connection.execute(
            f"""
            insert into series
            select series.* replace (series.year + after as year) from series, range(1, 3) as years(after)
            where {world} and edition = '2022' and series.year = 2019
            """
        )
    with Warehouse(settings.current).snapshot() as snapshot:
        gap = gaps_of(snapshot, URBAN)["WLD"]
    assert (len(gap.line), gap.stands_in) == (1, True)
    assert {row.edition for row in gap.course} == {"2025 (Nov)"}
    assert [row.year for row in gap.course][-1] == 2025


@pytest.mark.parametrize(
    ("latest", "change", "move"),
    [
        (0.90, 0.01, Movement.CLOSES),
        (0.90, -0.01, Movement.OPENS),
        (1.50, -0.05, Movement.CLOSES),
        (1.50, 0.05, Movement.OPENS),
        (0.90, 0.002, Movement.STILL),
        (0.90, None, Movement.UNKNOWN),
    ],
)
def test_movement(latest: float, change: float | None, move: Movement):
    """A ratio above even closes by falling, one below by rising; within the tolerance it stands still."""
    assert movement(indicator("parity"), latest, change) is move


def test_distance_is_symmetric():
    """Twice and half are equally far from even."""
    assert distance(2) == pytest.approx(distance(0.5)) == 0.5


def test_people(snapshot: Snapshot):
    """The gap in people is printed for the world: 189 million more men than women online in 2024."""
    printed = found_of(snapshot, PARITY).published_people
    assert (printed["WLD"][-1].year, printed["WLD"][-1].millions) == (2024, 189)


def test_an_estimate_of_people_is_marked(snapshot: Snapshot):
    """Without a printed figure people are estimated from half the population each, and marked as about."""
    pair = gap_shares.Shares(2020, "x", "published", 60.0, 65.0)
    people = gap_shares.populations(snapshot)
    found = gap_shares.estimated_people(
        snapshot.catalogue.indicator_by_id[PARITY], "WLD", pair, people, snapshot.catalogue, date(2026, 11, 1)
    )
    assert found.edition == ""
    assert found.millions == pytest.approx(7_800 / 2 * 0.05, rel=0.02)
    urban = snapshot.catalogue.indicator_by_id[URBAN]
    assert gap_shares.estimated_people(urban, "WLD", pair, people, snapshot.catalogue, date(2026, 11, 1)) is None


def test_published_beside_computed(snapshot: Snapshot):
    """65 over 70 % is 0.929 where 0.94 is printed; a ratio of whole per cents says its range and is not shown first."""
    found = found_of(snapshot, PARITY).comparisons
    (beside,) = [each for each in found if each.computed.area_id == "WLD" and each.computed.edition == "2024"]
    assert (beside.published.value, round(beside.computed.value, 4)) == (0.94, 0.9286)
    assert beside.computed.note.endswith("0.91 to 0.94")
    assert not beside.computed.is_headline


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_figures(snapshot: Snapshot, indicator_id: str):
    """Every ratio is a dot at its place on the symmetric scale: the newest full, the first open, others pale."""
    one = snapshot.catalogue.indicator_by_id[indicator_id]
    found = list(gaps_of(snapshot, indicator_id).values())
    benchmark = one.benchmarks[0] if one.benchmarks else None
    frame = range_frame(found)
    drawn = gap_range(frame, benchmark, colours_of(gap.area for gap in found), sides_of(one))
    dots = [trace for trace in drawn["data"] if trace["mode"] == "markers"]
    full = [trace["x"][0] for trace in dots if trace["marker"]["color"] != [LIGHT["page"]]]
    opened = [trace["x"][0] for trace in dots if trace["marker"]["color"] == [LIGHT["page"]]]
    assert Counter(full) == Counter(symmetric(ratio) for ratio in frame["newest"])
    assert Counter(opened) == Counter(symmetric(ratio) for ratio in frame["first"].dropna())
    assert sum(trace["opacity"] < 1 for trace in dots) == 2 * sum(gap.stands_in for gap in found)
    low, high = drawn["layout"]["xaxis"]["range"]
    assert all(low < place < high for place in (*full, *opened))
    bands = [shape for shape in drawn["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(shape["x0"], shape["x1"]) for shape in bands] == ([(0.98, symmetric(1.02))] if benchmark else [])
    assert plain(drawn)


def test_rows_do_not_touch(snapshot: Snapshot):
    """Areas stand one below the other, kinds further apart, the furthest of a kind first, statements last."""
    one = snapshot.catalogue.indicator_by_id[PARITY]
    found = found_of(snapshot, PARITY)
    shown = [gap for gap in found.gaps if gap.area.area_id in ("WLD", "ITU-ARB", "ITU-ASP", "LDC", "SIDS")]
    frame = range_frame(shown, [row for row in found.ratio.stated if row.value == 1])
    in_order = ["WLD", "ITU-ARB", "ITU-ASP", "ITU-AMS", "ITU-CIS", "ITU-EUR", "LDC", "SIDS"]
    assert list(dict.fromkeys(frame["area_id"])) == in_order
    colours = dict.fromkeys(frame["area_id"], LIGHT["ink"])
    places = gap_range(frame, one.benchmarks[0], colours, ("women", "men"))["layout"]["yaxis"]["tickvals"]
    assert all(upper - lower >= 1 for upper, lower in pairwise(places))


def test_years_without_a_figure_are_bridged(snapshot: Snapshot):
    """No solid line runs over years without a figure, and a line that is not the judged one has open dots."""
    one = snapshot.catalogue.indicator_by_id[URBAN]
    africa = gaps_of(snapshot, URBAN)["ITU-AFR"]
    bridge, line = gap_course(course_frame([africa]), None, colours_of([africa.area]))["data"]
    assert (line["x"], line["y"][1], line["connectgaps"]) == ([2022, 2023, 2024, 2025], None, False)
    assert (bridge["x"], bridge["line"]["dash"]) == ([2022, 2024, 2025], "dot")
    assert line["marker"]["color"] == LIGHT["page"]
    assert one.benchmarks == ()


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_ticks_say_ratios(snapshot: Snapshot, indicator_id: str):
    """A tick stands where its ratio does; even is among them, and at least one more tells the scale."""
    ratios = [gap.newest.value for gap in gaps_of(snapshot, indicator_id).values()]
    ticks = ratio_axis(*symmetric_span(ratios, None), apart_by=0.18)
    assert "1" in ticks["ticktext"]
    assert len(ticks["ticktext"]) > 1
    assert ticks["tickvals"] == pytest.approx([symmetric(float(text)) for text in ticks["ticktext"]])


def test_a_gap_in_points_can_widen_while_the_ratio_closes(snapshot: Snapshot):
    """Africa: 49.6 and 17.3 % in 2022, 54.7 and 20.9 % in 2025 (ITU, key indicators of November 2025)."""
    africa = gaps_of(snapshot, URBAN)["ITU-AFR"]
    (line,) = found_of(snapshot, URBAN).told_in_points(africa)
    assert [(one.year, one.numerator, one.denominator) for one in (line[0], line[-1])] == [
        (2022, 49.6, 17.3),
        (2025, 54.7, 20.9),
    ]
    assert africa.movement is Movement.CLOSES
    assert gap_shares.widening(line) == pytest.approx(1.5)


def test_rounding_is_no_widening():
    """A change that the rounding of the four shares could make is none: two tenths of tenths, two points of wholes."""
    tenths = [
        gap_shares.Shares(2022, "x", "published", 50.1, 30.1),
        gap_shares.Shares(2025, "x", "published", 50.3, 30.1),
    ]
    wholes = [gap_shares.Shares(2022, "x", "published", 50, 30), gap_shares.Shares(2025, "x", "published", 52, 30)]
    assert [gap_shares.widening(line) for line in (tenths, wholes)] == [0, 0]


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_absences_say_why(snapshot: Snapshot, indicator_id: str):
    """Every group without a ratio stands under its reason, groups with one reason together; no other is named."""
    found = found_of(snapshot, indicator_id)
    items = [text(one) for one in kind(html.Div(absent(found)), "Li")]
    told = {name: item for item in items for name in item.partition(": ")[0].split(", ")}
    assert told.keys() == {area.name for area in found.absent}
    for area in found.absent:
        assert found.ratio.gap_of(area.area_id) is None
        assert told[area.name].endswith(f": {why(found.missing.why(found.indicator, area))}.")


def test_people_over_the_years(app: Dash):
    """The printed gaps in people stand side by side, and what is estimated is about."""
    words = text(page(app, "gaps"))
    assert "277 million in 2021 (edition 2024), 244 million in 2023 (edition 2023), 189 million in 2024" in words
    assert "about 230 million more men" in words  # 69.2 and 63.4 % in 2022, of 3.99 billion each
    assert "less than 1 million more women" in words  # small island developing States: 66.5 and 66.2 %
    assert "about 0 million" not in words


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_export_is_what_is_shown(client: FlaskClient, snapshot: Snapshot, indicator_id: str):
    """The page's file holds the judged lines of the page, row for row; what is computed has twelve digits there."""
    found = list(gaps_of(snapshot, indicator_id).values())
    query = exported(snapshot.catalogue.indicator_by_id[indicator_id], found).query_string()
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/observations.csv?{query}").text)))
    shown = [(row.area_id, str(row.year), f"{row.value:.12g}") for gap in found for row in gap.line]
    assert [(row["area_id"], row["year"], f"{float(row['value']):.12g}") for row in rows] == shown


@pytest.mark.parametrize("indicator_id", RATIOS)
def test_page(app: Dash, indicator_id: str):
    """Each ratio has its page with finding, table and what is missing; nothing on it is nan."""
    words = text(page(app, "gaps", indicator=indicator_id, horizon="2027"))
    assert "Who closes the gap, who opens it" in words
    assert "Status by 2027" in words
    assert "nan" not in words.lower().split()
    layout = page(app, "gaps", indicator=indicator_id, horizon="2027")
    assert as_json(layout)
    assert "None" not in words.replace("None of", "")
    (current,) = [link for link in kind(layout, "A") if getattr(link, "aria-current", "")]
    assert current.href == f"/gaps?horizon=2027&indicator={indicator_id}"


def test_every_region_has_a_row(app: Dash):
    """Of a region without a ratio the table of all has a row that says why, for Africa's women and men too."""
    layout = opened(page(app, "gaps"))
    rows = {text(row["Area"]): row for row in table(layout, "Gender parity in Internet use; a status opens")}
    regions = ("Africa", "Americas", "Arab States", "Asia and the Pacific", "Europe")
    assert set(regions) <= rows.keys()
    silent = rows["Africa"]
    assert text(silent["Newest"]) == "–"
    assert len(text(silent["Newest figure"])) > 20


def test_title(snapshot: Snapshot):
    """The finding counts groups at parity, names the furthest and those that move away, in points too; a figure that
    is too old to be judged, the 0.65 of lower-middle-income economies in 2018, is not compared with those of 2024.
    """
    assert content.title(found_of(snapshot, PARITY)) == (
        "Gender parity online: four of twelve groups at parity; LDCs furthest from it at 0.70 in 2024, and moving away"
    )
    assert [gap.newest.year for gap in found_of(snapshot, PARITY).gaps if gap.area.area_id == "INC-LMC"] == [2018]
    assert content.title(found_of(snapshot, URBAN)) == (
        "Urban–rural ratio: Low income furthest from even at 2.85 in 2025; the ratio closes in twelve of 13 groups, "
        "the gap in points widens in Africa, LDCs, SIDS and Low income"
    )


def test_a_later_statement_stands_beside_an_older_figure(app: Dash):
    """ITU's annual report calls three regions even in 2024; the figures of them are of 2022 and 2023. Both are told."""
    assert (
        "Stated to be within the band in 2024 (edition 2024), later than the figure: "
        "Americas, Commonwealth of Independent States and Europe." in text(page(app, "gaps"))
    )
    assert "Stated to be" not in text(page(app, "gaps", indicator=URBAN))


def test_unknown_ratio(app: Dash):
    """An indicator that is no ratio is left out with a notice, and the first ratio is shown."""
    words = text(page(app, "gaps", indicator="internet_users"))
    assert "indicator=internet_users is none of the ratios of this page: internet_gender_parity, " in words
    assert "Gender parity online" in words


def test_a_second_ratio(app: Dash):
    """Of several ratios in an address the first is shown, and the others are told."""
    words = text(page(app, "gaps", indicator=f"{URBAN},{PARITY}"))
    assert f"indicator={PARITY} is more than the one ratio that this page shows" in words
    assert words.count("Urban–rural ratio: ") == 1


def test_the_way_follows_from_the_figures_beside_it(snapshot: Snapshot):
    """The values and years beside a way are those that it is told of: closer to even where it closes, further from it
    where it opens, and next to no difference where it stands still.
    """
    told = 0
    for one in snapshot.catalogue.ratios:
        for gap in gaps_of(snapshot, one.id).values():
            assert (gap.since is None) == (gap.movement is Movement.UNKNOWN)
            if gap.since is None:
                continue
            told += 1
            before, now = gap.since, gap.course[-1]
            assert now.year - before.year <= 5
            nearer = distance(before.value) - distance(now.value)
            if gap.movement is Movement.STILL:
                assert abs(nearer) <= 0.02
            else:
                assert (nearer > 0) == (gap.movement is Movement.CLOSES), gap
    assert told > 20


def test_a_pale_course_tells_where_its_way_began(snapshot: Snapshot):
    """Beside a pale course stand the values between which its way is told, not those of the whole course."""
    gap = gaps_of(snapshot, "internet_gender_parity")["DEVELOPED"]
    assert gap.stands_in
    assert gap.movement is Movement.STILL
    drawn = gap_range(range_frame([gap]), None, colours_of([gap.area]), ("women", "men"))
    (said,) = [one["text"] for one in drawn["layout"]["annotations"] if "stands still" in one["text"]]
    assert "(0.96 → 0.97)" in said
