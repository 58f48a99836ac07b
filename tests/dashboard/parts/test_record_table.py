"""Tables whose rows become cards on a narrow screen."""

from typing import Any

from dash import html

from dashboard.parts.table import Column, records
from tests.dashboard.reader import as_json, kind, table, text

COLUMNS = (Column("File", "name"), Column("Rows", "number"), Column("Why", "long"))


def attribute(component: Any, name: str) -> Any:
    return component.to_plotly_json()["props"][name]


def test_records():
    """A table has a caption, headings and a heading for each row; every other cell carries its heading along."""
    made = records("Files", COLUMNS, [["a.csv", "3", "for a reason"], ["b.csv", "0", [html.B("No"), " reason"]]])
    assert text(kind(made, "Caption")) == "Files"
    assert [one.scope for one in kind(made, "Th")] == ["col", "col", "col", "row", "row"]
    assert [attribute(one, "data-label") for one in kind(made, "Td")] == ["Rows", "Why"] * 2
    assert [one.className for one in kind(made, "Td")] == ["number", "long"] * 2
    assert [text(cell) for cell in table(made, "Files")[1].values()] == ["b.csv", "0", "No reason"]
    assert as_json(made)


def test_a_frame_of_its_own():
    """The table scrolls in a frame that the keyboard reaches and that has a name; a long one has a height."""
    short, long = (records("Files", COLUMNS, [["a", "1", ""]] * count) for count in (40, 41))
    frames = [[one for one in kind(made, "Div") if getattr(one, "role", "")] for made in (short, long)]
    assert [[one.className for one in found] for found in frames] == [["scroll"], ["scroll tall"]]
    for (one,) in frames:
        assert (one.tabIndex, one.role, attribute(one, "aria-label")) == ("0", "region", "Files")


def test_a_field_finds_rows_of_a_long_table():
    """A table of more than a dozen rows has a field above it that finds them; a shorter one stands alone."""
    short, long = (records("Files, by name", COLUMNS, [["a", "1", ""]] * count) for count in (12, 13))
    assert (short.className, kind(short, "Param")) == ("island scroll", [])
    (field,), (label,) = kind(long, "Param"), kind(long, "Label")
    assert (field.id, label.htmlFor, text(label)) == ("find-files-by-name", field.id, "Find in table")
    assert attribute(long, "data-finds") == "Files, by name"
