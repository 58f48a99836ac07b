"""The headline status: worked examples, the cuts, the traps, and what must hold of every line."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.assessment import assess, closes_range, level_class, status_of_share
from indicators.model import Break
from indicators.pace import standing_still
from indicators.series import Line, Point
from indicators.vocabulary import LADDER, Reason, Status
from tests.indicators.lines import indicator, level, line, points

AFRICA = {2022: 31.1, 2023: 32.3, 2024: 33.6, 2025: 35.7}
U95 = level(at_least=95)
BAND = level(between=(0.98, 1.02))


def judged(values: dict | list, scale: str, benchmark, horizon: int = 2030, **more):
    return assess(line(values, scale, **more), benchmark, horizon)


EXAMPLES = {
    "closes_world": ("share", {"at_least": 95}, {2022: 67.0, 2023: 69.2, 2024: 71.2, 2025: 73.6}),
    "closes_africa": ("share", {"at_least": 95}, AFRICA),
    "closes_cirt": ("count", {"at_least": 194}, {2020: 109, 2024: 132}),
    "closes_price": ("price", {"less_than": 2.0}, {2022: 15.0, 2023: 12.4, 2024: 10.8, 2025: 9.42}),
    "closes_parity_rounded": ("parity", {"between": (0.98, 1.02)}, {2019: 0.91, 2024: 0.94}),
}
WORKED = {
    "closes_world": (82.47317582218719, 0.41463438421435467, 1.7746351644374385, 4.28, 2.18, "slow"),
    "closes_africa": (43.82109919283091, 0.13694939616915522, 1.6242198385661808, 11.86, 1.51, "slow"),
    "closes_cirt": (166.5, 0.5564516129032258, 5.75, 10.333333333333334, 5.75, "moderate"),
    "closes_price": (4.375134449173131, 0.6799010176316536, -1.0089731101653738, -1.484, -1.834, "moderate"),
    "closes_parity_rounded": (0.9773083450273892, 0.9327086256847298, 0.0062180575, 0.04 / 6, 0.006, "on_track"),
}
"""Expected at the horizon, closes, expected, needed and recent change a year, status; worked out elsewhere."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_examples(name: str):
    """Now, expected and benchmark make the verdict: the share of the distance that the present pace closes."""
    scale, benchmark, values = EXAMPLES[name]
    said = judged(values, scale, level(**benchmark))
    found = (said.expected, said.closes, said.expected_a_year, said.needed_a_year, said.recent_a_year)
    *numbers, status = WORKED[name]
    assert found == pytest.approx(numbers, abs=1e-6)
    assert said.status == status
    assert said.closes == pytest.approx(said.expected_a_year / said.needed_a_year)


def test_within_rounding():
    """0.91 and 0.94 with two decimals may close 55 to 144 % of the distance, so that the verdict is not firm."""
    scale, benchmark, values = EXAMPLES["closes_parity_rounded"]
    one = line(values, scale)
    assert closes_range(one, level(**benchmark), 2030) == pytest.approx((0.5461752534697, 1.4383005225055))
    assert judged(values, scale, level(**benchmark)).firm is False
    assert judged(EXAMPLES["closes_world"][2], "share", U95).firm is True
    assert judged([90.0, 92.0, 95.0], "share", U95).firm is False
    assert judged([100, 150, 194], "count", level(at_least=194)).firm is True


def test_points_a_year():
    """From 60 % in 2023 to 100 % in 2030 it takes 5.714 points a year, 2.29 times the 2.5 of the years before."""
    said = judged({2019: 50, 2021: 55, 2023: 60}, "share", level(at_least=100))
    assert said.needed_a_year == pytest.approx(5.714285714285714, abs=1e-9)
    assert said.recent_a_year == pytest.approx(2.5)


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
    assert judged([value], scale, level(**benchmark)).status is Status.SHORT


