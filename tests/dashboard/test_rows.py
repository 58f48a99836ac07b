"""Rows grouped into lines."""

import pandas as pd

from dashboard.rows import lines, rows, varying

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
