"""The tables of the page of gaps: who closes the gap and who opens it, and how large it is in points and in people."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.address.lens import Lens
from dashboard.numbers import fixed, number, span
from dashboard.pages.gaps.files import EDITIONS
from dashboard.pages.gaps.found import Found
from dashboard.parts.download import File, download
from dashboard.parts.markup import Content, island
from dashboard.parts.status import badge
from dashboard.parts.table import plain_table
from dashboard.reading.gap_shares import People, Shares, widening
from dashboard.reading.gaps import AreaGap, exported
from dashboard.rows import Printed
from dashboard.words import absence
from dashboard.words.pace import yearly
from dashboard.words.sides import sides_of
from dashboard.words.status import why
from indicators.model import Indicator
from indicators.vocabulary import AreaType

_OF_ANOTHER = "†"
_TWO_DIGITS = 2


def standing(found: Found) -> html.Section:
    """Each area's status, ratio, change and gap in points and in people, and the two files of the page."""
    indicator, lens = found.indicator, found.view.lens
    selection = exported(indicator, found.gaps)
    judging = selection.but(horizon=(str(lens.horizon),), benchmark=lens.benchmark)
    cells, with_people = [], False
    for gap in found.gaps:
        pair = found.shares_of(gap)
        more = found.people_of(gap.area.area_id, int(gap.newest.year), pair)
        with_people = with_people or more is not None
        cells.append(
            [
                *_standing_cells(gap, indicator, lens),
                _points(pair, indicator),
                _million(more, indicator),
                _origin(gap.newest),
            ]
        )
    for area in found.absent:
        if area.area_type is AreaType.ITU_REGION:  # every region has a row, the empty one says why
            reason = absence.why(found.missing.why(indicator, area))
            cells.append([area.name, "–", "–", "–", "–", "–", "–", "–", reason])
    heads = [
        "Area",
        f"Status by {lens.horizon}",
        "Newest",
        "First",
        "Change a year",
        "The gap",
        "In points",
        "In people",
        "Newest figure",
    ]
    numeric: tuple[int, ...] = (2, 3, 4, 6, 7)
    if not with_people:
        heads.remove("In people")
        cells = [[*row[:7], row[8]] for row in cells]
        numeric = numeric[:-1]
    figures = File("observations", selection.query_string(), found.files["groups"], EDITIONS)
    judgements = File("progress", judging.query_string(), found.files["judged groups"], EDITIONS)
    files = [
        download("Download CSV", figures, found.build, "download-csv"),
        download("Download judgements", judgements, found.build, "download-judgements"),
    ]
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Who closes the gap, who opens it"),
                    island(files, className="buttons"),
                ],
                className="row wraps",
            ),
            plain_table(
                f"{indicator.title}; a status opens its arithmetic", heads, cells, numeric, kind="figures sortable"
            ),
            html.P(_notes(indicator, found.gaps, with_people=with_people), className="soft legend"),
        ],
        className="panel",
    )


def _standing_cells(gap: AreaGap, indicator: Indicator, lens: Lens) -> list[Content]:
    address = lens.href(f"/targets/{indicator.target}", indicator=indicator.id, badge=gap.area.area_id)
    sign = html.Sup(_OF_ANOTHER) if gap.stands_in else ""
    because = why(gap.judged.reason)
    first = [f"{gap.course[0].text} ({int(gap.course[0].year)})", sign] if len(gap.course) > 1 else "–"
    return [
        gap.area.name,
        dcc.Link(badge(gap.judged.status), href=address, title=because or None),
        f"{gap.newest.text} ({int(gap.newest.year)})",
        html.Span(first),
        html.Span(["–" if gap.change is None else yearly(gap.change, indicator), sign]),
        html.Span(f"{gap.way} since {int(gap.since.year)}" if gap.since else gap.way, className="way"),
    ]


