"""The parts of the page Data on downloaded files: what became of every figure in them, and which rows were refused."""

import pandas as pd
from dash import html

from dashboard.numbers import number
from dashboard.pages.data.found import Found
from dashboard.pages.data.outcome import reason
from dashboard.pages.data.sources import day
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content
from dashboard.parts.table import Column, records
from dashboard.reading.provenance import Account, DroppedFile
from dashboard.rows import rows
from dashboard.words.sources import citation

_ACCOUNT = (
    Column("Rows", "number"),
    Column("Figures", "number"),
    Column("Kept", "number"),
    Column("Rejected", "number"),
    Column("Set aside", "number"),
    Column("Why", "long"),
)
_SHOWN_REASONS = 8
_HOW_OLD = (
    "Which of two files of a source speaks is decided by how old they are. Where a file does not tell, say it when you "
    "add the file: "
)


def files_part(found: Found) -> list[Content]:
    """The downloaded files with the account of their figures: those put in by hand, then what the services sent."""
    dropped, sent = found.dropped, found.sent
    if not dropped and not sent:
        return [
            html.P(
                [
                    "None: the figures that come with the project speak. A file downloaded by hand is used once it is "
                    "in the folder data/drop: ",
                    html.Code("python -m etl add FILE"),
                    " says what it is.",
                ]
            )
        ]
    parts: list[Content] = [html.P("Every figure of a file is kept, rejected or set aside.")]
    if dropped:
        parts.append(html.P([_HOW_OLD, html.Code("--as-of DATE"), "."]))
        cells = [[_name(row.file), _recognised(row), _as_of(row), *_account(row), _news(row)] for row in dropped]
        columns = [
            Column("File", "name"),
            Column("Recognised as"),
            Column("As of, and edition"),
            *_ACCOUNT,
            Column("Since the last version"),
        ]
        parts.append(records("Files in the drop folder", columns, cells))
    if sent:
        cells = [[row.title, row.layout, number(row.files, 0), day(row.received_at), *_account(row)] for row in sent]
        columns = [
            Column("Source", "name"),
            Column("Recognised as"),
            Column("Downloads", "number"),
            Column("Received", "day"),
            *_ACCOUNT,
        ]
        parts.append(records("Sent by the services", columns, cells))
    buttons = [
        download(words, File(name, "", found.files[name]), found.build, cite=citation(title, (), found.build))
        for name, words, title in (
            ("files", "Each file as CSV", "Downloaded files and their account"),
            ("set_aside", "All that was set aside", "Figures that were set aside"),
        )
    ]
    return [*parts, html.P(buttons, className="buttons")]


def refused_part(refused: pd.DataFrame) -> list[Content]:
    """The files that could not be used, and why; nothing when all of them could."""
    if refused.empty:
        return []
    cells = [[_name(row.file), reason(row.reason.removeprefix(f"{row.file}: "))] for row in rows(refused)]
    columns = (Column("File", "name"), Column("Why", "long"))
    return [html.H3("Files that could not be used"), records("None of their figures is used", columns, cells)]


def rejected_table(frame: pd.DataFrame, total: int) -> html.Div | html.P:
    """The refused rows, as many as are shown, with what is wrong in each."""
    if frame.empty:
        return html.P("None: every row keeps the row contract.")
    cells = [[f"{_name(row.file)}, line {row.line}", row.column, row.value, reason(row.reason)] for row in rows(frame)]
    more = f", the first {len(frame)} of {number(total, 0)}" if total > len(frame) else ""
    columns = (Column("Where", "name"), Column("Column"), Column("Value"), Column("Why", "long"))
    return records(f"Rows that are in no figure{more}", columns, cells)


def _name(file: str) -> str:
    return file.removeprefix("drop/").removeprefix("raw/")


def _account(row: Account) -> list[Content]:
    """The cells of _ACCOUNT."""
    counts = (row.records, row.figures, row.rows_kept, row.rows_rejected, row.figures_set_aside)
    return [*(number(count, 0) for count in counts), _why(row)]


def _recognised(row: DroppedFile) -> list[Content]:
    """What a file is, and which of its sheets and columns figures were read from."""
    return [row.layout, html.Small(f"figures from {row.read_from}")] if row.read_from else [row.layout]


def _as_of(row: DroppedFile) -> list[Content]:
    """The day as of which a file is taken to stand, on what grounds, and what edition its figures are."""
    return [
        day(row.received_at),
        html.Small(row.as_of_grounds),
        *(html.Small(f"edition {one}") for one in row.editions),
    ]


def _news(row: DroppedFile) -> str:
    """What of a file is new against the build before."""
    if pd.isna(row.new):
        return "no version to compare with"
    counts = {"new": row.new, "changed": row.changed}
    return ", ".join(f"{number(count, 0)} {what}" for what, count in counts.items() if count) or "nothing new"


def _why(row: Account) -> html.Details | str:
    reasons = [str(one) for one in row.set_aside]
    if len(reasons) <= 1:
        return "".join(reasons).partition(" × ")[2] or "–"
    more = len(reasons) - _SHOWN_REASONS
    shown = [*reasons[:_SHOWN_REASONS], *([f"and {more} more, in the CSV below"] if more > 0 else [])]
    return html.Details([html.Summary(f"{len(reasons)} reasons"), html.Ul([html.Li(one) for one in shown])])
