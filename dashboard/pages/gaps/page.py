"""/gaps: women and men, town and countryside, the young and the rest.

The reader wants to know: how far from even the world and each group are, against the band of parity; who closes the gap
and who opens it, at what pace; how large it is in points and in people; which figures are published and which are
computed from which shares; and to take exactly that away.
"""

from typing import Any

from dash import html, register_page

from dashboard import shell
from dashboard.address.embed import without_embed
from dashboard.address.lens import PARAMETERS, lens_of
from dashboard.address.selection import Problem, pairs, parse
from dashboard.pages.gaps import content
from dashboard.parts.glossary import explained
from dashboard.parts.notices import notices
from dashboard.parts.share import citation, share_bar
from dashboard.reading.gaps import RATIOS, area_gaps
from dashboard.reading.warehouse import Snapshot, served
from indicators.model import Indicator

register_page(__name__, path="/gaps", name="Gaps", title=f"Gaps · {shell.TITLE}")


def layout(**query: str | list[str]) -> html.Div:
    """The page of one ratio, seen through the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        arguments, _, wrong = without_embed(pairs(query))
        asked, problems = parse(arguments, snapshot.catalogue, ("indicator", *PARAMETERS))
        problems += wrong
        indicator = _indicator(snapshot, asked.indicator, problems)
        lens = lens_of(asked)
        gaps = area_gaps(snapshot, indicator, lens)
        target = snapshot.catalogue.target_by_id[indicator.target or ""]
        widening = content.widening_areas(snapshot, indicator, gaps)
        title = content.title(indicator, gaps, widening)
        sources = {(row.source, row.edition): None for gap in gaps for row in gap.line}
        return html.Div(
            [
                html.P(f"Gaps · Target {target.id}, {target.short}", className="kicker"),
                html.H1(title, tabIndex="-1"),
                html.P(_lead(indicator), className="lead"),
                share_bar(citation(title, sources, snapshot.build)),
                notices(problems),
                content.at_a_glance(snapshot, lens, indicator),
                *content.parts(snapshot, indicator, gaps, lens),
            ],
            className="page",
        )


def _lead(indicator: Indicator) -> Any:
    """What the ratio is, and where it has an official band, what counts as parity."""
    sentences = [indicator.definition, *(f"{one.label}." for one in indicator.benchmarks[:1])]
    return explained(" ".join(sentences), {"parity": "Parity score"})


def _indicator(snapshot: Snapshot, asked: tuple[str, ...], problems: list[Problem]) -> Indicator:
    """The first ratio that is asked for, or the one the page opens on; what else is asked for is told."""
    known = [one for one in asked if one in RATIOS]
    for one in asked:
        if one not in RATIOS:
            message = f"indicator={one} is no ratio of two shares; this page shows {', '.join(RATIOS)}"
            problems.append(Problem("unknown_value", "indicator", one, message))
        elif one != known[0]:
            message = f"indicator={one} is more than the one ratio that this page shows"
            problems.append(Problem("too_many_values", "indicator", one, message))
    return snapshot.catalogue.indicator_by_id[(known or RATIOS)[0]]
