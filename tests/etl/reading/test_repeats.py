"""Which lines repeat the line shown first: the model of the series over a few figures, and over those of the build."""

from collections import defaultdict
from collections.abc import Mapping

import duckdb
import pytest

from etl.model.models import run_models

Figures = Mapping[int, float]

FIRST = {2021: 66.0, 2022: 67.0, 2023: 69.2}
DECIMALS = 1

CASES = {
    "equal": ({2022: 67.0, 2023: 69.2}, True),
    "every year": (FIRST, True),
    "one digit differs": ({2022: 67.0, 2023: 69.3}, False),
    "one digit differs long ago": ({2021: 66.1, 2022: 67.0, 2023: 69.2}, False),
    "in more digits": ({2022: 67.04, 2023: 69.1623}, True),
    "in more digits that round to others": ({2022: 67.06, 2023: 69.2}, False),
    "in fewer digits": ({2022: 67, 2023: 69}, True),
    "beside a whole number of a line that prints one digit": ({2021: 65.8, 2022: 67.0}, False),
    "longer": (FIRST | {2020: 65.0}, False),
    "a later year": ({2023: 69.2, 2024: 71.2}, False),
    "an earlier year": ({2020: 65.0, 2021: 66.0}, False),
    "a year between": ({2021: 66.0, 2022: 67.0, 2023: 69.2, 2019: 60.0}, False),
}


def series(
    published: Mapping[str, Figures], computed: Mapping[str, Figures] | None = None, words: str = ""
) -> dict[tuple[str, str], tuple[bool, bool]]:
    """The model's lines of one area: (origin, edition) to (is_headline, repeats); `words` stand before the figures of
    every edition but the newest.
    """
    connection = duckdb.connect()
    connection.execute(TABLES)
    newest = max(published, default="")
    for edition, figures in published.items():
        connection.execute("insert into editions values ('itu', ?, 'file', ? || '-01')", [edition, edition])
        for year, value in figures.items():
            qualifier = "" if edition == newest else words
            row = [year, value, qualifier, edition]
            connection.execute(f"insert into observations values {OBSERVATION}", row)
    for edition, figures in (computed or {}).items():
        for year, value in figures.items():
            connection.execute(f"insert into staging.computed values {COMPUTED}", [year, value, edition, edition])
    run_models(connection, range(30, 33))
    rows = connection.execute("select distinct origin, edition, is_headline, repeats from series").fetchall()
    return {(origin, edition): (first, repeats) for origin, edition, first, repeats in rows}


TABLES = f"""
create schema staging;
create table editions (source_id text, edition text, file text, vintage text);
create table sources as select 'itu' as source_id, 1 as precedence;
create table feeds as select 'users' as indicator_id, 'itu' as source_id, 1 as precedence;
create table indicators as
    select 'users' as indicator_id, '1.7' as target_id, {DECIMALS} as decimals, 1 as position;
create table areas as select 'WLD' as area_id, 1 as kind, 1 as sort;
create table observations (
    target_id text, indicator_id text, area_id text, year integer, sex text, age text, location text, level text,
    value double, unit text, qualifier text, value_status text, edition text, source_id text, document text,
    locator text, url text, quoted_by text, read_in text, note text, file text, line integer, carries_line boolean
);
create table staging.computed (
    indicator_id text, area_id text, year integer, sex text, age text, location text, level text, value double,
    unit text, qualifier text, edition text, vintage text, source_id text, document text, note text,
    coverage_population double, economies_with_data integer, economies_total integer, economies_meeting integer,
    expected_error double, gives_way boolean
);
"""
KEY = "'both', 'all', 'total', ''"
OBSERVATION = (
    f"('1.7', 'users', 'WLD', ?, {KEY}, ?, 'percent', ?, 'reported', ?, 'itu', '', '', '', '', '', '', 'file', 1, true)"
)
COMPUTED = f"('users', 'WLD', ?, {KEY}, ?, 'percent', '', ?, ? || '-01', 'itu', '', '', 0.9, 9, 10, null, null, false)"


@pytest.mark.parametrize("case", CASES)
def test_what_repeats_the_line_shown_first(case: str):
    """A line repeats the one shown first where each of its years is one of that line's, and every figure agrees."""
    other, repeats = CASES[case]
    longest = FIRST | {2025: 73.6}
    found = series({"2025": longest, "2024": other})
    assert found == {("published", "2025"): (True, False), ("published", "2024"): (False, repeats)}


