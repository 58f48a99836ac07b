"""The files of the charts of gaps: exactly the lines that each draws."""

from collections.abc import Sequence

from dash import html

from dashboard.pages.gaps.found import Found, statements
from dashboard.parts.download import File, data_menu
from dashboard.reading.gaps import AreaGap, exported

EDITIONS = "of newest editions"


def of_range(found: Found) -> html.Details:
    """The menu of the chart of first and newest figures: the judged lines, those that stand in, and statements."""
    files = [_judged(found, found.gaps), *_standing_in(found)]
    if found.stated:
        asked = statements(found.stated)
        files.append(("Stated", File("observations", asked.query_string(), found.files["stated"], EDITIONS)))
    return data_menu(files, found.build)


def of_courses(found: Found, gaps: Sequence[AreaGap]) -> html.Details:
    """The menu of a chart of courses: the judged lines that have one, and those that stand in."""
    judged = [gap for gap in gaps if not gap.stands_in]
    files = [_judged(found, judged)] if judged else []
    return data_menu([*files, *_standing_in(found, gaps)], found.build)


def _judged(found: Found, gaps: Sequence[AreaGap]) -> tuple[str, File]:
    extent = found.files["groups"]._replace(rows=sum(len(gap.line) for gap in gaps))
    return "Judged lines", File("observations", exported(found.indicator, gaps).query_string(), extent, EDITIONS)


def _standing_in(found: Found, gaps: Sequence[AreaGap] | None = None) -> list[tuple[str, File]]:
    """The lines of other editions whose course is told where the judged line has none: a file for each edition."""
    lines: dict[tuple[str, str], list[AreaGap]] = {}
    for gap in found.gaps if gaps is None else gaps:
        if gap.stands_in:
            lines.setdefault((gap.course[0].edition, gap.course[0].origin), []).append(gap)
    files = []
    for (edition, origin), of_edition in lines.items():
        asked = exported(found.indicator, of_edition).but(edition=edition, origin=(origin,))
        extent = found.files["groups"]._replace(rows=sum(len(gap.course) for gap in of_edition), sources=1)
        file = File("observations", asked.query_string(), extent, f"edition {edition}")
        files.append((f"Edition {edition}, {origin}", file))
    return files
