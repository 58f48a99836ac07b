"""The page Report: the draft with the ways to its other years, editions and files."""

from dash import Dash

from dashboard.address.report import ReportView
from dashboard.reading.warehouse import Snapshot
from dashboard.report.made import made
from tests.dashboard.made import page
from tests.dashboard.reader import kind, text
from tests.dashboard.report.drafts import figures


def test_the_page_has_the_draft(app: Dash, snapshot: Snapshot) -> None:
    """All figures of the draft stand on it, each a link to its row, and every footnote that is marked."""
    shown = page(app, "report", year="2024", edition="2024")
    links = [(text(one), one.href) for one in kind(shown, "A")]
    for one in figures(made(snapshot, ReportView(2024, "2024"))):
        assert (one.text, one.rows.href) in links
    ids = {one.id for one in kind(shown, "Li") if hasattr(one, "id")}
    marks = {href for _, href in links if href.startswith("#note-")}
    assert {href.removeprefix("#") for href in marks} == ids


def test_it_leads_to_years_editions_and_files(app: Dash) -> None:
    """Every year and edition is a link, the one that is shown is marked, and the files are of the same view."""
    shown = page(app, "report", year="2024", edition="2024")
    by_href = {one.href: one for one in kind(shown, "A")}
    assert {"/report?year=2023&edition=2024", "/report?year=2025&edition=2024", "/report?year=2024"} <= set(by_href)
    assert {"/report.docx?year=2024&edition=2024", "/report.md.zip?year=2024&edition=2024"} <= set(by_href)
    assert getattr(by_href["/report?year=2024&edition=2024"], "aria-current") == "true"


def test_it_says_what_cannot_be_used(app: Dash) -> None:
    """A year that no draft can be about is named, and the draft of the usual year is shown."""
    shown = page(app, "report", year="1812")
    assert "year=1812: a year from 2023 to" in text(shown)
    assert "in 2024" in text(kind(shown, "H1")[0])