def test_a_word_before_a_figure_is_another_figure():
    """Where one edition prints about 69, and the line shown first 69.2, both stand."""
    shown = FIRST | {2024: 71.2}
    assert series({"2025": shown, "2024": {2023: 69}})[("published", "2024")] == (False, True)
    assert series({"2025": shown, "2024": {2023: 69}}, words="about")[("published", "2024")] == (False, False)


def test_a_computed_line_prints_the_decimals_of_its_indicator():
    """A computed line repeats a published one that it comes to, to the decimals of the indicator."""
    shown = FIRST | {2024: 71.2}
    assert series({"2025": shown}, {"2024": {2022: 66.9712, 2023: 69.2389}})[("computed", "2024")] == (False, True)
    assert series({"2025": shown}, {"2024": {2022: 66.9712, 2023: 69.2589}})[("computed", "2024")] == (False, False)


def test_a_published_line_does_not_repeat_a_computed_one():
    """Where a computed line is shown first, what is published of its years stays beside it, whatever it says."""
    found = series({"2024": {2023: 69.2}}, {"2025": FIRST | {2024: 71.2171}})
    assert found == {("computed", "2025"): (True, False), ("published", "2024"): (False, False)}


def test_a_computed_line_repeats_a_longer_computed_one():
    """Of computed lines that agree the longest stands beside the line shown first; the others repeat it."""
    shown = {2024: 71.2, 2025: 73.6}
    computed = {"2023": {2021: 60.0211, 2022: 61.0411}, "2024": {2021: 60.02, 2022: 61.04, 2023: 62.7}}
    found = series({"2025": shown}, computed)
    assert found[("computed", "2023")] == (False, True)
    assert found[("computed", "2024")] == (False, False)
    apart = computed | {"2023": {2021: 60.0211, 2022: 61.1211}}
    assert not any(repeats for _, repeats in series({"2025": shown}, apart).values())


def test_of_equal_lines_one_stands():
    """Of computed lines with the same years and figures one stands, and the other repeats it."""
    twins = {"2023": {2021: 60.0211, 2022: 61.0411}, "2024": {2021: 60.02, 2022: 61.04}}
    found = series({"2025": {2024: 71.2, 2025: 73.6}}, twins)
    assert sorted(repeats for (origin, _), (_, repeats) in found.items() if origin == "computed") == [False, True]


def test_every_figure_of_a_line_that_repeats_is_drawn(warehouse: duckdb.DuckDBPyConnection):
    """Of every line of the build that repeats another each figure stands in a line that does not, within a unit of the
    last digit that the shorter of the two prints.
    """
    key = "indicator_id, area_id, sex, age, location, level"
    query = f"select {key}, year, value, repeats, origin, decimals from series join indicators using (indicator_id)"
    drawn, left_out = defaultdict(list), []
    for *where, value, repeats, origin, decimals in warehouse.execute(query).fetchall():
        digits = decimals if origin == "computed" else len(repr(value).partition(".")[2].rstrip("0"))
        if repeats:
            left_out.append((tuple(where), value, digits, origin))
        else:
            drawn[tuple(where)].append((value, digits, origin))
    assert len(left_out) > 10_000
    for where, value, digits, origin in left_out:
        agreeing = [
            one
            for one, its_digits, its_origin in drawn[where]
            if abs(one - value) <= 10 ** -min(digits, its_digits)
            and (its_origin == "published" or origin == "computed")
        ]
        assert agreeing, (where, value, origin)


def test_no_line_shown_first_repeats(warehouse: duckdb.DuckDBPyConnection):
    """What is shown first is never left out, and the lines that are have a mark of their own in `lines` too."""
    assert warehouse.execute("select count(*) from series where is_headline and repeats").fetchone() == (0,)
    line = "indicator_id, area_id, sex, age, location, level, origin, edition"
    marked = "select distinct {} from {} where repeats order by all"
    of_series, of_lines = (warehouse.execute(marked.format(line, one)).fetchall() for one in ("series", "lines"))
    assert of_series == of_lines
    assert len(of_series) > 1000
