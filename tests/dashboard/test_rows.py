"""Rows grouped into lines, and picked from frames."""

import pandas as pd
import pytest

from dashboard.rows import lines, picked, rows, sought, varying, where

FRAME = pd.DataFrame(
    {
        "area_id": ["WLD", "LDC", "WLD", "WLD"],
        "sex": ["both", "both", "both", "female"],
        "age": "all",
        "location": "total",
        "level": "",
        "origin": "published",
        "edition": ["2025", "2025", "2025", "2024"],
        "year": [2024, 2024, 2025, 2024],
    }
)


def test_lines():
    """A line is one area, breakdown and edition, in the order in which its first row comes."""
    found = [[(row.area_id, row.sex, row.year) for row in line] for line in lines(rows(FRAME))]
    assert found == [[("WLD", "both", 2024), ("WLD", "both", 2025)], [("LDC", "both", 2024)], [("WLD", "female", 2024)]]


def test_lines_by_other_columns():
    """Rows can be grouped by any of their columns."""
    assert [len(group) for group in lines(rows(FRAME), ("year",))] == [3, 1]
    assert lines([]) == []


def test_varying():
    """Only breakdowns that tell rows apart are named."""
    assert varying(rows(FRAME)) == ["sex"]
    assert varying(rows(FRAME.iloc[:3])) == []


TWICE = pd.DataFrame({"area_id": ["WLD", "KEN", "KEN"], "year": [2024, 2024, 2025]}, index=[7, 7, 8])


def test_picked_rows():
    """Rows are picked by place, whatever the index says; as tuples they are the very ones of the frame."""
    taken = picked(TWICE, [2, 0])
    assert taken.to_dict(orient="list") == {"area_id": ["KEN", "WLD"], "year": [2025, 2024]}
    assert all(one is other for one, other in zip(rows(taken), (rows(TWICE)[2], rows(TWICE)[0]), strict=True))


def test_rows_of_which_something_holds():
    """The rows are those of which it holds, in order; of none the columns stay, of all it is the frame itself."""
    assert where(TWICE, lambda row: row.area_id == "KEN")["year"].to_list() == [2024, 2025]
    none = where(TWICE, lambda row: row.year > 2025)
    assert (none.empty, list(none), rows(none)) == (True, list(TWICE), [])
    assert where(TWICE, lambda row: row.year > 2000) is TWICE


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 4),
        ("CÔTE", 3),
        ("cote d'ivoire women", 1),
        ("2024", 1),
        ("computed", 1),
        ("both sexes", 3),
        ("of both", 0),
        ("2025 computed", 0),
    ],
)
def test_lines_that_are_sought(words: str, found: int):
    """Sought are the words of a line as its table has them: area, what tells lines apart, edition, "computed"."""
    named = FRAME.assign(
        area=["World", "Côte d’Ivoire", "Côte d’Ivoire", "Côte d’Ivoire"],
        sex=["both", "both", "both", "female"],
        origin=["published", "published", "published", "computed"],
    )
    assert len(sought(named, words)) == found
