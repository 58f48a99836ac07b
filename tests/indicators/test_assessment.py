"""The headline status: worked examples, the cuts, the traps, and what must hold of every line."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.assessment import assess, level_class, standing_still, status_of_ratio
from indicators.model import Break
from indicators.series import Line, Point
from indicators.vocabulary import LADDER, Reason, Status
from tests.indicators.lines import indicator, level, line, points

AFRICA = {2022: 31.1, 2023: 32.3, 2024: 33.6, 2025: 35.7}
U95 = level(at_least=95)
BAND = level(between=(0.98, 1.02))


def judged(values: dict | list, scale: str, benchmark, horizon: int = 2030, **more):
    return assess(line(values, scale, **more), benchmark, horizon)


def test_a_low_starter_is_slow_and_not_stalled():
    """Africa's Internet use, 31.1 to 35.7 % in 2022 to 2025, has a ratio of 0.10 on the way to 95 % by 2030."""
    said = judged(AFRICA, "share", U95)
    logits = [math.log(value / (100 - value)) for value in AFRICA.values()]
    slope = sum((n - 1.5) * z for n, z in enumerate(logits)) / 5
    required = (math.log(95 / 5) - logits[-1]) / 5
    assert said.pace_observed == pytest.approx(slope, abs=1e-9)
    assert said.pace_required == pytest.approx(required, abs=1e-9)
    assert said.pace_ratio == pytest.approx(slope / required)
    assert round(said.pace_ratio, 2) == 0.10
    assert said.status is Status.SLOW
    assert said.change == pytest.approx(1.51)


def test_points_a_year():
    """From 60 % in 2023 to 100 % in 2030 it takes 5.714 points a year, 2.29 times the 2.5 of the years before."""
    said = judged({2019: 50, 2021: 55, 2023: 60}, "share", level(at_least=100))
    assert said.change_needed == pytest.approx(5.714285714285714, abs=1e-9)
    assert said.change == pytest.approx(2.5)
    assert said.change_needed / said.change == pytest.approx(2.2857142857142856)


@pytest.mark.parametrize(
    ("scale", "benchmark", "value"),
    [
        ("share", {"at_least": 95}, 95),
        ("share", {"more_than": 50}, 50.1),
        ("price", {"at_most": 2}, 2),
        ("price", {"at_most": 2}, 0),
        ("parity", {"between": (0.98, 1.02)}, 0.98),
        ("parity", {"between": (0.98, 1.02)}, 1.02),
        ("count", {"at_least": 194}, 194),
    ],
)
@pytest.mark.parametrize("before", [(), (5,), (0.5, 40), (90, 90, 90)])
def test_met_whatever_the_trend(scale: str, benchmark: dict, value: float, before: tuple[float, ...]):
    """A value that satisfies the benchmark is met: both ends of a band included, alone or after any course."""
    said = judged([*before, value], scale, level(**benchmark))
    assert (said.status, said.reason, said.gap) == (Status.MET, None, 0)


@pytest.mark.parametrize(
    ("scale", "benchmark", "value"),
    [
        ("share", {"more_than": 50}, 50),
        ("parity", {"between": (0.98, 1.02)}, 0.9799),
        ("share", {"at_least": 95}, 94.9),
    ],
)
def test_not_met(scale: str, benchmark: dict, value: float):
    """More than 50 is not 50, and a hair outside is outside."""
    assert judged([value], scale, level(**benchmark)).status is Status.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("ratio", "status"),
    [
        (0.95, Status.ON_TRACK),
        (0.9499, Status.MODERATE),
        (0.50, Status.MODERATE),
        (0.4999, Status.SLOW),
        (0.0, Status.SLOW),
        (-1, Status.SLOW),
        (30, Status.ON_TRACK),
    ],
)
def test_cuts(ratio: float, status: Status):
    """Both cuts belong to the better status."""
    assert status_of_ratio(ratio) is status


