"""Figures of groups: means, coverage, panels and what is withheld."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.aggregation import Aggregate, GroupLine, Panel, broken_in, describe, expected_error, group_lines
from indicators.held import Held
from indicators.model import Break, Indicator, Tier
from indicators.populations import Populations
from indicators.series import Point
from tests.indicators.lines import indicator, level

PEOPLE = Populations([("AAA", 2020, 100), ("BBB", 2020, 50), ("CCC", 2020, 50)])
GROUP = ("AAA", "BBB", "CCC")
MEAN = indicator("share", aggregation="population_mean")


def values(**by_area: dict[int, float]) -> dict[str, dict[int, Point]]:
    return {area: {year: Point(year, value) for year, value in held.items()} for area, held in by_area.items()}


def at(year: int, **by_area: float) -> dict[str, dict[int, Point]]:
    return {area: {year: Point(year, value)} for area, value in by_area.items()}


def line_of(
    one: Indicator,
    held: Mapping[str, Mapping[int, Point]],
    group: tuple[str, ...] = GROUP,
    people: Populations = PEOPLE,
    newest_year: int = 2020,
) -> GroupLine:
    (line,) = group_lines(Held(one, held, people), [group], newest_year)
    return line


def figure(one: Indicator, held: Mapping[str, Mapping[int, Point]], people: Populations = PEOPLE) -> Aggregate:
    """The only figure of a line, shown or withheld."""
    line = line_of(one, held, people=people)
    (found,) = line.shown + line.withheld
    return found


def test_worked_example():
    """80 and 40 with 100 and 50 people, and 50 people without a figure: 66.67, covering three quarters."""
    found = figure(MEAN, at(2020, AAA=80, BBB=40))
    assert found.value == pytest.approx(66.66666666666667, abs=1e-9)
    assert (found.coverage, found.economies_with_data, found.economies_total) == (0.75, 2, 3)
    assert found.is_shown


def test_expected_error():
    """With 0.3 of the population missing, a mean is expected to be off by 0.111 standard deviations."""
    assert expected_error(0.3) == pytest.approx(0.111)
    found = figure(MEAN, at(2020, AAA=80, BBB=40))
    assert found.expected_error == pytest.approx(0.37 * 0.25 * 20)


@pytest.mark.parametrize(("people", "shown"), [(49, False), (50, True), (75, True)])
def test_half_of_the_population_is_enough(people: float, shown: bool):
    """A coverage of exactly a half is shown; of less, it is withheld."""
    populations = Populations([("AAA", 2020, people), ("BBB", 2020, 100 - people)])
    line = line_of(MEAN, at(2020, AAA=80), ("AAA", "BBB"), populations)
    assert (len(line.shown), len(line.withheld)) == (int(shown), int(not shown))
    (found,) = line.shown + line.withheld
    assert (found.coverage, found.is_shown) == (people / 100, shown)


@given(factor=st.floats(0.001, 1000), figures=st.lists(st.floats(0, 100), min_size=3, max_size=3))
def test_scaling_the_population_changes_nothing(factor: float, figures: list[float]):
    """A mean does not change when every population is multiplied by the same number."""
    held = dict(zip(GROUP, figures, strict=True))
    scaled = Populations([(area, 2020, PEOPLE.at(area, 2020) * factor) for area in GROUP])
    one, other = (figure(MEAN, at(2020, **held), who) for who in (PEOPLE, scaled))
    assert other.value == pytest.approx(one.value)
    assert min(figures) - 1e-9 <= one.value <= max(figures) + 1e-9


@pytest.mark.parametrize(
    ("kind", "expected"), [("mean", 60), ("median", 60), ("count", 2), ("population_mean", 66.66666666666667)]
)
def test_kinds(kind: str, expected: float):
    """Each kind of aggregate has its own arithmetic over 80 and 40."""
    one = indicator("index", aggregation=kind)
    assert figure(one, at(2020, AAA=80, BBB=40)).value == pytest.approx(expected)


def test_prices_say_how_many_are_affordable():
    """A median of prices says how many economies are at or under the ceiling, both included."""
    one = indicator("price", aggregation="median", benchmarks=(level(at_most=2),))
    found = figure(one, at(2020, AAA=2, BBB=1.5, CCC=9))
    assert (found.value, found.meeting, found.economies_with_data) == (2, 2, 3)
    assert "2 of 3 economies reach the benchmark" in describe(found, one)


def test_tiers():
    """Economies are counted by the tier of their score, lower bounds included."""
    tiers = tuple(Tier(id=name, at_least=low) for name, low in (("T1", 95), ("T2", 85), ("T3", 0)))
    one = indicator("index", aggregation="mean", tiers=tiers)
    assert figure(one, at(2024, AAA=95, BBB=94.9, CCC=3)).tiers == {"T1": 1, "T2": 1, "T3": 1}


def test_nobody_has_a_figure():
    """Without any figure there is no aggregate; members that are no economies of the data do not count."""
    assert line_of(MEAN, at(2020, ZZZ=3)) == line_of(MEAN, {}) == GroupLine()


@pytest.mark.parametrize("kind", ["population_mean", "mean", "median", "count"])
def test_a_year_of_others_is_no_figure(kind: str):
    """A year in which only economies outside of the group have figures is not among the group's."""
    one = indicator("index", aggregation=kind)
    line = line_of(one, values(AAA={2019: 1}, BBB={2019: 3}, ZZZ={2020: 5}))
    assert [found.year for found in line.shown] == [2019]


