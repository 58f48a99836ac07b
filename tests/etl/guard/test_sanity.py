"""A line's own sanity: figures on another scale, and values that cannot be, hold the switch, however few they are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from etl.builds.served import beside
from etl.guard import sanity
from etl.guard.gate import GateError, Held, hold
from indicators.acknowledged import NOTHING_SERVED, Acknowledgement, FindingKind
from indicators.settings import Settings
from tests.etl.beside import INTERNET, OLD, copied, figures, first, holder, refused

AFG = f"{INTERNET} and area_id = 'AFG'"
RIGHT = Acknowledgement("internet_users", FindingKind.LINE_OUT_OF_SCALE, OLD, "restated by the office")
SENT = "drop/sent.csv"


@pytest.fixture
def held(tmp_path: Path, internet_settings: Settings) -> Callable[..., Held]:
    """Holds a build against a served one, both changed by SQL."""
    return holder(internet_settings, tmp_path)


def sent(value: str, years: str = "2020", source_id: str = "owid") -> str:
    """SQL for a file of the drop folder with figures of Afghanistan, made of those of the World Bank of 2020."""
    return f"""
        insert into build_files by name
            select * replace ('{source_id}' as source_id, '{SENT}' as file, 'drop' as held) from build_files limit 1;
        insert into editions by name
            select * replace ('{source_id}' as source_id, '{SENT}' as file, 'sent' as edition) from editions limit 1;
        insert into observations by name
            select * replace (
                '{source_id}' as source_id, '{SENT}' as file, 'sent' as edition, {value} as value, years.year as year
            )
            from observations, (select unnest([{years}]) as year) as years where {AFG} and source_id = 'worldbank';
    """


SCALES = {
    "a fraction": ("value / 100", "1/100 of"),
    "a fraction, restated by a half": ("value / 150", "1/100 of"),
    "a hundredfold": ("100 * value", "100 times"),
    "a thousandth": ("value / 1000", "1/1,000 of"),
    "a million": ("1e6 * value", "1,000,000 times"),
}


@pytest.mark.parametrize("what", SCALES)
def test_one_economy_on_another_scale(held, what: str):
    """One economy of a hundred stops the switch and is named with its figures, old and new."""
    value, words = SCALES[what]
    [sentence] = refused(held, figures(100), f"update observations set value = {value} where {AFG}")
    assert sentence.startswith(
        f"internet_users from worldbank (data/published/worldbank_2026_04.csv): the figures of AFG are about {words} "
        "what they were, as if they came on another scale. AFG, 2020: "
    )
    assert sentence.endswith("(it was 50).")


NO_SCALE = {
    "ten times": (50, "10 * value"),
    "a thirtieth": (50, "value / 30"),
    "three hundred and twenty times": (50, "320 * value"),
    "none any more": (50, "0"),
    "too near to 0": (0.009, "100 * value"),
    "that were 0": (0, "50"),
    "below 0": (50, "-value / 100"),
}


@pytest.mark.parametrize("what", NO_SCALE)
def test_no_other_scale(held, what: str):
    """Another factor is a revision; of figures that are, or were, nearly nothing a factor says nothing."""
    before, value = NO_SCALE[what]
    assert held(figures(100, before), f"update observations set value = {value} where {AFG}").served_build == OLD


def test_several_economies_are_one_finding(held):
    """The economies of a file that are off by one factor are named together."""
    [sentence] = refused(held, figures(100), f"update observations set value = value / 100 where {first(4)}")
    assert "the figures of AFG, AGO, ALB, AND are about 1/100 of what they were" in sentence


def test_what_is_served_is_not_asked_again(held):
    """A line that was let through once, or was always so, is no news with the next build."""
    fractions = figures(100) + f"update observations set value = value / 100 where {AFG};"
    assert held(fractions + sent("100 * value")) == Held(OLD)


def test_a_new_source_is_held_against_the_others(held):
    """A line that is new is held against what other sources say of the same economy and year."""
    [sentence] = refused(held, figures(100), sent("value / 100"))
    assert sentence == (
        "internet_users from owid (data/drop/sent.csv): the figures of AFG are about 1/100 of those of worldbank, as "
        "if they came on another scale. AFG, 2020: 0.5 (50 there)."
    )
    assert held(figures(100), sent("0.9 * value")).acknowledged == ()


def test_a_new_year_is_held_against_the_last(held):
    """A later figure that is a hundredth of the last one is no growth; a hundredfold one may be a network."""
    [sentence] = refused(held, figures(100), sent("value / 100", "2021, 2022", "worldbank"))
    assert sentence.endswith("AFG, 2022: 0.5 (it was 50 in 2020); 2021: 0.5 (it was 50 in 2020).")
    assert held(figures(100, 0.6), sent("100 * value", "2022", "worldbank")).acknowledged == ()
    assert held(figures(100), sent("value / 100", "2023", "worldbank")).acknowledged == ()


def test_growth_from_nearly_nothing(held):
    """A line that grows a hundredfold over its years is held against others year by year, and is right."""
    growth = "case years.year when 2018 then 0.3 when 2019 then 6 else 31 end"
    before = figures(100) + sent(growth, "2018, 2019", "worldbank")
    assert held(before, sent(growth, "2018, 2019, 2021")).acknowledged == ()


def test_the_median_of_a_line_decides(held):
    """One year of several that is a hundredth of another source's is not the line's scale."""
    before = figures(100) + sent("value", "2018, 2019, 2021", "worldbank")
    value = "case years.year when 2018 then value / 100 else value end"
    assert held(before, sent(value, "2018, 2019, 2021")).acknowledged == ()
    assert len(refused(held, before, sent("value / 100", "2018, 2019, 2021"))) == 1


def test_an_acknowledged_line(held):
    """What somebody has looked at is let through and reported; another indicator's acknowledgement does nothing."""
    change = f"update observations set value = value / 100 where {AFG}"
    [finding] = held(figures(100), change, RIGHT).acknowledged
    assert (finding.kind, finding.source_id) == (FindingKind.LINE_OUT_OF_SCALE, "worldbank")
    assert finding.reason == "restated by the office"
    assert len(refused(held, figures(100), change, replace(RIGHT, indicator="coverage_4g"))) == 1