def _notes(indicator: Indicator, gaps: Sequence[AreaGap], *, with_people: bool) -> str:
    others = list(dict.fromkeys(gap.course[-1].edition for gap in gaps if gap.stands_in))
    reasons = list(dict.fromkeys(filter(None, (why(gap.judged.reason) for gap in gaps))))
    parts = [
        f"Not assessable: {'; '.join(reasons)}." if reasons else "",
        f"{_OF_ANOTHER} The edition of the newest figure has no other: first figure and change are of edition "
        f"{', '.join(others)}, and do not lead to the newest."
        if others
        else "",
        "In points: the shares of the same year." if indicator.ratio_of else "",
    ]
    if with_people:
        parts.append(
            "In people: as published; “about”: if women and men are equally many, for want of populations by sex."
        )
    else:
        parts.append("In people: no figure held, nor the populations of both sides.")
    return " ".join(filter(None, parts))


def _points(pair: Shares | None, indicator: Indicator) -> str:
    if pair is None:
        return "–"
    ahead = sides_of(indicator)[0 if pair.points > 0 else 1]
    return f"{fixed(abs(pair.points), pair.decimals)}, {ahead} ahead" if round(pair.points, 1) else "0"


def _million(people: People | None, indicator: Indicator) -> str:
    if people is None:
        return "–"
    more = sides_of(indicator)[1 if people.millions > 0 else 0]
    if people.edition:
        return f"{number(abs(people.millions), 0)} million more {more}"
    if abs(people.millions) < 1:
        return f"less than 1 million more {more}"
    rounded = float(f"{abs(people.millions):.{_TWO_DIGITS}g}")
    return f"about {number(rounded, 0)} million more {more}"


def _origin(row: Printed) -> str:
    return f"{row.origin}, edition {row.edition}"


def sizes(found: Found) -> list[html.Section]:
    """How the gap in points went, area by area, from the shares of one edition; where none has both, nothing."""
    indicator = found.indicator
    told = [(gap, line) for gap in found.gaps for line in found.told_in_points(gap)]
    if not told:
        return []
    upper, lower = sides_of(indicator)
    cells = [
        [
            f"{gap.area.name}",
            span(line[0].year, line[-1].year),
            _course([pair.numerator for pair in line], line),
            _course([pair.denominator for pair in line], line),
            _course([abs(pair.points) for pair in line], line),
            _grown(line),
            _million(found.people_of(gap.area.area_id, line[-1].year, line[-1]), indicator),
            f"edition {line[-1].edition}",
        ]
        for gap, line in told
    ]
    heads = [
        "Area",
        "Years",
        f"{upper.capitalize()}, %",
        f"{lower.capitalize()}, %",
        "Gap, points",
        "In points",
        "In people",
        "Shares from",
    ]
    if all(row[6] == "–" for row in cells):
        heads.remove("In people")
        cells = [[*row[:6], row[7]] for row in cells]
    table = plain_table(
        "The two shares behind the ratio, first and newest year of one edition", heads, cells, numeric=(2, 3, 4)
    )
    words = "A ratio can close while the gap in points, or in people, widens. Changes within rounding count as none."
    printed = [html.P(_printed(told_people, indicator)) for told_people in found.published_people.values()]
    heading = html.H2("In percentage points and in people" if printed else "In percentage points")
    return [html.Section([heading, *printed, table, html.P(words, className="soft legend")], className="panel")]


def _printed(people: Sequence[People], indicator: Indicator) -> str:
    told = [f"{number(abs(one.millions), 0)} million in {one.year} (edition {one.edition})" for one in people]
    of = sides_of(indicator)
    return f"Published: more {of[1]} than {of[0]} online by {', '.join(told)}."


def _course(shares: Sequence[float], line: Sequence[Shares]) -> str:
    decimals = max(pair.decimals for pair in line)
    first, last = fixed(shares[0], decimals), fixed(shares[-1], decimals)
    return f"{first} → {last}" if len(line) > 1 else last


def _grown(line: Sequence[Shares]) -> str:
    if len(line) == 1:
        return "–"
    grown = widening(line)
    return f"{'widens' if grown > 0 else 'narrows'} by {fixed(abs(grown), line[-1].decimals)}" if grown else "unchanged"