def test_an_economy_without_people_has_no_weight():
    """A population_mean leaves an economy out whose population is not known; the economies with data count it."""
    alone, both = (line_of(MEAN, held, (*GROUP, "DDD")) for held in (at(2020, DDD=9), at(2020, AAA=80, DDD=9)))
    assert alone == GroupLine()
    assert [(found.value, found.economies_with_data, found.economies_total) for found in both.shown] == [(80, 2, 4)]


@pytest.mark.parametrize("kind", ["population_mean", "mean", "median", "count"])
def test_a_group_is_computed_alike_alone_and_among_others(kind: str):
    """A group's line is the same to the last digit whoever else has figures in the edition, or is computed with it."""
    one = indicator("index", aggregation=kind, benchmarks=(level(at_least=50),))
    areas = [f"A{number:02}" for number in range(40)]
    people = Populations((area, 2020, 1e6 / (number + 3)) for number, area in enumerate(areas))
    held = {
        area: {2018 + n % 2: Point(2018 + n % 2, 100 / (n + 7)), 2020: Point(2020, n / 7)}
        for n, area in enumerate(areas)
    }
    group = areas[::3]
    alone = group_lines(Held(one, {area: held[area] for area in group}, people), [group], 2020)
    assert group_lines(Held(one, held, people), [areas, group], 2020)[1:] == alone


def test_a_bound_is_not_averaged():
    """A figure that is only a bound counts as missing."""
    held = at(2020, AAA=80) | {"BBB": {2020: Point(2020, 95, "at_least")}}
    found = figure(MEAN, held)
    assert (found.value, found.coverage, found.economies_with_data) == (80, 0.5, 1)


def test_populations_between_and_outside_the_years():
    """Populations are interpolated between the years that are given and kept beyond them."""
    people = Populations([("AAA", 2010, 100), ("AAA", 2020, 200)])
    assert [people.at("AAA", year) for year in (2000, 2010, 2015, 2020, 2024)] == [100, 100, 150, 200, 200]
    assert people.at("BBB", 2015) is None


def test_change_is_that_of_the_same_economies():
    """A poor economy without a figure at the end does not make the mean jump: the panel keeps to those with both."""
    held = values(
        AAA=dict.fromkeys(range(2015, 2021), 80.0),
        BBB=dict.fromkeys(range(2015, 2021), 60.0),
        CCC={2015: 20.0, 2016: 20.0, 2017: 20.0},
    )
    line = line_of(MEAN, held)
    assert line.shown[-1].value > line.shown[0].value + 10
    assert (line.panel.economies, line.panel.population, line.panel.without) == (2, pytest.approx(0.75), "CCC")
    assert [point.value for point in line.panel.points] == pytest.approx([73.33333333333333] * 6)