@pytest.mark.parametrize(
    ("closes", "status"),
    [(0.9499, Status.MODERATE), (0.50, Status.MODERATE), (0.4999, Status.SLOW), (0.0, Status.SLOW), (-1, Status.SLOW)],
)
def test_cuts(closes: float, status: Status):
    """Half of the distance belongs to the better status."""
    assert status_of_share(closes) is status


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
    ("values", "status", "reason"),
    [
        ({}, Status.NOT_ASSESSABLE, Reason.NO_DATA),
        ({2024: 50}, Status.SHORT, Reason.ONE_OBSERVATION),
        ({2010: 20, 2024: 50}, Status.SHORT, Reason.ONE_OBSERVATION),
        ({2023: 48, 2024: 50}, Status.SHORT, Reason.SPAN_TOO_SHORT),
        ({2017: 40, 2019: 45, 2021: 50}, Status.SHORT, Reason.PACE_TOO_OLD),
        ({2010: 20, 2012: 25, 2014: 30}, Status.NOT_ASSESSABLE, Reason.STALE),
        ({2010: 94, 2012: 95, 2014: 96}, Status.NOT_ASSESSABLE, Reason.STALE),
    ],
)
def test_too_little(values: dict, status: Status, reason: Reason):
    """Of one observation, two in successive years and old ones the distance is known and no pace; what is older still
    is not judged, even where it reached the benchmark.
    """
    said = assess(replace(line(values, "share"), newest_year=2025, build_year=2026), U95, 2030)
    assert (said.status, said.reason) == (status, reason)
    assert (said.expected, said.closes, said.year_reached) == (None, None, None)
    assert (said.gap is None) == (not values)


@pytest.mark.parametrize(
    ("latest", "newest", "build", "too_old"),
    [(2022, 2025, 2026, False), (2021, 2025, 2026, True), (2021, 2021, 2026, False), (2020, 2020, 2026, True)],
)
def test_a_pace_too_old(latest: int, newest: int, build: int, too_old: bool):
    """More than 3 years behind the newest of the indicator, or more than 5 before the build, is no present pace."""
    one = replace(line({latest - 2: 40, latest: 44}, "share"), newest_year=newest, build_year=build)
    assert (assess(one, U95, 2030).reason is Reason.PACE_TOO_OLD) is too_old


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
    assert said.recent_a_year == pytest.approx(1)
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
    assert judged(AFRICA, "share", None).recent_a_year == pytest.approx(1.51)


def test_withheld_figures():
    """Figures that cover too little are the reason; a panel without both ends leaves the pace unknown."""
    empty = replace(line({}, "share"), withheld=True)
    assert assess(empty, U95, 2030).reason is Reason.BELOW_COVERAGE
    said = assess(replace(line(AFRICA, "share"), panel=()), U95, 2030)
    assert (said.status, said.reason) == (Status.SHORT, Reason.PANEL_TOO_SMALL)


def test_pace_is_that_of_the_panel():
    """The pace of a mean of economies is measured on the same economies; its newest value stays the whole mean."""
    panel = points({2022: 50, 2023: 51, 2024: 52, 2025: 53})
    said = assess(replace(line({2022: 60, 2023: 58, 2024: 56, 2025: 54}, "share"), panel=panel), U95, 2030)
    assert said.recent_a_year == pytest.approx(1)
    assert said.latest.value == 54


def test_missed():
    """A benchmark whose own year has passed is met or missed; one without a year is held to the horizon."""
    due = level(at_least=75, year=2025)
    assert judged({2022: 67.0, 2025: 73.6}, "share", due).status is Status.MISSED
    assert judged({2022: 67.0, 2026: 75.0}, "share", due).status is Status.MET
    early = judged({2021: 66.0, 2024: 72.0}, "share", due)
    assert (early.judged_at, early.needed_a_year) == (2025, pytest.approx(3))
    assert judged({2025: 60, 2027: 70}, "share", U95, 2027).status is Status.MISSED
    assert judged({2025: 73.6}, "share", due).status is Status.MISSED
    assert judged(EXAMPLES["closes_world"][2], "share", level(at_least=80, year=2035)).judged_at == 2030


