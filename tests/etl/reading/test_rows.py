"""Which of several copies of a line speaks, and that none loses a figure unaccounted for."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading.rows import Aside, RawRow, ReadFile, without_older_copies

Figure = tuple[str, str, str]


def copy(name: str, *figures: Figure, day: int = 0, held: str = "drop", edition: str = "E", source: str = "s"):
    """A file with figures (area, year, value), received on a day of May; on none when it is embedded."""
    rows = tuple(
        RawRow(name, line, source, {"indicator_id": "i", "area_id": a, "year": y, "value": v, "edition": edition})
        for line, (a, y, v) in enumerate(figures, start=2)
    )
    received_at = datetime(2026, 5, day, tzinfo=UTC) if day else None
    return ReadFile(name, source, rows, 0.0, len(rows), len(rows), held=held, received_at=received_at)


def speaking(*files: ReadFile) -> dict[str, list[str]]:
    """Which areas and years are left in which file."""
    return {
        file.file: [f"{row.fields['area_id']} {row.fields['year']}" for row in file.rows]
        for file in without_older_copies(files)
    }


KEN, BRA = ("KEN", "2024", "47"), ("BRA", "2024", "85")


def test_downloads_of_single_areas_complete_each_other():
    """A line is of one area: what another file has of another area is no copy of it."""
    both = {"a": ["KEN 2024"], "b": ["BRA 2024"]}
    assert speaking(copy("a", KEN, day=1), copy("b", BRA, day=2)) == both
    one_row = copy("goal", ("KEN", "2024", "1"), day=2)
    many = copy("all", *(("ETH", str(year), "5") for year in range(2000, 2025)), day=1)
    assert without_older_copies([many, one_row]) == [many, one_row]


def test_downloads_of_other_years_complete_each_other():
    """Two halves of a line that say the same where they meet are one line; the newer gives what both have."""
    old, new = (
        copy("old", ("KEN", "2020", "30"), ("KEN", "2021", "31.0"), day=1),
        copy("new", ("KEN", "2021", "31"), ("KEN", "2022", "32"), day=2),
    )
    assert speaking(old, new) == speaking(new, old) == {"old": ["KEN 2020"], "new": ["KEN 2021", "KEN 2022"]}
    older, newer = without_older_copies([old, new])
    assert older.aside == (Aside("an older copy: new gives the same edition again", 1, 3),)
    assert newer == new


def test_a_line_that_was_restated():
    """Where two copies differ in a year they are two vintages: the newer speaks for that line whole."""
    old = copy("old", ("KEN", "2020", "30"), ("KEN", "2021", "31"), ("BRA", "2020", "80"), day=1)
    new = copy("new", ("KEN", "2021", "33"), day=2)
    assert speaking(old, new) == {"old": ["BRA 2020"], "new": ["KEN 2021"]}
    older, _ = without_older_copies([old, new])
    assert older.aside == (
        Aside("of an older copy: new gives other figures for the same line", 1, 2),
        Aside("an older copy: new gives the same edition again", 1, 3),
    )
    assert older.figures == len(older.rows) + sum(one.figures for one in older.aside)


def test_three_vintages():
    """An older vintage that a newer one contradicts takes no part in what a third is held against."""
    newest, middle = (
        copy("c", ("KEN", "2022", "32"), day=3),
        copy("b", ("KEN", "2022", "9"), ("KEN", "2021", "9"), day=2),
    )
    oldest = copy("a", ("KEN", "2021", "31"), ("KEN", "2020", "30"), day=1)
    assert speaking(oldest, middle, newest) == {"a": ["KEN 2021", "KEN 2020"], "b": [], "c": ["KEN 2022"]}


def test_embedded_figures_give_way():
    """Figures of the project give way to any file of their edition; two embedded files stand side by side."""
    embedded, second = (copy(name, KEN, BRA, held="embedded") for name in ("a", "b"))
    assert speaking(embedded, second) == {"a": ["KEN 2024", "BRA 2024"], "b": ["KEN 2024", "BRA 2024"]}
    assert speaking(embedded, copy("c", KEN, held="live", day=1)) == {"a": ["BRA 2024"], "c": ["KEN 2024"]}
    assert speaking(copy("c", KEN, day=1), embedded) == {"c": ["KEN 2024"], "a": ["BRA 2024"]}


def test_of_two_received_at_once_the_later_in_order_speaks():
    """Where the moment does not decide the order does, so that a build is the same again."""
    assert speaking(copy("a", KEN, day=1), copy("b", KEN, day=1)) == {"a": [], "b": ["KEN 2024"]}


@pytest.mark.parametrize("other", [{"edition": "F"}, {"source": "t"}])
def test_other_editions_and_sources_stay(other: dict[str, str]):
    """Another edition, or another source, is no copy."""
    first, second = copy("a", KEN, day=1), copy("b", KEN, day=2, **other)
    assert speaking(first, second) == {"a": ["KEN 2024"], "b": ["KEN 2024"]}


def test_another_breakdown_stays():
    """Women's figures are no copy of everybody's."""
    women = copy("a", KEN, day=1)
    women.rows[0].fields["sex"] = "female"
    assert speaking(women, copy("b", KEN, day=2)) == {"a": ["KEN 2024"], "b": ["KEN 2024"]}


FILES = st.lists(
    st.tuples(
        st.lists(
            st.tuples(st.sampled_from(["CHE", "KEN"]), st.sampled_from(["2020", "2021"]), st.sampled_from(["1", "2"])),
            max_size=4,
            unique_by=lambda figure: figure[:2],
        ),
        st.integers(1, 4),
        st.sampled_from("EF"),
    ),
    max_size=5,
)


@given(drawn=FILES)
def test_copies_lose_no_figure(drawn: list[tuple[list[Figure], int, str]]):
    """Each file accounts for all it had; each year of a line is given once; the newest keeps all that it has, and no
    line is put together from files that contradict each other.
    """
    files = [copy(str(n), *figures, day=day, edition=edition) for n, (figures, day, edition) in enumerate(drawn)]
    left = without_older_copies(files)
    assert [len(one.rows) + sum(each.figures for each in one.aside) for one in left] == [len(one.rows) for one in files]
    given_by = defaultdict(list)
    for file in left:
        for row in file.rows:
            given_by[row.fields["edition"], row.fields["area_id"], row.fields["year"]].append(file.file)
    held = {(row.fields["edition"], row.fields["area_id"], row.fields["year"]) for file in files for row in file.rows}
    assert all(len(names) == 1 for names in given_by.values())
    assert {key[:2] for key in given_by} == {key[:2] for key in held}
    for edition, area in {key[:2] for key in held}:
        of_line = {
            file.file: {row.fields["year"]: row.fields["value"] for row in file.rows if row.fields["area_id"] == area}
            for file in files
            if any((row.fields["edition"], row.fields["area_id"]) == (edition, area) for row in file.rows)
        }
        speak = sorted({name for key, names in given_by.items() if key[:2] == (edition, area) for name in names})
        newest = max(of_line, key=lambda name: (files[int(name)].received_at, int(name)))
        assert newest in speak
        for one in speak:
            assert all(
                of_line[one][year] == of_line[other][year]
                for other in speak
                for year in of_line[one].keys() & of_line[other].keys()
            )
    assert without_older_copies(left) == left