def test_a_broken_series_is_no_part_of_the_panel():
    """An economy whose series breaks inside the window is left out of the panel, and named where it breaks."""
    broken = indicator(
        "share", aggregation="population_mean", breaks=(Break(year=2019, note="new survey", areas=("BBB",)),)
    )
    held = values(AAA={2018: 50, 2020: 52}, BBB={2018: 10, 2019: 60, 2020: 62}, CCC={2018: 50, 2020: 52})
    line = line_of(broken, held)
    assert line.panel.economies == 2
    assert [point.value for point in line.panel.points] == pytest.approx([50, 52])
    assert broken_in(broken, 2019, held, GROUP) == ["BBB"]
    assert broken_in(broken, 2020, held, GROUP) == []


@pytest.mark.parametrize(("steps", "economies"), [(False, 2), (True, 3)])
def test_a_jump_of_method_is_no_part_of_the_panel(steps: bool, economies: int):
    """An economy whose share jumps as if the method had changed is left out of the panel, and named if it is the
    largest; a network's jump is none of method.
    """
    one = indicator("share", aggregation="population_mean", grows_in_steps=steps)
    steady = {2018: 50, 2019: 51, 2020: 52, 2021: 53}
    line = line_of(one, values(AAA=steady, BBB={2018: 10, 2019: 11, 2020: 48, 2021: 49}, CCC=steady))
    assert line.panel.economies == economies
    if not steps:
        assert [point.value for point in line.panel.points] == pytest.approx(list(steady.values()))
        assert (line.panel.population, line.panel.without) == (pytest.approx(0.75), "BBB")


def test_the_two_ends_must_do():
    """Where a year in between has other economies, the panel keeps to both ends of the window."""
    held = values(AAA={2016: 40, 2020: 48}, BBB={2018: 90}, CCC={2016: 40, 2018: 80, 2020: 48})
    line = line_of(MEAN, held)
    assert [(point.year, point.value) for point in line.panel.points] == [(2016, 40), (2020, 48)]


def test_the_window_begins_later_rather_than_not_at_all():
    """Where breaks leave too few people in the window, it begins after them, as long as two years remain."""
    broken = {2017: 10, 2018: 48, 2019: 49, 2020: 50}
    held = values(AAA=broken, BBB=dict.fromkeys(range(2016, 2021), 50), CCC={2019: 50, 2020: 50})
    line = line_of(MEAN, held)
    assert [point.year for point in line.panel.points] == [2018, 2019, 2020]
    assert (line.panel.economies, line.panel.without) == (2, "CCC")
    late = values(AAA={2017: 9, 2018: 10, 2019: 48, 2020: 49}, BBB={2019: 50, 2020: 50}, CCC={2019: 50, 2020: 50})
    assert line_of(MEAN, late).panel == Panel()


def test_no_panel():
    """Where too few people live in economies with both ends, there is an empty panel and no pace."""
    held = values(AAA={2016: 40}, BBB={2016: 40, 2020: 48}, CCC={2020: 48})
    assert line_of(MEAN, held).panel == Panel()


def test_latest_available():
    """A sparse survey gives one figure from the latest of each economy within five years, with the years it spans."""
    sparse = indicator("share", aggregation="population_mean", sparse=True)
    held = values(AAA={2014: 10, 2018: 80}, BBB={2022: 40}, CCC={2017: 99})
    line = line_of(sparse, held, newest_year=2022)
    (one,) = line.shown
    assert (one.year, one.first_year, one.economies_with_data) == (2022, 2018, 2)
    assert one.value == pytest.approx(66.66666666666667)
    assert "latest available, 2018–2022" in describe(one, sparse)
    assert line.panel is None
