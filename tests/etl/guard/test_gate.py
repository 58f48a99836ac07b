"""The gate before the switch: what stops a build, and what just passes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.guard.gate import Held
from indicators.acknowledged import Acknowledgement, FindingKind
from indicators.settings import Settings
from tests.etl.beside import INTERNET, OLD, figures, first, holder, refused


@pytest.fixture
def held(tmp_path: Path, internet_settings: Settings) -> Callable[..., Held]:
    """Holds a build against a served one, both changed by SQL."""
    return holder(internet_settings, tmp_path)


def test_equal_builds_pass(held):
    """A build that equals the served one is held against it and passes."""
    assert held("") == Held(OLD)


CHANGED = {
    "exactly 5 % of figures": (100, 5, "1.2 * value", False),
    "just over 5 % of figures": (100, 6, "1.2 * value", True),
    "exactly 5 % of a count whose twentieth is no binary number": (140, 7, "1.2 * value", False),
    "exactly 10 % more": (100, 100, "55", False),
    "exactly 10 % less": (100, 100, "45", False),
    "just over 10 % more": (100, 100, "55.01", True),
    "just over 10 % less": (100, 100, "44.99", True),
    "ten figures": (10, 1, "1.2 * value", True),
    "nine figures": (9, 9, "1.2 * value", False),
}


@pytest.mark.drawn(5)
@pytest.mark.parametrize("what", CHANGED)
def test_changed_values(held, what: str):
    """More than 5 % of an indicator's figures, of at least ten, may not change by more than 10 %."""
    number, changed, value, stops = CHANGED[what]
    change = f"update observations set value = {value} where {first(changed)}"
    if not stops:
        assert held(figures(number), change).acknowledged == ()
        return
    [sentence] = refused(held, figures(number), change)
    share = f"{100 * changed / number:.1f}"
    words = f"internet_users: {changed} of {number} figures ({share} %) changed by more than 10 %; the gate allows 5 %."
    assert sentence.startswith(words)


def test_ten_per_cent_of_small_values(held):
    """Exactly 10 % is no more than 10 %, whatever the binary fractions say."""
    assert 0.77 - 0.7 > 0.1 * 0.7
    assert held(figures(100, 0.7), f"update observations set value = 0.77 where {INTERNET}").served_build == OLD


def test_values_that_were_zero(held):
    """A figure that is no longer zero has changed; one that stays zero has not."""
    assert held(figures(20, 0)).served_build == OLD
    [sentence] = refused(held, figures(20, 0), f"update observations set value = 0.001 where {first(2)}")
    assert sentence.startswith("internet_users: 2 of 20 figures (10.0 %)")
    assert sentence.endswith("The largest changes: AFG 2020 (worldbank): 0 → 0.001; AGO 2020 (worldbank): 0 → 0.001.")


def test_only_figures_of_both_builds_count(held):
    """A figure that only the new build gives neither counts as changed nor thins out those that are."""
    few = f"delete from observations where {INTERNET} and not ({first(20)})"
    [sentence] = refused(held, figures(100), f"update observations set value = 70 where {first(2)}", old=few)
    assert sentence.startswith("internet_users: 2 of 20 figures (10.0 %)")


def test_the_largest_changes_are_named(held):
    """A finding names the three largest changes: area, year, breakdown, source, old and new value."""
    female = f"update observations set sex = 'female' where {INTERNET} and area_id = 'ALB';"
    change = female + f"update observations set value = 60 where {first(10)};"
    for area_id, value in (("AFG", 5), ("ALB", 80.25), ("ARG", 12345.5)):
        change += f"update observations set value = {value} where {INTERNET} and area_id = '{area_id}';"
    [sentence] = refused(held, figures(30), change, old=female)
    assert sentence.endswith(
        " The largest changes: ARG 2020 (worldbank): 50 → 12,345.5; AFG 2020 (worldbank): 50 → 5; "
        "ALB 2020 female (worldbank): 50 → 80.25."
    )


def test_a_new_release_is_held_against_the_old_one(held):
    """Figures are compared under their new edition's name, and the newest edition speaks."""
    release = f"""
        insert into editions by name
            select * replace ('2027 (Apr)' as edition, '2027-04' as vintage)
            from editions where source_id = 'worldbank';
        insert into observations by name
            select * replace ('2027 (Apr)' as edition, 80 as value) from observations where {INTERNET}
    """
    [sentence] = refused(held, figures(100), release)
    assert sentence.startswith("internet_users: 100 of 100 figures (100.0 %)")


LOST = {
    "exactly 2 % of economies": (100, 2, False),
    "just over 2 % of economies": (100, 3, True),
    "one of fifty": (50, 1, False),
    "one of forty-nine": (49, 1, True),
    "one of three": (3, 1, True),
}


