"""The downloaded files with the account of their figures, and the refused rows, on the page Data."""

import re

import duckdb
import pytest
from dash import Dash

from tests.dashboard.reader import data_page, kind, section, table, text

REJECTED = "Rows that are in no figure"


def test_files(first: Dash):
    """Every figure of a file is kept, rejected or set aside, and the page says of each how many."""
    shown = table(data_page(first), "Files in the drop folder")
    counts = {
        text(row["File"]): [text(row[name]) for name in ("Recognised as", "Rows", "Figures", "Kept", "Rejected")]
        for row in shown
    }
    assert counts == {
        "egov 2026.csv": [
            "United Nations E-Government Survey, CSVfigures from columns 'e-government rank', 'e-government index', "
            "'e-participation index', 'online service index'",
            "3",
            "12",
            "4",
            "2",
        ],
        "wdi.csv": ["World Bank, bulk CSVfigures from 8 columns from '2018' to '2025'", "6", "41", "31", "2"],
    }
    for row in shown:
        figures, *ends = [int(text(row[name])) for name in ("Figures", "Kept", "Rejected", "Set aside")]
        assert figures == sum(ends)
    survey, bulk = shown
    assert text(bulk["Why"]) == "an area that is not tracked (an aggregate of the service's own, or a territory)"
    assert text(survey["Why"]).startswith("2 reasons3 × series e-government rank fills no indicator")


def test_how_old_a_file_is_and_what_it_changes(first: Dash, refused: Dash):
    """Each file has the day as of which it stands with the grounds, and what is new in it since the version before."""
    told = ("As of, and edition", "Since the last version")
    shown = [[text(row[name]) for name in told] for row in table(data_page(first), "Files in the drop folder")]
    assert [news for _, news in shown] == ["no version to compare with"] * 2
    ((as_of, news),) = (
        [text(row[name]) for name in told] for row in table(data_page(refused), "Files in the drop folder")
    )
    grounds = "from the date of the copy, for want of a better one"
    assert re.fullmatch(rf"\d{{1,2}} [A-Z][a-z]{{2}} \d{{4}}{grounds}edition WDI 2026-11-02", as_of)
    assert news == "1 new, 3 changed"


def test_no_files(app: Dash):
    """Without a downloaded file the page says how one gets here."""
    words = text(section(data_page(app), "Downloaded files"))
    assert "None: the figures that come with the project speak" in words
    assert "python -m etl add FILE" in words


def test_unusable_files(refused: Dash, built: duckdb.DuckDBPyConnection):
    """Each file that could not be used is there with its whole reason; a long one opens."""
    reasons = dict(built.execute("select file, reason from refused_files").fetchall())
    shown = table(data_page(refused), "None of their figures")
    assert [f"drop/{text(row['File'])}" for row in shown] == sorted(reasons)
    for row in shown:
        file = f"drop/{text(row['File'])}"
        assert text(row["Why"]).endswith(reasons[file].removeprefix(f"{file}: "))
    (long,) = kind([row["Why"] for row in shown], "Summary")
    assert text(long) == "not recognised as a file of any source; its columns are 'Station, Depth, Salinity'"


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({}, ["egov 2026.csv, line 4", "egov 2026.csv, line 4", "wdi.csv, line 10", "wdi.csv, line 11"]),
        ({"source": "worldbank"}, ["wdi.csv, line 10", "wdi.csv, line 11"]),
        ({"source": "owid"}, []),
    ],
)
def test_refused_rows(first: Dash, query: dict[str, str], where: list[str]):
    """The page shows the refused rows of the source in its address, and the file beside them holds the same rows."""
    part = section(data_page(first, **query), "Refused rows")
    if not where:
        assert "None: every row keeps the row contract." in text(part)
        assert kind(part, "Table", "A") == []
        return
    shown = table(part, REJECTED)
    assert [text(row["Where"]) for row in shown] == where
    (link,) = [one for one in kind(part, "A") if getattr(one, "className", "") == "button"]
    rows = first.server.test_client().get(link.href.replace(".csv", "")).json["data"]
    assert [f"{row['file'].removeprefix('drop/')}, line {row['line']}" for row in rows] == where
    cells = [[text(row[name]) for name in ("Column", "Value", "Why")] for row in shown]
    assert cells == [[row["column"], row["value"], row["reason"]] for row in rows]
    assert ["value", "140.2", "outside what % can be, 0 to 100"] in cells


def test_choices_of_source(first: Dash):
    """Only sources with refused rows can be chosen, each with their number."""
    (select,) = [one for one in kind(data_page(first), "Select") if one.id == "data-source"]
    options = [(one.value, one.children) for one in select.children]
    assert options[0] == ("", "All sources")
    assert sorted(options[1:]) == [
        ("egov", "United Nations E-Government Survey (2)"),
        ("worldbank", "World Development Indicators (2)"),
    ]
