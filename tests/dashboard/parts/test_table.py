"""Tables for reading: every row of the frame is a cell, and every sign in a cell is explained below."""

from collections import Counter

import pandas as pd
import pytest
from dash import html

from dashboard.address.selection import Selection
from dashboard.numbers import decimals_of, fixed
from dashboard.pages.targets.view import target_view
from dashboard.parts.table import breakdown_word, figures_table, plain_table
from dashboard.reading import selected
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import LINE, lines, rows, varying, words_of_line
from indicators.model import Indicator
from tests.dashboard.pages.targets.views import rows_of
from tests.dashboard.reader import kind, text


def shown(snapshot: Snapshot, target: str, **choices: str) -> tuple[pd.DataFrame, Indicator]:
    """The rows of a view, and its indicator."""
    view = target_view(snapshot, snapshot.catalogue.target_by_id[target], list(choices.items()))
    return rows_of(snapshot, view), view.indicator


def cells(table: html.Div) -> list[html.Td]:
    """The cells that hold a number."""
    return [cell for cell in kind(table, "Td") if getattr(cell, "className", "") == "number"]


def value(cell: html.Td) -> str:
    """The number in a cell, without its signs."""
    first = cell.children[0] if isinstance(cell.children, list) else cell.children
    return str(first)


@pytest.mark.parametrize(
    ("target", "choices"),
    [
        ("1.7", {}),
        ("1.7", {"sex": "female,male", "edition": "all"}),
        ("1.2", {"area_type": "income_group"}),
        ("1.5", {"level": "primary,upper secondary"}),
        ("1.7", {"area_type": "economy", "member_of": "LDC"}),
    ],
)
def test_every_row_is_a_cell(snapshot: Snapshot, target: str, choices: dict[str, str]):
    """The numbers of a table are the values of the rows, each once, with the same decimals."""
    frame, indicator = shown(snapshot, target, **choices)
    table = figures_table(frame, indicator)
    decimals = decimals_of(frame["value"].to_list(), indicator.decimals)
    assert len(frame) > 1
    assert Counter(value(cell) for cell in cells(table)) == Counter(fixed(one, decimals) for one in frame["value"])


def test_two_sources_of_one_edition(snapshot: Snapshot):
    """Where text and chart of one edition give 74 and 73.6, the table has both, each in the row of its source."""
    totals = Selection(sex=("both",), age=("all",), location=("total",), edition="2025", source="all", year_from=2025)
    frame = selected.observations(snapshot, totals.but(indicator=("internet_users",), area=("WLD",)))
    table = figures_table(frame, snapshot.catalogue.indicator_by_id["internet_users"])
    assert sorted(value(cell) for cell in cells(table)) == ["73.6", "74.0"]


def test_a_cell_stands_under_its_year(snapshot: Snapshot):
    """A row is one line, a column one year with the newest first; a year that was not published is empty."""
    frame, indicator = shown(snapshot, "1.7", area_type="world", edition="2024")
    head, *body = kind(figures_table(frame, indicator), "Tr")
    assert [text(cell) for cell in kind(head, "Th")] == ["Area", "Edition", "2024", "2023"]
    assert [[text(cell) for cell in kind(row, "Th", "Td")] for row in body] == [["World", "2024", "68e", "65e"]]
    frame, indicator = shown(snapshot, "2.1", area_type="world")
    head, *_ = kind(figures_table(frame, indicator), "Tr")
    years = [text(cell) for cell in kind(head, "Th") if text(cell).isdecimal()]
    assert years == sorted(years, reverse=True)
    assert set(years) == {str(year) for year in frame["year"]}


def test_breakdowns_are_told_apart(snapshot: Snapshot):
    """A column says the breakdown where lines differ by it, in a reader's words."""
    frame, indicator = shown(snapshot, "1.7", area_type="world", sex="female,male", edition="2025")
    table = figures_table(frame, indicator)
    head, *body = kind(table, "Tr")
    assert [text(cell) for cell in kind(head, "Th")] == ["Area", "Sex", "Edition", "2025"]
    assert [[text(cell)[:5] for cell in kind(row, "Th", "Td")] for row in body] == [
        ["World", "Women", "2025", "71e"],
        ["World", "Men", "2025", "77e"],
    ]


