"""The parts of the page Data on sources: what came and what did not, the publications, and what licences allow."""

from collections import Counter
from datetime import datetime

import pandas as pd
from dash import html

from dashboard.numbers import counted, number
from dashboard.pages.data.found import Found
from dashboard.pages.data.outcome import MEANINGS, badge, reason
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content
from dashboard.parts.table import Column, records
from dashboard.reading.provenance import SourceOutcome
from dashboard.rows import lines
from dashboard.words.groups import grouping_words
from dashboard.words.sources import citation

_READ_IN = {"publication": "read in the publication", "table": "read in a copy of its table", "quoted": "as quoted"}
_SHOWN_EDITIONS = 2


def services_part(outcomes: list[SourceOutcome], never_asked: list[str]) -> list[Content]:
    """The sources that are asked or downloaded: what became of each, and those that were never asked."""
    found = [row for row in outcomes if _moves(row)]
    parts: list[Content] = []
    if found:
        cells = [
            [
                _title(row),
                [badge(row.outcome), *_reason(row)],
                _received(row),
                _year(row.newest_year),
                number(row.rows_read, 0),
                number(row.rows_rejected, 0),
                number(row.figures_set_aside, 0),
                _editions(row),
            ]
            for row in found
        ]
        columns = (
            Column("Source", "name"),
            Column("Outcome", "long"),
            Column("Received", "day"),
            Column("Newest year", "number"),
            Column("Rows", "number"),
            Column("Rejected", "number"),
            Column("Set aside", "number"),
            Column("Editions"),
        )
        parts += [
            html.P(_tally(found)),
            records("Services that were asked, and sources of which there are downloaded files", columns, cells),
            html.Ul([html.Li([badge(one), f": {MEANINGS[one]}"]) for one in _present(found)], className="meanings"),
            html.Details([html.Summary("What to know of these sources"), html.Dl(_notes(found))]),
        ]
    else:
        parts.append(html.P("No service was asked: the figures that come with the project speak."))
    if never_asked:
        parts.append(html.P(f"Never asked, and nothing of theirs is here: {', '.join(never_asked)}."))
    return parts


def publications_part(found: Found) -> list[Content]:
    """The publications that come with the project, in order of precedence."""
    cells = [
        [
            _title(row),
            _year(row.newest_year),
            number(row.rows_read, 0),
            number(row.rows_rejected, 0),
            _editions(row),
            _to_know(row),
        ]
        for row in found.outcomes
        if not _moves(row)
    ]
    columns = (
        Column("Source", "name"),
        Column("Newest year", "number"),
        Column("Rows", "number"),
        Column("Rejected", "number"),
        Column("Editions"),
        Column("What to know", "long"),
    )
    caption = "In order of precedence: where two give one figure in one edition, the upper one speaks"
    file = File("sources", "", found.files["sources"])
    button = download("All sources as CSV", file, found.build, cite=citation("Sources", (), found.build))
    return [records(caption, columns, cells), html.P(button)]


def licences_part(outcomes: list[SourceOutcome]) -> list[Content]:
    """What each licence allows, and whose figures stand under it."""
    terms: list[Content] = []
    for same in lines((row for row in outcomes if row.terms), ("licence", "terms")):
        named = ", ".join(dict.fromkeys(row.publisher for row in same))
        terms += [html.Dt(same[0].licence), html.Dd([same[0].terms, html.Small(named)])]
    return [html.Dl(terms)]


def _moves(row: SourceOutcome) -> bool:
    """Whether a source is asked or downloaded, and not only a part of the project."""
    return row.outcome != "embedded" or not pd.isna(row.asked_at)


def _tally(found: list[SourceOutcome]) -> str:
    """What came of it all, in a sentence or two."""
    outcomes = Counter("no answer" if row.did_not_answer else row.outcome for row in found)
    fresh, unchanged, silent = outcomes["fresh"], outcomes["unchanged"], outcomes["no answer"]
    asked = fresh + unchanged + silent
    came = [
        f"{number(fresh, 0)} sent something new" if fresh else "",
        f"{number(unchanged, 0)} {'has what it' if unchanged == 1 else 'have what they'} had" if unchanged else "",
        f"{number(silent, 0)} did not answer as expected" if asked > silent > 0 else "",
        "none answered as expected" if asked == silent else "",
    ]
    said = (
        [f"{counted(asked, 'service was', 'services were')} asked: {', '.join(filter(None, came))}."] if asked else []
    )
    if others := len(found) - asked:
        said.append(f"{counted(others, 'source')} not asked {'rests' if others == 1 else 'rest'} on downloads.")
    return " ".join(said)


def _notes(found: list[SourceOutcome]) -> list[Content]:
    return [part for row in found for part in (html.Dt(row.title), html.Dd(_to_know(row)))]


def _to_know(row: SourceOutcome) -> str:
    parts = [f"{_READ_IN[row.trust].capitalize()}.", row.note, grouping_words(row.grouping) if row.has_groups else ""]
    return " ".join(filter(None, parts))


def _present(found: list[SourceOutcome]) -> list[str]:
    return [one for one in MEANINGS if any(row.outcome == one for row in found)]


def _title(row: SourceOutcome) -> list[Content]:
    licence = html.A(row.licence, href=row.licence_url) if row.licence_url else row.licence
    link = html.A(row.title, href=row.url, title=f"To be cited as: {row.attribution}")
    return [link, html.Small([row.publisher, " · ", licence])]


def _reason(row: SourceOutcome) -> list[Content]:
    if not row.reason:
        return []
    silent = row.did_not_answer and row.outcome != "failed"
    return [html.Div([html.B("No answer. ") if silent else "", reason(row.reason)], className="because")]


def _received(row: SourceOutcome) -> list[Content]:
    """When what speaks came, and when the service was last asked and last answered."""
    if pd.isna(row.asked_at):
        return [day(row.as_of), html.Small("not asked")]
    asked = [f"asked {day(row.asked_at)}"]
    if row.succeeded_at != row.asked_at:
        answered = f"last answer {day(row.succeeded_at)}" if not pd.isna(row.succeeded_at) else "never answered"
        asked += [html.Br(), answered]
    return [day(row.as_of), html.Small(asked)]


def day(moment: datetime | None) -> str:
    """A day, as short as it can be said; a dash for none."""
    return "–" if moment is None or pd.isna(moment) else f"{moment:%-d %b %Y}"


def _year(year: float | None) -> str:
    return "–" if year is None or pd.isna(year) else str(int(year))


def _editions(row: SourceOutcome) -> html.Details | str:
    names = [str(name) for name in row.editions]
    if len(names) <= _SHOWN_EDITIONS:
        return "; ".join(names) or "–"
    shown = "; ".join(names[:_SHOWN_EDITIONS])
    return html.Details([html.Summary(f"{shown} and {len(names) - _SHOWN_EDITIONS} more"), "; ".join(names)])