def rejected(value: str, area_id: str, *, impossible: bool = True, file: str = SENT) -> str:
    """SQL for a rejected row of a file."""
    return f"""
        insert into rejected_rows values (
            'owid', '{file}', 7, 'value', '{value}', 'outside what % can be, 0 to 100',
            'internet_users', '{area_id}', {impossible}
        );
    """


def test_values_that_cannot_be(held):
    """An area whose figures cannot be holds the switch and is named, unless the served build rejected them, too."""
    both = figures(100) + sent("value")
    [sentence] = refused(held, both, rejected("140", "KEN"))
    assert sentence == (
        "internet_users from owid (data/drop/sent.csv): figures that cannot be: KEN (1 of 1, 140 in line 7: outside "
        "what % can be, 0 to 100)."
    )
    assert held(both + rejected("140", "KEN")).acknowledged == ()
    [sentence] = refused(held, both + rejected("140", "KEN"), rejected("140", "UGA"))
    assert "figures that cannot be: UGA (1 of 1, " in sentence
    [sentence] = refused(held, both, "".join(rejected("140", area_id) for area_id in ("KEN", "UGA", "BRA", "CHE")))
    assert ": BRA (" in sentence
    assert sentence.endswith(" and 1 more.")
    wave = Acknowledgement("internet_users", FindingKind.VALUE_IMPOSSIBLE, OLD, "the source knows it")
    assert [one.kind for one in held(both, rejected("140", "KEN"), wave).acknowledged] == [wave.finding]


def test_a_freak_among_good_figures(held):
    """One value of several that cannot be is rejected and told with its line; half of an area's are too many."""
    both = figures(100) + sent("value", "2019, 2020")
    assert held(both, rejected("140", "AFG")).acknowledged == ()
    [sentence] = refused(held, both, rejected("140", "AFG") + rejected("150", "AFG"))
    assert "AFG (2 of 4, 140 in line 7: " in sentence


def test_other_rejected_rows_hold_nothing(held):
    """A row that breaks the contract otherwise, and one of the project's own figures, is told and holds nothing."""
    other = rejected("x", "KEN", impossible=False) + rejected("140", "KEN", file="worldbank_2026_04.csv")
    assert held(figures(100) + sent("value"), other).acknowledged == ()


def test_without_a_served_build(tmp_path: Path, internet_settings: Settings):
    """The first build of all is held, too, where a download is out of scale; its entry says that nothing is served."""
    with copied(internet_settings, tmp_path / "new.building", figures(100) + sent("value / 100")) as connection:
        with pytest.raises(GateError) as caught:
            hold(None, connection)
        head, sentence, *_, entry = str(caught.value).splitlines()
        assert head == "The new build has figures that cannot be served as they are:"
        assert "(data/drop/sent.csv): the figures of AFG are about 1/100 of those of worldbank" in sentence
        assert entry == ('  - {indicator: internet_users, finding: line_out_of_scale, since: "nothing", reason: "…"}')
        assert hold(None, connection, [replace(RIGHT, since=NOTHING_SERVED)]).acknowledged
        with pytest.raises(GateError):
            hold(None, connection, [RIGHT])


def test_the_project_itself(warehouse_settings: Settings, tmp_path: Path):
    """Of the figures that come with the project none is out of scale, whichever edition or source is asked."""
    with copied(warehouse_settings, tmp_path / "new.building") as connection, beside(connection, None):
        assert list(sanity.out_of_scale(connection)) == []