@pytest.mark.parametrize("values", [[0, 0, 0], [100, 100, 100], [0, 50, 100], [120, 110, 90], [5, 0, 5]])
@pytest.mark.parametrize("benchmark", [{"at_least": 0.5}, {"at_least": 100}, {"at_most": 0}, {"at_least": 50}])
@pytest.mark.parametrize("scale", ["share", "price", "parity", "count", "index", "amount"])
def test_traps_give_numbers(values: list[float], benchmark: dict, scale: str):
    """A benchmark of 0, 0 and 100 %, values above 100 and prices of 0 give finite numbers or none."""
    said = judged(values, scale, level(**benchmark))
    numbers = (said.expected, said.closes, said.expected_a_year, said.needed_a_year, said.recent_a_year, said.gap)
    assert all(number is None or math.isfinite(number) for number in numbers)
    assert (said.status in (Status.NOT_ASSESSABLE, Status.SHORT)) == (said.reason is not None)


def test_base_beyond_the_benchmark():
    """A line that began beyond its benchmark and fell behind it is reversing."""
    assert judged([97, 95, 93, 91], "share", U95).status is Status.REVERSING
    assert judged([1.5, 1.9, 2.3, 2.7], "price", level(at_most=2)).status is Status.REVERSING


def test_a_hair_from_the_benchmark():
    """At 94.99 % any pace is enough: it closes many times the distance, and is on track."""
    said = judged([93, 93.7, 94.4, 94.99], "share", U95)
    assert said.closes > 30
    assert (said.status, said.year_reached) == (Status.ON_TRACK, 2019)


def test_on_track_as_shown():
    """An expected value that is shown as the benchmark reaches it, in the year that the page names; 94.94 does not."""
    for end, status in ((94.96, Status.ON_TRACK), (94.94, Status.MODERATE)):
        start = 100 / (1 + math.exp(-(math.log(80 / 20) - (math.log(end / (100 - end)) - math.log(4)))))
        said = judged({2020: start, 2025: 80.0}, "share", U95)
        assert said.expected == pytest.approx(end)
        assert said.status is status
        assert (said.year_reached == 2030) is (status is Status.ON_TRACK)


def test_past_the_nearer_edge_of_a_band():
    """A ratio that is expected beyond the band has come through its nearer edge: more gain is never worse."""
    said = judged({2019: 0.89, 2024: 0.95}, "parity", BAND)
    assert said.expected > 1.02
    assert (said.status, said.year_reached) == (Status.ON_TRACK, 2026)


@pytest.mark.parametrize(
    ("values", "scale", "benchmark", "at_risk"),
    [
        ([99, 98, 97, 96], "share", {"at_least": 95}, True),
        ([95.2, 95.1, 95.0], "share", {"at_least": 95}, False),
        ([95, 96, 97], "share", {"at_least": 95}, False),
        ([1.4, 1.5, 1.6], "price", {"less_than": 2}, True),
        ([1.00, 0.99, 0.98], "parity", {"between": (0.98, 1.02)}, True),
        ([0.98, 0.99, 1.00], "parity", {"between": (0.98, 1.02)}, True),
        ([0.97, 0.98, 0.99], "parity", {"between": (0.98, 1.02)}, False),
    ],
)
def test_met_and_on_its_way_out(values: list[float], scale: str, benchmark: dict, at_risk: bool):
    """What meets its benchmark and moves out of it, by more than counts as standing still, says so."""
    said = judged(values, scale, level(**benchmark))
    assert (said.status, said.at_risk) == (Status.MET, at_risk)


def test_a_suspected_break():
    """The share of an economy that falls by seven points in a rising line starts anew; a group's or a network's does
    not, nor a line that always moves so.
    """
    japan = {2016: 93.2, 2017: 91.7, 2018: 92.7, 2019: 93.4, 2020: 94.2, 2021: 82.9, 2022: 84.9, 2023: 85.0, 2024: 85.5}
    one = replace(line(japan, "share"), of_economy=True)
    said = assess(one, U95, 2030)
    assert one.suspected_breaks == (2021,)
    assert (said.suspected_break, said.used[0].year) == (2021, 2021)
    assert assess(replace(one, of_economy=False), U95, 2030).used[0].year == 2019
    assert replace(one, indicator=indicator("share", grows_in_steps=True)).suspected_breaks == ()
    steep = replace(line([10, 21, 32, 43, 54], "share"), of_economy=True)
    assert steep.suspected_breaks == ()
    short = replace(line({2019: 50, 2020: 51, 2021: 52, 2022: 53, 2023: 54, 2024: 70}, "share"), of_economy=True)
    assert assess(short, U95, 2030).reason is Reason.SUSPECTED_BREAK