@pytest.mark.parametrize(
    ("scale", "goal", "start", "still"),
    [
        ("share", {"at_least": 95}, 50.0, 0.2),
        ("parity", {"between": (0.98, 1.02)}, 0.8, 0.002),
        ("count", {"at_least": 194}, 100.0, 0.5),
        ("index", {"at_least": 95}, 50.0, 0.2),
    ],
)
def test_standing_still(scale: str, goal: dict, start: float, still: float):
    """A yearly change within the tolerance, its end included, is none; beyond it, the wrong way is reversing."""
    statuses = {
        sign * part: judged([start + sign * part * still * year for year in range(5)], scale, level(**goal)).status
        for sign in (1, -1)
        for part in (0.0, 1.0, 1.5)
    }
    assert statuses[1.0] is statuses[-1.0] is statuses[0.0] is Status.STALLED
    assert statuses[1.5] in (Status.SLOW, Status.MODERATE, Status.ON_TRACK)
    assert statuses[-1.5] is Status.REVERSING


def test_standing_still_of_a_price():
    """A price within 1 % of its newest value a year stands still."""
    assert standing_still(indicator("price"), 5.0) == pytest.approx(0.05)
    assert judged([5.2, 5.15, 5.1, 5.05, 5.0], "price", level(at_most=2)).status is Status.STALLED
    assert judged([5.4, 5.3, 5.2, 5.1, 5.0], "price", level(at_most=2)).status is Status.SLOW


def test_the_tolerance_of_an_index_goes_with_its_range():
    """0.2 of 100 points is 0.002 of an index from 0 to 1."""
    assert standing_still(indicator("index", unit="index_1"), 0.5) == pytest.approx(0.002)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, Reason.NO_DATA),
        ({2024: 50}, Reason.ONE_OBSERVATION),
        ({2010: 20, 2024: 50}, Reason.ONE_OBSERVATION),
        ({2023: 48, 2024: 50}, Reason.SPAN_TOO_SHORT),
        ({2010: 20, 2012: 25, 2014: 30}, Reason.STALE),
    ],
)
def test_too_little(values: dict, reason: Reason):
    """Nothing, one observation in six years, two in successive years and old ones are not judged, and say why."""
    said = assess(replace(line(values, "share"), newest_year=2025, build_year=2026), U95, 2030)
    assert (said.status, said.reason) == (Status.NOT_ASSESSABLE, reason)


@pytest.mark.parametrize(
    ("latest", "newest", "build", "stale"),
    [(2020, 2025, 2026, False), (2019, 2025, 2026, True), (2019, 2019, 2026, False), (2018, 2018, 2026, True)],
)
def test_stale(latest: int, newest: int, build: int, stale: bool):
    """More than 5 years behind the newest of the indicator, or more than 7 before the build, is stale; no less."""
    one = replace(line({latest - 2: 40, latest: 44}, "share"), newest_year=newest, build_year=build)
    assert (assess(one, U95, 2030).reason is Reason.STALE) is stale


def test_two_years_behind_the_others():
    """An area whose newest year is two years behind the others is judged on its own years."""
    one = replace(line({2019: 40, 2021: 44, 2023: 48}, "share"), newest_year=2025, build_year=2026)
    said = assess(one, U95, 2030)
    assert (said.latest.year, said.used[0].year, said.reason) == (2023, 2019, None)


def test_two_years_apart_is_enough():
    """Two observations two years apart tell a pace."""
    assert judged({2022: 48, 2024: 50}, "share", U95).reason is None


