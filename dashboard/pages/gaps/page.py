"""/gaps: women and men, town and countryside, the young and the rest.

The reader wants to know: how far from even the world and each group are, against the band of parity; who closes the gap
and who opens it, at what pace; how large it is in points and in people; which figures are published and which are
computed from which shares; and to take exactly that away.
"""

from dash import html, register_page

from dashboard import shell
from dashboard.address.selection import pairs
from dashboard.pages.gaps import content
from dashboard.pages.gaps.found import find
from dashboard.pages.gaps.view import read_view
from dashboard.parts.glossary import explained
from dashboard.parts.lens_sentence import lens_sentence
from dashboard.parts.markup import Content
from dashboard.parts.notices import notices
from dashboard.parts.share import share_bar
from dashboard.reading.warehouse import served
from dashboard.words.sources import citation
from indicators.model import Indicator

register_page(__name__, path="/gaps", name="Gaps", title=lambda: shell.titled("Gaps"))


def layout(**query: str | list[str]) -> html.Div:
    """The page of one ratio, seen through the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        view, problems = read_view(pairs(query), snapshot.catalogue)
        found = find(snapshot, view)
    target = found.catalogue.target_by_id[found.indicator.target or ""]
    title = content.title(found)
    sources = {(row.source, row.edition): None for gap in found.gaps for row in gap.line}
    return html.Div(
        [
            html.P(f"Gaps · Target {target.id}, {target.short}", className="kicker"),
            html.H1(title, tabIndex="-1"),
            html.P(_lead(found.indicator), className="lead"),
            lens_sentence(found.catalogue.plan, view.lens),
            share_bar(citation(title, sources, found.build)),
            notices(problems),
            content.at_a_glance(found),
            *content.parts(found),
        ],
        className="page",
    )


def _lead(indicator: Indicator) -> list[Content]:
    """What the ratio is, and where it has an official band, what counts as parity."""
    sentences = [indicator.definition, *(f"{one.label}." for one in indicator.benchmarks[:1])]
    return explained(" ".join(sentences), {"parity": "Parity score"})