@pytest.mark.parametrize("what", LOST)
def test_lost_economies(held, what: str):
    """An indicator may not lose more than 2 % of its economies."""
    economies, lost, stops = LOST[what]
    change = f"delete from observations where {first(lost)}"
    if not stops:
        assert held(figures(economies), change).acknowledged == ()
        return
    [sentence] = refused(held, figures(economies), change)
    share = f"{100 * lost / economies:.1f}"
    words = f"internet_users: {lost} of {economies} economies ({share} %) have no figure any more; the gate allows 2 %."
    assert sentence.startswith(words)


def test_lost_economies_are_named(held):
    """The first three of the lost economies are named, the others counted."""
    [sentence] = refused(held, figures(100), f"delete from observations where {first(5)}")
    assert sentence.endswith(" Lost: AFG, AGO, ALB and 2 more.")
    [sentence] = refused(held, figures(100), f"delete from observations where {first(3)}")
    assert sentence.endswith(" Lost: AFG, AGO, ALB.")


def test_an_economy_with_another_year_is_not_lost(held):
    """An economy is lost with its last figure only, of whatever year, source or breakdown; else its year is thinned."""
    moved = f"update observations set year = 2019, sex = 'female' where {first(50)}"
    [sentence] = refused(held, figures(100), moved)
    assert sentence.startswith("internet_users: years lost economies that the served build has; ")


def test_groups_are_no_economies(held):
    """Losing the figures of the world and of groups is not losing economies."""
    groups = f"""
        delete from observations
        where {INTERNET} and area_id in (select area_id from areas where area_type <> 'economy')
    """
    assert held("", groups).acknowledged == ()


MORE_YEARS = f"""
    insert into observations by name
        select * replace (2019 as year) from observations where {INTERNET} and source_id = 'worldbank'
        union all by name
        select * replace (2021 as year) from observations where {first(10)} and source_id = 'worldbank';
"""
THINNED = {
    "exactly 2 % of a year": (f"year = 2019 and {first(2)}", ""),
    "just over 2 % of a year": (f"year = 2019 and {first(3)}", "2019: 3 of 100 economies (AFG, AGO, ALB)"),
    "one of a thin year": (f"year = 2021 and {first(1)}", "2021: 1 of 10 economies (AFG)"),
    "a whole year": ("year = 2021", "2021: 10 of 10 economies (AFG, AGO, ALB and 7 more)"),
    "two years": (
        f"year in (2019, 2021) and {first(3)}",
        "2021: 3 of 10 economies (AFG, AGO, ALB); 2019: 3 of 100 economies (AFG, AGO, ALB)",
    ),
}


@pytest.mark.parametrize("what", THINNED)
def test_a_year_that_is_thinned_out(held, what: str):
    """No year of an indicator may lose more than 2 % of its economies, though other years have them."""
    gone, lost = THINNED[what]
    change = f"delete from observations where {INTERNET} and {gone}"
    if not lost:
        assert held(figures(100) + MORE_YEARS, change).acknowledged == ()
        return
    [sentence] = refused(held, figures(100) + MORE_YEARS, change)
    assert sentence == (
        "internet_users: years lost economies that the served build has; the gate allows 2 % of a year. "
        f"Lost: {lost}. What is left comes from data/published/worldbank_2026_04.csv."
    )


def test_a_thinned_year_names_the_download(held):
    """Where downloads give what is left of the source, they are named, and not the project's own file."""
    download = """
        insert into build_files by name
            select * replace ('drop/thin.csv' as file, 'drop' as held) from build_files where source_id = 'worldbank';
        update observations set file = 'drop/thin.csv' where year = 2020 and source_id = 'worldbank'
    """
    [sentence] = refused(
        held, figures(100) + MORE_YEARS, f"delete from observations where {INTERNET} and year = 2021; {download}"
    )
    assert sentence.endswith("What is left comes from data/drop/thin.csv.")


def test_a_year_that_lost_a_breakdown(held):
    """Women's figures of a year are a year of their own: everybody's do not stand in for them."""
    women = f"""
        insert into observations by name
            select * replace ('female' as sex) from observations where {INTERNET} and source_id = 'worldbank';
    """
    [sentence] = refused(held, figures(100) + women, f"delete from observations where {first(5)} and sex = 'female'")
    assert "Lost: 2020 female: 5 of 100 economies (AFG, AGO, ALB and 2 more). " in sentence


def test_another_source_fills_a_year(held):
    """A figure that another source gives is there."""
    other = f"""
        update observations set source_id = 'owid' where {first(50)};
        insert into editions by name select * replace ('owid' as source_id) from editions where source_id = 'worldbank';
    """
    assert held(figures(100), other).acknowledged == ()


def test_an_economy_that_is_lost_thins_out_no_year(held):
    """Economies that are lost altogether are told once; a few of them may still be too many of a thin year."""
    [sentence] = refused(held, figures(100) + MORE_YEARS, f"delete from observations where {first(3)}")
    assert sentence.startswith("internet_users: 3 of 100 economies (3.0 %) have no figure any more")
    [sentence] = refused(held, figures(100) + MORE_YEARS, f"delete from observations where {first(1)}")
    assert "Lost: 2021: 1 of 10 economies (AFG). " in sentence