def test_a_file_is_searched_as_its_table(snapshot: Snapshot):
    """What is sought in a file are the words that stand in the cells of a row, but for its figures (rows.sought)."""
    frame, indicator = shown(snapshot, "1.7", sex="female,male", edition="all")
    assert "computed" in set(frame["origin"])
    _, *body = kind(figures_table(frame, indicator), "Tr")
    names = varying(rows(frame))
    words = [" ".join(words_of_line(line[0], names)) for line in lines(rows(frame), (*LINE, "source_id"))]
    cells_of = [[one for one in kind(row, "Th", "Td") if getattr(one, "className", "") != "number"] for row in body]
    assert [" ".join(filter(None, map(text, cells))) for cells in cells_of] == words


def test_what_the_address_seeks_stands_in_the_field(snapshot: Snapshot):
    """A table whose file has the rows that are found says in its field what the address seeks, also a short one."""
    frame, indicator = shown(snapshot, "1.7", area_type="world")
    (field,) = kind(figures_table(frame, indicator, find="cote"), "Param")
    assert (field.name, field.value) == ("find", "cote")
    assert kind(figures_table(frame, indicator, find=""), "Param") == []


def test_signs_are_explained(snapshot: Snapshot):
    """Bounds and estimates wear a sign, each sign is explained below, and no other is."""
    frame, indicator = shown(snapshot, "1.4", area_type="income_group", edition="2024")
    table = figures_table(frame, indicator)
    legend = text(kind(table, "P")[-1])
    signs = {sign for cell in kind(table, "Sup") for sign in text(cell).split()}
    assert {"a", ">", "e"} <= signs
    assert signs == {part.split()[0] for part in legend.rstrip(".").split("; ")}
    bound = next(cell for cell in cells(table) if value(cell) == "95")
    assert "more than" in bound.title
    assert "edition 2024" in bound.title


def test_a_long_table_is_whole(snapshot: Snapshot):
    """A table holds every line of the view, as its CSV does, however many there are."""
    frame, indicator = shown(snapshot, "1.7", area_type="economy", member_of="DEVELOPING")
    table = figures_table(frame, indicator)
    assert frame["area_id"].nunique() > 100
    assert len(kind(table, "Tr")) - 1 == frame.groupby(["area_id", "origin", "edition", "source_id"]).ngroups
    assert sum(value(cell) != "" for cell in cells(table)) == len(frame)


def test_a_table_can_be_read_aloud(snapshot: Snapshot):
    """A table has a caption with indicator and unit, headings with a scope, and can be scrolled by keyboard."""
    frame, indicator = shown(snapshot, "1.2")
    table = figures_table(frame, indicator)
    (caption,) = kind(table, "Caption")
    assert indicator.title in text(caption)
    assert indicator.unit_label in text(caption)
    assert {heading.scope for heading in kind(table, "Th")} == {"col", "row"}
    region = next(one for one in kind(table, "Div") if getattr(one, "role", "") == "region")
    assert region.tabIndex == "0"


def test_plain_table():
    """A plain table has its cells in order, the first of a row as its heading, numbers to the right."""
    table = plain_table("Two", ["Name", "Count"], [["one", "1"], ["two", "2"]], numeric=(1,))
    assert [[text(cell) for cell in kind(row, "Th", "Td")] for row in kind(table, "Tr")] == [
        ["Name", "Count"],
        ["one", "1"],
        ["two", "2"],
    ]
    assert [cell.className for cell in kind(table, "Td")] == ["number", "number"]
    assert [cell.scope for cell in kind(table, "Th")] == ["col", "col", "row", "row"]


@pytest.mark.parametrize(
    ("name", "word", "read"),
    [("sex", "female", "Women"), ("location", "total", "Urban and rural"), ("level", "", ""), ("age", "80+", "80+")],
)
def test_breakdown_word(name: str, word: str, read: str):
    """A breakdown is read in words; one that is not known stays as it is."""
    assert breakdown_word(name, word) == read
