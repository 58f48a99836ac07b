"""Which of several copies of an edition speaks, and that none loses a figure unaccounted for."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.rows import Aside, RawRow, ReadFile, without_older_copies


def copy(name: str, *figures: tuple[str, str], day: int = 0, held: str = "drop", edition: str = "E", source: str = "s"):
    """A file with figures, each an indicator and an area, received on a day of May; on none when it is embedded."""
    rows = tuple(
        RawRow(name, line, source, {"indicator_id": indicator, "area_id": area, "edition": edition})
        for line, (indicator, area) in enumerate(figures, start=2)
    )
    received_at = datetime(2026, 5, day, tzinfo=UTC) if day else None
    return ReadFile(name, source, rows, 0.0, len(rows), len(rows), held=held, received_at=received_at)


def speaking(*files: ReadFile) -> dict[str, list[str]]:
    """Which areas are left in which file."""
    return {file.file: [row.fields["area_id"] for row in file.rows] for file in without_older_copies(files)}


def test_the_newer_of_two_downloads():
    """Of two downloads of one edition the newer speaks alone, even for an economy that only the older has."""
    old, new = copy("old", ("i", "CHE"), ("i", "KEN"), ("j", "CHE"), day=1), copy("new", ("i", "CHE"), day=2)
    assert speaking(old, new) == speaking(new, old) == {"old": ["CHE"], "new": ["CHE"]}
    older, newer = without_older_copies([old, new])
    assert older.aside == (Aside("an older copy: new gives the same edition again", 2, 2),)
    assert (older.figures, older.rows[0].fields["indicator_id"], newer) == (3, "j", new)


def test_embedded_figures_give_way():
    """Figures of the project give way to any file of their edition; two embedded files stand side by side."""
    embedded, second = (copy(name, ("i", "CHE"), held="embedded") for name in ("a", "b"))
    assert speaking(embedded, second) == {"a": ["CHE"], "b": ["CHE"]}
    assert speaking(embedded, second, copy("c", ("i", "KEN"), held="live", day=1)) == {"a": [], "b": [], "c": ["KEN"]}
    assert speaking(copy("c", ("i", "KEN"), day=1), embedded) == {"c": ["KEN"], "a": []}


def test_of_two_received_at_once_the_later_in_order_speaks():
    """Where the moment does not decide the order does, so that a build is the same again."""
    assert speaking(copy("a", ("i", "CHE"), day=1), copy("b", ("i", "CHE"), day=1)) == {"a": [], "b": ["CHE"]}


@pytest.mark.parametrize("other", [{"edition": "F"}, {"source": "t"}])
def test_other_editions_and_sources_stay(other: dict[str, str]):
    """Another edition, or another source, is no copy."""
    first, second = copy("a", ("i", "CHE"), day=1), copy("b", ("i", "CHE"), day=2, **other)
    assert speaking(first, second) == {"a": ["CHE"], "b": ["CHE"]}


FILES = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from("ij"), st.sampled_from(["CHE", "KEN"])), max_size=4),
        st.integers(0, 3),
        st.sampled_from("EF"),
    ),
    max_size=5,
)


def lines_of(file: ReadFile) -> set[tuple[str, str]]:
    return {(row.fields["indicator_id"], row.fields["edition"]) for row in file.rows}


@given(drawn=FILES)
def test_copies_lose_no_figure(drawn: list[tuple[list[tuple[str, str]], int, str]]):
    """Each file accounts for all it had, and each line is given by one download alone, if any holds it."""
    files = [
        copy(str(number), *figures, day=day, edition=edition, held="drop" if day else "embedded")
        for number, (figures, day, edition) in enumerate(drawn)
    ]
    left = without_older_copies(files)
    assert [len(one.rows) + sum(each.figures for each in one.aside) for one in left] == [len(one.rows) for one in files]
    holders = Counter(line for one in left for line in lines_of(one))
    assert all(holders[line] == 1 for one in files if one.held == "drop" for line in lines_of(one))
    assert without_older_copies(left) == left
