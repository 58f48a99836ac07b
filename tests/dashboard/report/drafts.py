"""Drafts to look at, and the figures in them."""

from collections.abc import Iterator

from dashboard.address.report import ReportView
from dashboard.reading.warehouse import Snapshot
from dashboard.report.made import made
from dashboard.words.report.drafted import Draft, Figure, Parts

VIEWS = (ReportView(2024), ReportView(2025), ReportView(2024, "2024"))


def draft_of(snapshot: Snapshot, view: ReportView) -> Draft:
    """The draft of a view."""
    return made(snapshot, view)


def every_text(draft: Draft) -> Iterator[Parts]:
    """The parts of every passage, every cell of a table and every line on what is missing."""
    for section in draft.sections:
        yield from (one.parts for one in section.passages)
        yield from section.missing
        for one in section.measured:
            if one.table is not None:
                yield from (cell for row in one.table.rows for cell in row)


def figures(draft: Draft) -> list[Figure]:
    """Every figure of a draft."""
    return [one for parts in every_text(draft) for one in parts if isinstance(one, Figure)]
