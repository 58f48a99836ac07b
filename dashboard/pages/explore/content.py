"""What the page Explore shows for a view: title, chart, what is missing and why, and the table."""

from collections.abc import Sequence

from dash import html

from dashboard.address.selection import Problem
from dashboard.numbers import counted
from dashboard.pages.explore.kinds import KINDS
from dashboard.pages.explore.table import table_part
from dashboard.pages.explore.words import why_empty
from dashboard.parts.about import about
from dashboard.parts.markup import Content, island
from dashboard.parts.notices import notices
from dashboard.reading.explored import Findings
from dashboard.words import absence


def content(found: Findings, problems: Sequence[Problem]) -> list[Content]:
    """Everything beside the form; without rows, the reason and what does exist."""
    return [
        notices(problems),
        *_notes(found),
        *shown(found),
        about(found.indicators),
        *_missing(found),
        *([] if found.all_rows.empty and found.is_blank else table_part(found)),
    ]


def shown(found: Findings) -> list[Content]:
    """The chart of a view; without rows, the reason and what does exist; nothing of a table, which stands below."""
    kind = KINDS[found.view.kind.name]
    if found.is_blank:
        return [html.P(why_empty(found, kind.why_nothing(found)), className="why-empty")]
    return kind.picture(found)


def _notes(found: Findings) -> list[html.P]:
    """What of the choices this chart cannot show."""
    kind = KINDS[found.view.kind.name]
    shown_of = counted(len(found.indicators), "indicator")
    left_out = len(found.view.data.indicator) > len(found.indicators)
    said = [f"A {kind.label.lower()} shows {shown_of}: those chosen first."] if left_out else []
    return [html.P(sentence, className="soft") for sentence in (*said, *kind.notes(found))]


def _missing(found: Findings) -> list[Content]:
    """The areas without a figure that is drawn, or judged, by the reason why."""
    absent = "have no figure" if found.view.judges else "are not drawn"
    names = {one.area_id: one.short_name for one in found.areas}
    parts = []
    for indicator in found.indicators:
        by_reason: dict[str, list[str]] = {}
        for area_id, why in found.reasons[indicator.id].items():
            by_reason.setdefault(absence.why(why), []).append(names[area_id])
        if by_reason:
            count = sum(map(len, by_reason.values()))
            items = [
                html.Li([html.B(f"{why[0].upper()}{why[1:]}: "), f"{', '.join(of).rstrip('.')}."])
                for why, of in by_reason.items()
            ]
            summary = html.Summary(f"{indicator.short}: {count} of {len(found.areas)} areas {absent}, and why")
            parts.append(html.Details([summary, html.Ul(items)], className="missing", id=f"missing-{indicator.id}"))
    return [island(parts)] if parts else []