def test_the_last_per_cent_is_not_asked_for():
    """On the way to 100 % it is enough that 99 % are expected; beyond them any rise is on track."""
    rising = judged([90, 93, 96, 97.5], "share", level(at_least=100))
    assert 99 < rising.expected < 100
    assert rising.status is Status.ON_TRACK
    assert judged([98, 98.5, 99, 99.5], "share", level(at_least=100)).status is Status.ON_TRACK
    assert judged([90, 91, 92, 93], "share", level(at_least=100)).status is not Status.ON_TRACK


def test_the_newest_edition_is_judged_even_with_one_observation():
    """Of a line with one observation no pace is told, however long the lines of older editions are."""
    said = judged({2025: 70}, "share", U95)
    assert (said.status, said.reason) == (Status.SHORT, Reason.ONE_OBSERVATION)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "limited"), (49.9, "limited"), (50, "satisfactory"), (75, "advanced"), (94.9, "advanced"), (95, "target_met")],
)
def test_level_class(value: float, expected: str):
    """The bands of a share include their lower ends; a price has none."""
    assert level_class(indicator("share"), Point(2025, value)) == expected
    assert level_class(indicator("price"), Point(2025, value)) is None
    assert level_class(indicator("share"), None) == "no_data"


def test_a_median_of_those_that_report_has_no_level():
    """The median economy of a group is not the share of the group: it is in no band of ITU's, and is not judged."""
    one = replace(line({2022: 60.0}, "share"), typical_economy=True)
    said = assess(one, U95, 2030)
    assert (said.level_class, said.reason) == (None, Reason.TYPICAL_ECONOMY)
    assert assess(replace(one, typical_economy=False), U95, 2030).level_class == "satisfactory"


@pytest.mark.parametrize("word", ["at_least", "more_than", "at_most", "less_than"])
def test_bounds_tell_no_pace(word: str):
    """A bound is not used for a pace, and meets a benchmark only where it leaves no doubt."""
    bounds = tuple(Point(year, value, word if year == 2025 else "") for year, value in {**AFRICA, 2025: 96.0}.items())
    said = assess(Line(indicator("share"), "WLD", bounds), U95, 2030)
    assert (said.status is Status.MET) is (word in {"at_least", "more_than"})
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
    assume(up.recent_a_year is None or abs(abs(up.recent_a_year) - 0.2) > 1e-6)
    assume(up.closes is None or abs(up.closes - 0.5) > 1e-6)
    assume(up.expected is None or abs(round(up.expected, 1) - up.expected) < 0.0499)
    assert down.status is up.status
    if up.closes is not None:
        assert down.closes == pytest.approx(up.closes, rel=1e-6, abs=1e-9)


@given(value=st.floats(0, 100), goal=st.floats(1, 99), age=st.integers(0, 9))
def test_one_observation_says_no_more_than_it_can(value: float, goal: float, age: int):
    """A line of one observation is met, missed, short or not assessable, and nothing else."""
    one = replace(line({2025 - age: value}, "share"), newest_year=2025, build_year=2026)
    for benchmark in (level(at_least=goal), level(at_least=goal, year=2020)):
        said = assess(one, benchmark, 2030)
        assert said.status in (Status.MET, Status.MISSED, Status.SHORT, Status.NOT_ASSESSABLE)


@given(goal=st.floats(60, 99), start=st.floats(5, 50), slow=st.floats(0.0, 3), more=st.floats(0, 3))
def test_more_pace_is_never_worse(goal: float, start: float, slow: float, more: float):
    """Of two courses that end at the same value, the steeper one never has the worse status, though it may have begun
    too late for one.
    """
    steps = range(-5, 1)
    slower = judged([start + slow * step for step in steps], "share", level(at_least=goal))
    faster = judged([start + (slow + more) * step for step in steps], "share", level(at_least=goal))
    assume(start - 5 * (slow + more) > 0.6)
    assume(faster.reason is not Reason.JUST_BEGUN)
    assert LADDER[faster.status] <= LADDER[slower.status]