def test_a_break_inside_the_window():
    """Only what follows the last break is used; where too little does, the break is the reason."""
    broken = {"breaks": (Break(year=2023, note="new survey"),)}
    said = judged({2020: 90, 2021: 91, 2022: 92, 2023: 60, 2024: 61, 2025: 62}, "share", U95, **broken)
    assert [point.year for point in said.used] == [2023, 2024, 2025]
    assert said.change == pytest.approx(1)
    late = judged({2020: 90, 2021: 91, 2022: 92, 2023: 60}, "share", U95, **broken)
    assert late.reason is Reason.DEFINITION_BREAK
    twice = {"breaks": (Break(year=2021, note="new survey"), Break(year=2023, note="newer survey"))}
    last = judged({2020: 90, 2021: 50, 2022: 52, 2023: 60, 2024: 61, 2025: 62}, "share", U95, **twice)
    assert [point.year for point in last.used] == [2023, 2024, 2025]
    elsewhere = {"breaks": (Break(year=2023, note="new survey", areas=("CHN",)),)}
    assert len(judged({2021: 91, 2022: 92, 2023: 60}, "share", U95, **elsewhere).used) == 3


def test_no_benchmark():
    """Without a benchmark nothing is judged; where a direction is told from a reference level, that is the reason."""
    assert judged(AFRICA, "share", None).reason is Reason.NO_BENCHMARK
    reference = {"reference": {"value": 22.3, "year": 2022, "source": "a publication"}}
    assert judged(AFRICA, "share", None, **reference).reason is Reason.DIRECTION_ONLY
    assert judged(AFRICA, "share", None).change == pytest.approx(1.51)


def test_withheld_figures():
    """Where figures exist but cover too little, that is the reason; likewise where no panel has both ends."""
    empty = replace(line({}, "share"), withheld=True)
    assert assess(empty, U95, 2030).reason is Reason.BELOW_COVERAGE
    assert assess(replace(line(AFRICA, "share"), panel=()), U95, 2030).reason is Reason.BELOW_COVERAGE


def test_pace_is_that_of_the_panel():
    """The pace of a mean of economies is measured on the same economies; its newest value stays the whole mean."""
    panel = points({2022: 50, 2023: 51, 2024: 52, 2025: 53})
    said = assess(replace(line({2022: 60, 2023: 58, 2024: 56, 2025: 54}, "share"), panel=panel), U95, 2030)
    assert said.change == pytest.approx(1)
    assert said.latest.value == 54


def test_the_horizon_has_passed():
    """A benchmark that was missed by its horizon is not judged by a pace any more."""
    assert judged({2025: 60, 2027: 70}, "share", U95, 2027).reason is Reason.HORIZON_PASSED


@pytest.mark.parametrize("values", [[0, 0, 0], [100, 100, 100], [0, 50, 100], [120, 110, 90], [5, 0, 5]])
@pytest.mark.parametrize("benchmark", [{"at_least": 0.5}, {"at_least": 100}, {"at_most": 0}, {"at_least": 50}])
@pytest.mark.parametrize("scale", ["share", "price", "parity", "count", "index", "amount"])
def test_traps_give_numbers(values: list[float], benchmark: dict, scale: str):
    """A benchmark of 0, 0 and 100 %, values above 100 and prices of 0 give finite numbers or none."""
    said = judged(values, scale, level(**benchmark))
    numbers = (said.pace_observed, said.pace_required, said.pace_ratio, said.change, said.change_needed, said.gap)
    assert all(number is None or math.isfinite(number) for number in numbers)
    assert (said.status is Status.NOT_ASSESSABLE) == (said.reason is not None)


def test_base_beyond_the_benchmark():
    """A line that began beyond its benchmark and fell behind it is reversing."""
    assert judged([97, 95, 93, 91], "share", U95).status is Status.REVERSING
    assert judged([1.5, 1.9, 2.3, 2.7], "price", level(at_most=2)).status is Status.REVERSING


def test_a_hair_from_the_benchmark():
    """At 94.99 % any pace is enough: the ratio is large and the status on track."""
    said = judged([93, 93.7, 94.4, 94.99], "share", U95)
    assert said.pace_ratio > 30
    assert said.status is Status.ON_TRACK


