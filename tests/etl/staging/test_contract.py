"""The row contract, through the real pipeline: a bad row is refused with its reason, all others are served."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import pipeline
from etl.pipeline import BuildReport
from etl.reading.rows import COLUMNS, RawRow, RawRows
from etl.staging.contract import stage
from indicators.catalogue import Catalogue
from indicators.settings import Settings
from tests.etl.damage import FILE, GOOD_ROW, NEXT_LINE, append, append_row, ask, copy_of_the_project

BAD_ROWS = [
    ({"area_id": "CHX"}, "area_id", "CHX", "no area known here; if it is one, add its code or name to data/cat"),
    ({"area_id": "Switzerlnd"}, "area_id", "Switzerlnd", "no area known here; did you mean Switzerland?"),
    ({"area_id": "CH"}, "area_id", "CH", "no area known here; did you mean Switzerland?"),
    ({"area_id": ""}, "area_id", "", "empty; the area was expected"),
    ({"indicator_id": "internet_user"}, "indicator_id", "internet_user", "no such indicator; expected an id of the"),
    ({"value": "about two thirds"}, "value", "about two thirds", "a number was expected"),
    ({"value": ""}, "value", "", "a number was expected"),
    ({"value": "nan"}, "value", "nan", "a number was expected"),
    ({"value": "1e999"}, "value", "1e999", "a number was expected"),
    ({"value": "6_7"}, "value", "6_7", "a number was expected"),
    ({"value": "67,5"}, "value", "67,5", "a number was expected"),
    ({"value": "140"}, "value", "140", "outside what % can be, 0 to 100"),
    ({"value": "-1"}, "value", "-1", "outside what % can be, 0 to 100"),
    ({"unit": "ratio"}, "unit", "ratio", "the catalogue gives internet_users in percent"),
    ({"edition": "2031"}, "edition", "2031", "sources.yaml declares the editions 2024 for this file"),
    ({"year": "24"}, "year", "24", "a year from 1960 to 2050 was expected"),
    ({"year": "1850"}, "year", "1850", "a year from 1960 to 2050 was expected"),
    ({"year": "2024.5"}, "year", "2024.5", "a year from 1960 to 2050 was expected"),
    ({"sex": "women"}, "sex", "women", "unknown word; expected one of both, female, male"),
    ({"location": "town"}, "location", "town", "unknown word; expected one of total, urban, rural"),
    ({"age": "10+"}, "age", "10+", "unknown word; expected one of all"),
    ({"level": "nursery"}, "level", "nursery", "unknown word; expected one of (empty), primary"),
    ({"qualifier": "roughly"}, "qualifier", "roughly", "unknown word; expected one of (empty), about"),
    ({"value_status": "guessed"}, "value_status", "guessed", "unknown word; expected one of reported"),
    ({"read_in": "hearsay"}, "read_in", "hearsay", "unknown word; expected one of publication, table, quoted"),
    ({"document": " "}, "document", "", "empty; expected the title of the publication"),
]


@pytest.fixture(scope="module")
def build_with_bad_rows(
    tmp_path_factory: pytest.TempPathFactory, thin_settings: Settings
) -> tuple[Settings, BuildReport]:
    """A build of figures to which all the bad rows were added, one below the other."""
    project = copy_of_the_project(tmp_path_factory.mktemp("project"), thin_settings)
    for changed, *_ in BAD_ROWS:
        append_row(project, **changed)
    return project, pipeline.run(project)


@pytest.mark.parametrize("number", range(len(BAD_ROWS)), ids=[f"{row[1]}={row[2] or 'empty'}" for row in BAD_ROWS])
def test_bad_row(build_with_bad_rows: tuple[Settings, BuildReport], number: int):
    """A row that breaks the contract is in rejected_rows with file, line, value and reason, and in the report."""
    project, report = build_with_bad_rows
    _, column, value, reason = BAD_ROWS[number]
    line = NEXT_LINE + number
    [(source, file, *what, why)] = ask(
        project, f'select source_id, file, "column", value, reason from rejected_rows where line = {line}'
    )
    assert (source, file, *what) == ("itu_sdg_page", FILE, column, value)
    assert why.startswith(reason)
    assert report.rejected[number].sentence() == f"data/published/{FILE} line {line}, {column} {value!r}: {why}"


def test_rows_beside_bad_ones(build_with_bad_rows: tuple[Settings, BuildReport], thin_settings: Settings):
    """However many rows are refused, every other row is served, and the counts say so."""
    project, report = build_with_bad_rows
    assert ask(project, "from observations") == ask(thin_settings, "from observations")
    assert ask(project, "select count(*) from rejected_rows") == [(len(BAD_ROWS),)]
    assert ask(project, "select rows_rejected from builds") == [(len(BAD_ROWS),)]
    counts = "select rows_read, rows_rejected from build_sources where source_id = 'itu_sdg_page'"
    assert ask(project, counts) == [(len(BAD_ROWS) + 2, len(BAD_ROWS))]
    assert len(report.rejected) == len(BAD_ROWS)


SHORT, LONG = "internet_users,SIDS,2024,both,all,total,,67", ",".join(GOOD_ROW.values()) + ",more"


@pytest.fixture(scope="module")
def build_with_doubles(
    tmp_path_factory: pytest.TempPathFactory, thin_settings: Settings
) -> tuple[Settings, BuildReport]:
    """A build of a file to which rows that are no rows, a good one and doubles were added, in lines 4 to 8."""
    project = copy_of_the_project(tmp_path_factory.mktemp("project"), thin_settings)
    append(project.published / FILE, f"{SHORT}\n{LONG}\n")
    append_row(project, area_id=" SIDS ", value=" 67 ")
    append_row(project, area_id="LDC", value="35")
    append_row(project, area_id="LLDC", value="40")
    return project, pipeline.run(project)


def rejected(build: tuple[Settings, BuildReport], *lines: int) -> list[tuple]:
    project, report = build
    found = ask(project, "select line, value, reason from rejected_rows order by line")
    assert len(found) == len(report.rejected) == 5, "every damage above is refused, and nothing else"
    return [row for row in found if row[0] in lines]


def test_good_row(build_with_doubles: tuple[Settings, BuildReport]):
    """The row that the others are variations of keeps the contract, blanks around its words included."""
    project, _ = build_with_doubles
    query = f"select area_id, year, value, edition, line from observations where file = '{FILE}' and area_id = 'SIDS'"
    assert rejected(build_with_doubles, 6) == []
    assert ask(project, query) == [("SIDS", 2024, 67.0, "2024", 6)]


@pytest.mark.parametrize(("line", "text"), [(4, SHORT), (5, LONG)])
def test_row_with_a_wrong_number_of_fields(build_with_doubles: tuple[Settings, BuildReport], line: int, text: str):
    """A row that is short or long is refused with its text; the rows around it are served."""
    _, report = build_with_doubles
    reason = "the row has too few or too many fields; expected one for each column"
    assert rejected(build_with_doubles, line) == [(line, text[:80], reason)]
    [sentence] = [one.sentence() for one in report.rejected if one.line == line]
    assert sentence.startswith(f"data/published/{FILE} line {line}, 'internet_users,SIDS")


def test_same_figure_twice(build_with_doubles: tuple[Settings, BuildReport]):
    """Of a figure that is there twice the first is kept, and the second is named with the place of the first."""
    assert rejected(build_with_doubles, 2, 7) == [
        (7, "35", f"duplicate key, also in {FILE} line 2; the same figure is there twice: the first is kept")
    ]
    assert figures(build_with_doubles[0], "LDC") == [(35.0, 2)]


def test_two_values_for_one_key(build_with_doubles: tuple[Settings, BuildReport]):
    """Of two values for one key none is served, because nothing says which is right; both are named."""
    assert rejected(build_with_doubles, 3, 8) == [
        (3, "39", f"duplicate key, also in {FILE} line 8; two values for one key: none can be trusted"),
        (8, "40", f"duplicate key, also in {FILE} line 3; two values for one key: none can be trusted"),
    ]
    assert figures(build_with_doubles[0], "LLDC") == []


def figures(project: Settings, area: str) -> list[tuple]:
    return ask(project, f"select value, line from observations where file = '{FILE}' and area_id = '{area}'")


@given(column=st.sampled_from(COLUMNS), text=st.text(max_size=12))
def test_no_row_vanishes(catalogue: Catalogue, column: str, text: str):
    """Whatever stands in a column, the row is either kept or refused with a reason, and a kept value can be true."""
    row = RawRow(FILE, NEXT_LINE, "itu_sdg_page", GOOD_ROW | {column: text})
    kept, rejected = stage([[row]], catalogue, {FILE: {"2024"}})
    assert len(kept) + len(rejected) == 1
    assert all(0 <= one.value <= 100 and 1960 <= one.year <= 2050 for one in kept)
    assert all(one.reason and one.line == NEXT_LINE for one in rejected)


WORDS = [*GOOD_ROW.values(), *(f" {word} " for word in GOOD_ROW.values()), "KEN", " 2012", "female", "0", "3.5 ", "1e3"]


@given(
    changes=st.lists(
        st.dictionaries(
            st.sampled_from([one for one in COLUMNS if one != "edition"]), st.text(max_size=6) | st.sampled_from(WORDS)
        ),
        max_size=9,
    )
)
def test_by_columns(catalogue: Catalogue, changes: list[dict[str, str]]):
    """Rows in columns are kept, or rejected for the same reason, as each of them is by itself."""
    columns = RawRows(FILE, "itu_sdg_page")
    columns.edition = "2024"
    for line, changed in enumerate(changes, start=2):
        row = GOOD_ROW | {"year": str(1990 + line)} | changed
        columns.add(line, tuple(row[name] for name in COLUMNS if name != "edition"))
    kept, rejected = stage([columns], catalogue, {FILE: {"2024"}})
    same, others = stage([tuple(columns)], catalogue, {FILE: {"2024"}})
    assert (list(kept), rejected) == (list(same), others)


LIMITS = [
    ("mobile_basket_2gb", "0", "no figure: every figure of mobile_basket_2gb is above 0"),
    ("mobile_basket_2gb", "-0.1", "outside what % of monthly GNI p.c. can be, 0 to 1000"),
    ("mobile_basket_2gb", "0.01", ""),
    ("population", "0", "no figure: every figure of population is above 0"),
    ("internet_gender_parity", "98", "outside what internet_gender_parity in ratio can be, 0 to 50"),
    ("internet_gender_parity", "0.98", ""),
    ("countries_with_ewaste_policy", "194", "outside what countries_with_ewaste_policy in countries can be, 0 to 193"),
    ("countries_with_ewaste_policy", "-1", "outside what countries_with_ewaste_policy in countries can be, 0 to 193"),
    ("internet_users", "0", ""),
    ("internet_users", "100.1", "outside what % can be, 0 to 100"),
]


@pytest.mark.parametrize(("indicator_id", "value", "reason"), LIMITS)
def test_values_that_cannot_be(catalogue: Catalogue, indicator_id: str, value: str, reason: str):
    """What its unit or its scale cannot take is rejected, whose it is and why, and marked as impossible."""
    unit = catalogue.indicator_by_id[indicator_id].unit
    fields = GOOD_ROW | {"indicator_id": indicator_id, "value": value, "unit": unit}
    kept, rejected = stage([[RawRow(FILE, 2, "itu_sdg_page", fields)]], catalogue, {FILE: {"2024"}})
    assert len(kept) == (not reason)
    assert [(one.indicator_id, one.area_id, one.reason, one.impossible) for one in rejected] == [
        (indicator_id, "SIDS", reason, True) for _ in kept or [0] if reason
    ]


def test_other_faults_are_not_impossible(catalogue: Catalogue):
    """A row that breaks the contract otherwise is rejected with whose figure it says it is, and nothing more."""
    rows = [RawRow(FILE, 2, "itu_sdg_page", GOOD_ROW | {"value": "x"}), RawRow(FILE, 3, "itu_sdg_page", {"": "a,b"})]
    _, rejected = stage([rows], catalogue, {FILE: {"2024"}})
    assert [(one.indicator_id, one.area_id, one.impossible) for one in rejected] == [
        ("internet_users", "SIDS", False),
        ("", "", False),
    ]
