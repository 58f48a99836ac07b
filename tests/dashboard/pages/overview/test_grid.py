"""The status grid and the tally of the overview."""

import re

from dashboard.address.lens import Lens
from dashboard.pages.overview.found import find
from dashboard.pages.overview.grid import status_grid, tally
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.reader import kind, text

LENS = Lens(2027, "commission_2025")


def test_the_grid(snapshot: Snapshot):
    """Every target with a figure has one row, every group a cell; each is a link that says area, figure and verdict."""
    grid = status_grid(find(snapshot, LENS), LENS)
    first, further = kind(grid, "Table")
    rows = kind(first, "Tr")[1:]
    assert [text(row)[:3] for row in rows] == [one.id for one in snapshot.catalogue.targets if one.id != "2.3"]
    for table in (first, further):
        assert len(kind(table, "A")) == 16 * (len(kind(table, "Tr")) - 1)
    said = {link.title: link.href for link in kind(grid, "A") if getattr(link, "title", "")}
    africa = "Africa, Internet users: 35.7\u202f% in 2025; far too slow by 2027"
    assert said[africa] == "/targets/1.7?horizon=2027&benchmark=commission_2025&indicator=internet_users&badge=ITU-AFR"
    assert any("computed from economies" in one for one in said)


def test_a_cell_says_the_year_of_its_verdict(snapshot: Snapshot):
    """A price that was due by 2025 is missed for good, and not by 2030; only what looks ahead has the horizon."""
    lens = Lens(2030)
    said = [link.title for link in kind(status_grid(find(snapshot, lens), lens), "A") if getattr(link, "title", "")]
    assert any(one.endswith("; missed, due by 2025") for one in said)
    assert any(one.endswith("; far too slow by 2030") for one in said)
    assert not [one for one in said if re.search(r"(?<!slow)(?<!on track) by 2030", one)]


def test_further_indicators_open_on_demand(snapshot: Snapshot):
    """What is no target's first row stands in a table that is closed: 3G and 5G coverage, the mobile basket."""
    grid = status_grid(find(snapshot, LENS), LENS)
    (closed,) = kind(grid, "Details")
    assert not getattr(closed, "open", None)
    assert all(name in text(closed) for name in ("3G coverage", "5G coverage", "Mobile basket, 5 GB"))


def test_empty_rows_are_folded(snapshot: Snapshot):
    """A target without a figure of any group has no row of rings, but a sentence with the reason."""
    grid = status_grid(find(snapshot, LENS), LENS)
    assert "World, Businesses using the Internet: not published (ITU's annual report" in text(grid)
    assert not any(text(row).startswith("2.3") for row in kind(grid, "Tr"))


def test_a_row_has_the_same_decimals(snapshot: Snapshot):
    """All figures of a row have as many decimals, and one of another year than the row says of which."""
    grid = status_grid(find(snapshot, LENS), LENS)
    for row in kind(grid, "Tr"):
        shown = [text(one) for one in kind(row, "Span") if getattr(one, "className", "") == "cell-value"]
        assert len({len(one.partition("’")[0].partition(".")[2]) for one in shown}) <= 1, shown
        of_the_row = [text(one) for one in kind(row, "Small") if getattr(one, "className", "") == "row-year"]
        for link in kind(row, "A"):
            years = re.findall(r": \S+ in (\d{4})", link.title.replace("\u202f", "").replace("\u00a0", ""))
            marked = re.findall(r"’(\d\d)", text(kind(link, "Span")[2]))
            assert marked == [year[2:] for year in years if [year] != of_the_row], link.title


def test_tally():
    """Statuses are counted in the order of the ladder, those that do not occur with 0."""
    words = text(tally(["met", "slow", "met"]))
    assert words == "Met2On track0Too slow0Far too slow1Standing still0Moving away0Missed0Pace unknown0Not assessable0"