def test_the_last_per_cent_is_not_asked_for():
    """On the way to 100 % the pace leads to 99 %; beyond that no ratio is told, and a rise is on track."""
    said = judged([90, 92, 94, 96], "share", level(at_least=100))
    assert said.pace_required == pytest.approx((math.log(99) - math.log(96 / 4)) / 12)
    beyond = judged([98, 98.5, 99, 99.5], "share", level(at_least=100))
    assert (beyond.status, beyond.pace_ratio) == (Status.ON_TRACK, None)


def test_the_newest_edition_is_judged_even_with_one_observation():
    """Of a line with one observation no pace is told, however long the lines of older editions are."""
    assert judged({2025: 70}, "share", U95).reason is Reason.ONE_OBSERVATION


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "limited"), (49.9, "limited"), (50, "satisfactory"), (75, "advanced"), (94.9, "advanced"), (95, "target_met")],
)
def test_level_class(value: float, expected: str):
    """The bands of a share include their lower ends; a price has none."""
    assert level_class(indicator("share"), Point(2025, value)) == expected
    assert level_class(indicator("price"), Point(2025, value)) is None
    assert level_class(indicator("share"), None) == "no_data"


@pytest.mark.parametrize("word", ["at_least", "more_than", "at_most"])
def test_bounds_tell_no_pace(word: str):
    """A bound is not used for a pace, and meets a benchmark only where it leaves no doubt."""
    bounds = tuple(Point(year, value, word if year == 2025 else "") for year, value in {**AFRICA, 2025: 96.0}.items())
    said = assess(Line(indicator("share"), "WLD", bounds), U95, 2030)
    assert (said.status is Status.MET) is (word != "at_most")
    assert all(not point.is_bound for point in said.used)


def test_about_is_remembered():
    """A pace that rests on a figure called "about" says so."""
    one = Line(indicator("share"), "WLD", (Point(2022, 30, "about"), Point(2024, 40)))
    assert assess(one, U95, 2030).is_about


COURSES = st.lists(st.floats(1, 99), min_size=3, max_size=6)


@given(values=COURSES, goal=st.floats(2, 98))
def test_mirrored(values: list[float], goal: float):
    """100 − y falling to 100 − T is judged as y rising to T."""
    assume(abs(values[-1] - goal) > 1e-6)
    up = judged(values, "share", level(at_least=goal))
    down = judged([100 - value for value in values], "share", level(at_most=100 - goal), direction="down")
    assume(up.change is None or abs(abs(up.change) - 0.2) > 1e-6)
    assume(up.pace_ratio is None or min(abs(up.pace_ratio - cut) for cut in (0.5, 0.95)) > 1e-6)
    assert down.status is up.status
    if up.pace_ratio is not None:
        assert down.pace_ratio == pytest.approx(up.pace_ratio, rel=1e-6, abs=1e-9)


@given(goal=st.floats(60, 99), start=st.floats(5, 50), slow=st.floats(0.0, 3), more=st.floats(0, 3))
def test_more_pace_is_never_worse(goal: float, start: float, slow: float, more: float):
    """Of two courses that end at the same value, the steeper one never has the worse status."""
    steps = range(-5, 1)
    slower = judged([start + slow * step for step in steps], "share", level(at_least=goal))
    faster = judged([start + (slow + more) * step for step in steps], "share", level(at_least=goal))
    assume(start - 5 * (slow + more) > 0.6)
    assert LADDER[faster.status] <= LADDER[slower.status]


@given(horizons=st.tuples(st.integers(2026, 2034), st.integers(1, 10)))
def test_more_time_is_never_worse(horizons: tuple[int, int]):
    """A later horizon asks for less and never worsens a status."""
    early, later = horizons[0], horizons[0] + horizons[1]
    assert LADDER[judged(AFRICA, "share", U95, later).status] <= LADDER[judged(AFRICA, "share", U95, early).status]
