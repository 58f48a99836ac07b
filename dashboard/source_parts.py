"""The parts of the page Data on sources and files: what came, how old it is, what was refused and set aside."""

from datetime import datetime
from typing import Any

import pandas as pd
from dash import html

from dashboard.lines import Row, lines, rows
from dashboard.numbers import number
from dashboard.tables import plain_table

_READ_IN = {"publication": "read in the publication", "table": "read in a copy of its table", "quoted": "as quoted"}
_OUTCOME = {
    "fresh": "fresh",
    "unchanged": "unchanged",
    "cached": "downloaded copy",
    "embedded": "embedded",
    "failed": "failed",
}
_MEANS = (
    ("fresh", "The service was asked and sent something new."),
    ("unchanged", "It was asked and has what it had."),
    ("downloaded copy", "A file that was downloaded before speaks: the service was not asked, or did not answer."),
    ("embedded", "The figures that come with the project speak."),
    ("failed", "It was asked, did not answer as expected, and nothing older is at hand."),
)
_SHOWN_EDITIONS = 2


def sources_table(outcomes: pd.DataFrame, never_asked: list[str]) -> list[Any]:
    """The sources in order of precedence, those that are asked or downloaded apart from the publications that come with
    the project; what the words mean, and what the licences allow.
    """
    found = rows(outcomes)
    moving = [row for row in found if row.outcome != "embedded" or not pd.isna(row.asked_at)]
    still = [row for row in found if row not in moving]
    words = " · ".join(f"{word}: {meaning}" for word, meaning in _MEANS)
    parts: list[Any] = []
    if moving:
        parts += [
            _table("Services that were asked, and downloaded files", moving),
            html.P(words, className="soft legend"),
        ]
    if never_asked:
        names = ", ".join(never_asked)
        parts.append(html.P(f"Not asked so far, and nothing of theirs is here: {names}. Ask them with: make etl"))
    order = "in order of precedence: where two give one figure in one edition, the upper one speaks"
    parts.append(_table(f"Publications and databases that come with the project, {order}", still))
    return [*parts, html.H3("What the licences allow"), _terms(found)]


def _table(caption: str, found: list[Row]) -> html.Div:
    cells = [
        [
            _title(row),
            html.Span([_OUTCOME[row.outcome], *_reason(row)], className=f"outcome {row.outcome}"),
            _day(row.as_of),
            _asked(row),
            "" if pd.isna(row.newest_year) else str(int(row.newest_year)),
            number(row.rows_read, 0),
            number(row.rows_rejected, 0),
            number(row.figures_set_aside, 0),
            _editions(row),
            html.A(row.licence, href=row.licence_url) if row.licence_url else row.licence,
        ]
        for row in found
    ]
    return plain_table(
        caption,
        ["Source", "Outcome", "Received", "Last asked", "Newest year", "Rows", "Rejected", "Set aside", "Editions",
         "Licence"],
        cells,
        numeric=(4, 5, 6, 7),
    )  # fmt: skip


def files_table(files: pd.DataFrame, refused: pd.DataFrame) -> list[Any]:
    """The downloaded files with the account of their figures, and those that could not be used."""
    parts: list[Any] = []
    if files.empty and refused.empty:
        return [
            html.P(
                "None: this build is made from the embedded figures. A file downloaded by hand is used once it is in "
                "the folder data/drop: python -m etl add FILE says what it is."
            )
        ]
    if not files.empty:
        cells = [
            [
                row.file, row.layout, _day(row.received_at), number(row.records, 0), number(row.figures, 0),
                number(row.rows_kept, 0), number(row.rows_rejected, 0), _reasons(row),
            ]
            for row in rows(files)
        ]  # fmt: skip
        parts.append(
            plain_table(
                "Every figure of a file is kept, rejected or set aside",
                ["File", "Recognised as", "Received", "Rows", "Figures", "Kept", "Rejected", "Set aside, and why"],
                cells,
                numeric=(3, 4, 5, 6),
            )
        )
    if not refused.empty:
        parts += [
            html.H3("Files that could not be used"),
            html.Ul([html.Li(row.reason) for row in rows(refused)], className="reasons"),
        ]
    return parts


def rejected_table(frame: pd.DataFrame, total: int) -> html.Div | html.P:
    """The refused rows, as many as are shown, with what is wrong in each."""
    if frame.empty:
        return html.P("None: every row keeps the row contract.")
    cells = [[f"{row.file}, line {row.line}", row.column, row.value, row.reason] for row in rows(frame)]
    more = f"; the first {len(frame)} of {number(total, 0)}" if total > len(frame) else ""
    return plain_table(f"Rows that were refused, and why{more}", ["Where", "Column", "Value", "Reason"], cells)


def quality_table(frame: pd.DataFrame) -> html.Div:
    """How well each headline and proxy indicator is known."""
    cells = [
        [
            f"{row.target_id} {row.title}",
            number(row.figures, 0),
            f"{row.economies} of {row.economies_total}" if row.economies else "none",
            "" if pd.isna(row.newest_year) else str(int(row.newest_year)),
            number(row.economies_in_newest, 0) if row.economies else "",
            f"{row.share_estimated:.0%}",
            str(row.sources),
        ]
        for row in rows(frame)
    ]
    return plain_table(
        "Published figures of the lines that a page shows first; estimated by the publisher or modelled, as far as "
        "the source marks it",
        ["Indicator", "Figures", "Economies", "Newest year", "Economies in it", "Estimated", "Sources"],
        cells,
        numeric=(1, 3, 4, 5, 6),
    )


def _title(row: Row) -> html.Span:
    small = f"{row.publisher}; {_READ_IN[row.trust]}{f'. {row.note}' if row.note else ''}"
    link = html.A(row.title, href=row.url, title=f"To be cited as: {row.attribution}")
    return html.Span([link, html.Small(small)])


def _reason(row: Row) -> list[Any]:
    return [html.Small(row.reason)] if row.reason else []


def _asked(row: Row) -> Any:
    if pd.isna(row.asked_at):
        return "–"
    if row.succeeded_at == row.asked_at:
        return _day(row.asked_at)
    answered = f"answered {_day(row.succeeded_at)}" if not pd.isna(row.succeeded_at) else "never answered"
    return html.Span([_day(row.asked_at), html.Small(answered)])


def _day(moment: datetime | None) -> str:
    return "–" if moment is None or pd.isna(moment) else f"{moment:%-d %b %Y}"


def _editions(row: Row) -> Any:
    names = [str(name) for name in row.editions]
    if len(names) <= _SHOWN_EDITIONS:
        return "; ".join(names)
    shown = "; ".join(names[:_SHOWN_EDITIONS])
    return html.Details([html.Summary(f"{shown} and {len(names) - _SHOWN_EDITIONS} more"), "; ".join(names)])


def _reasons(row: Row) -> Any:
    reasons = [str(reason) for reason in row.set_aside]
    if len(reasons) <= 1:
        return "".join(reasons)
    summary = html.Summary(f"{number(row.figures_set_aside, 0)} for {len(reasons)} reasons")
    return html.Details([summary, html.Ul([html.Li(reason) for reason in reasons])])


def _terms(sources: list[Row]) -> html.Dl:
    entries: list[Any] = []
    for same in lines((row for row in sources if row.terms), ("licence", "terms")):
        named = ", ".join(dict.fromkeys(row.publisher for row in same))
        entries += [html.Dt(same[0].licence), html.Dd(f"{same[0].terms} ({named})")]
    return html.Dl(entries)