BEST_FIRST = [*list(LADDER)[:4], Status.SHORT, Status.STALLED, Status.REVERSING]
"""A pace that is unknown since the line has just begun says less than one that is too slow, and more than none."""


@given(
    earlier=st.lists(st.floats(0, 40), min_size=2, max_size=5),
    newest=st.tuples(st.floats(0, 60), st.floats(0, 40)),
    goal=st.floats(61, 95),
)
def test_a_higher_newest_value_is_never_worse(earlier: list[float], newest: tuple[float, float], goal: float):
    """Whatever came before, and from 0 on, a higher newest value never has the worse status."""
    low, high = (judged([*earlier, value], "share", level(at_least=goal)) for value in (newest[0], sum(newest)))
    assert BEST_FIRST.index(high.status) <= BEST_FIRST.index(low.status)


KENYA = {2021: 0.0, 2022: 0.6, 2023: 1.2, 2024: 14.0}
"""A network that has just begun; its reach in per cent of people."""


@pytest.mark.parametrize(
    ("values", "status", "used"),
    [
        (KENYA, Status.SHORT, 4),
        ({2021: 0, 2022: 0, 2023: 0, 2024: 25.5}, Status.SHORT, 4),
        ({2021: 0, 2023: 57.1, 2024: 58.3}, Status.SHORT, 3),
        ({2019: 2.3, 2021: 3.0, 2024: 4.4}, Status.SHORT, 3),
        ({2021: 0, 2022: 5, 2023: 10, 2024: 15}, Status.MODERATE, 3),
        ({2019: 0, 2020: 0, 2021: 5.3, 2022: 5.3, 2023: 9.9, 2024: 27.5}, Status.MODERATE, 4),
        ({2021: 0, 2022: 0, 2023: 0, 2024: 0}, Status.STALLED, 4),
        ({2021: 0, 2022: 0.1, 2023: 0.3, 2024: 0.3}, Status.STALLED, 4),
        ({2020: 4.5, 2022: 3.1, 2024: 2.0}, Status.REVERSING, 3),
        ({2021: 0, 2022: 0, 2023: 0, 2024: 96}, Status.MET, 4),
        ({2020: 6, 2021: 4, 2022: 7, 2024: 9}, Status.SLOW, 4),
    ],
)
@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_line_that_has_just_begun(values: dict[int, float], status: Status, used: int, direction: str):
    """A pace is told from the first figure of at least 5 % on, where two years follow; else it is unknown, unless the
    line stands still or falls. Mirrored lines are judged alike.
    """
    goal = level(at_least=95) if direction == "up" else level(at_most=5)
    seen = values if direction == "up" else {year: 100 - value for year, value in values.items()}
    said = judged(seen, "share", goal, direction=direction)
    assert (said.status, len(said.used)) == (status, used)
    assert (said.reason is Reason.JUST_BEGUN) is (status is Status.SHORT)
    assert (said.expected is None) is (said.reason is Reason.JUST_BEGUN or status is Status.MET)


def test_nothing_is_expected_of_nothing():
    """A line that stands at 0 is expected to stay there, and one at 0.3 % not to fall because 0 counts as more."""
    assert judged([0, 0, 0, 0], "share", U95).expected == 0
    assert judged([0, 0, 0.3, 0.3, 0.3], "share", U95).expected == pytest.approx(0.3)


@given(horizons=st.tuples(st.integers(2026, 2034), st.integers(1, 10)))
def test_more_time_is_never_worse(horizons: tuple[int, int]):
    """A later horizon asks for less and never worsens a status."""
    early, later = horizons[0], horizons[0] + horizons[1]
    assert LADDER[judged(AFRICA, "share", U95, later).status] <= LADDER[judged(AFRICA, "share", U95, early).status]
