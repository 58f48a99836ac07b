"""The draft of a build: found, and put into words, once for a build and a view."""

from dashboard.address.report import ReportView
from dashboard.reading.drafts import find
from dashboard.reading.warehouse import Snapshot
from dashboard.words.report.draft import draft
from dashboard.words.report.drafted import Draft


def made(snapshot: Snapshot, view: ReportView) -> Draft:
    """The draft that a view asks for."""
    return snapshot.of_build((made, view), lambda: draft(find(snapshot, view)))