def test_a_thinned_year_that_is_acknowledged(held):
    """Like any other finding it is let through with a reason, for this served build alone."""
    change = f"delete from observations where {INTERNET} and year = 2021"
    right = Acknowledgement("internet_users", FindingKind.YEARS_THINNED, OLD, "2021 was withdrawn")
    [finding] = held(figures(100) + MORE_YEARS, change, right).acknowledged
    assert (finding.kind, finding.reason) == (right.finding, right.reason)


def test_gained_economies_make_up_for_none(held):
    """Lost economies are lost, even when as many others are new."""
    few = f"delete from observations where {INTERNET} and not ({first(90)})"
    [sentence] = refused(held, figures(100), f"delete from observations where {first(10)}", old=few)
    assert sentence.startswith("internet_users: 10 of 90 economies (11.1 %)")


def test_an_indicator_that_is_gone(held):
    """An indicator that the catalogue no longer has is a loss of all its economies, and said to be that."""
    gone = f"delete from observations where {INTERNET}; delete from indicators where {INTERNET}"
    [sentence] = refused(held, figures(100), gone)
    assert sentence.startswith(
        "internet_users: the catalogue no longer has this indicator, and with it 100 economies lost their figures; "
    )
    [sentence] = refused(held, figures(100), f"delete from observations where {INTERNET}")
    assert sentence.startswith("internet_users: 100 of 100 economies (100.0 %) have no figure any more; ")


UNITS = {
    "hundredfold": ("100 * value", "100 times", "100"),
    "a tenth": ("value / 10", "1/10 of", "0.1"),
    "per thousand": ("1000 * value", "1,000 times", "1,000"),
    "in millions": ("value / 1e6", "1/1,000,000 of", "1e-06"),
    "in billions": ("1e9 * value", "1,000,000,000 times", "1,000,000,000"),
    "a year for a month": ("12 * value", "12 times", "12"),
    "a month for a year": ("value / 12", "1/12 of", "0.08333"),
    "2 % over a factor": ("102 * value", "100 times", "102"),
    "2 % under a factor": ("98 * value", "100 times", "98"),
}


@pytest.mark.drawn(5)
@pytest.mark.parametrize("what", UNITS)
def test_another_unit(held, what: str):
    """Figures that changed by a factor between units, give or take 2 %, look like another unit."""
    value, words, median = UNITS[what]
    _, sentence = refused(held, figures(10), f"update observations set value = {value} where {INTERNET}")
    assert sentence.startswith(
        f"internet_users from worldbank: figures are about {words} what they were (by {median} at the median of 10), "
        "as if the unit had changed. The largest changes: AFG 2020 (worldbank): 50 → "
    )


NO_UNIT = {
    "over 2 % from a factor": (10, f"update observations set value = 102.1 * value where {INTERNET}"),
    "ten thousand times": (10, f"update observations set value = 10000 * value where {INTERNET}"),
    "a hundredfold mean": (10, f"update observations set value = 991 * value where {first(1)}"),
    "half of the figures": (10, f"update observations set value = 100 * value where {first(5)}"),
}


@pytest.mark.parametrize("what", NO_UNIT)
def test_no_other_unit(held, what: str):
    """Another factor, or one that fewer figures than a median takes have, does not look like another unit."""
    number, change = NO_UNIT[what]
    first_of_all, *others = refused(held, figures(number), change)
    assert " changed by more than 10 %" in first_of_all
    assert all("as if they came on another scale" in one for one in others)  # of single economies: test_sanity.py


def test_too_few_figures_for_a_unit(held):
    """Nine figures other than zero say nothing about a unit, and nothing about a part of them."""
    zero = f"update observations set value = 0 where {first(1)};"
    fortyfold = f"update observations set value = 40 * value where {INTERNET}"
    assert held(figures(9), fortyfold).acknowledged == ()
    hundredfold = f"update observations set value = 100 * value where {INTERNET}"
    [sentence] = refused(held, figures(9), hundredfold)
    assert "the figures of AFG, AGO, ALB, AND, ARE, ARG, ARM, ATG, AUS are about 100 times what they were" in sentence
    sentence, _ = refused(held, figures(10) + zero, hundredfold)
    assert sentence.startswith("internet_users: 9 of 10 figures")


def test_units_are_held_by_source(tmp_path: Path, warehouse_settings: Settings):
    """Of an indicator's sources the one whose unit seems to have changed is named, and of all the figures no other."""
    held = holder(warehouse_settings, tmp_path)
    change = f"update observations set value = value / 100 where {INTERNET} and source_id = 'itu_aggregates';"
    change += f"update observations set value = 1000 * value where {first(1)} and source_id = 'worldbank'"
    (found,) = refused(held, "", change)
    assert found.split(":")[0] == "internet_users from itu_aggregates"
    assert "(itu_aggregates)" in found
    assert "(worldbank)" not in found
