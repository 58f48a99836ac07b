"""/indicators/<id>: the facts on an indicator; /indicators: all of them by target.

The reader wants to know, in this order: what is measured, who says so and how new it is, and of how many there is a
figure; and then where each edition comes from, what it is held against, where its lines break, which parts there are,
and how to take it away.
"""

from difflib import get_close_matches

from dash import html, register_page

from dashboard import shell
from dashboard.pages.indicators.content import content, files, three_questions
from dashboard.pages.indicators.head import addresses, head
from dashboard.pages.indicators.listing import listing
from dashboard.pages.indicators.listing import title as title_of_all
from dashboard.parts.markup import Content, island
from dashboard.parts.share import citing_window
from dashboard.reading import holding
from dashboard.reading.indicator_facts import find
from dashboard.reading.warehouse import Snapshot, served
from dashboard.words.indicator_facts import title
from indicators.catalogue import Catalogue

_CLOSE = 5


def _page_title(indicator_id: str = "") -> str:
    return shell.titled(f"Indicator {indicator_id}" if indicator_id else "Indicators")


register_page(
    __name__,
    path="/indicators",
    path_template="/indicators/<indicator_id>",
    name="Indicators",
    title=_page_title,
    addresses=addresses,
    head=head,
)


def layout(indicator_id: str = "", **_query: str | list[str]) -> html.Div:
    """The page of an indicator, or without one the list of all."""
    with served().snapshot() as snapshot:
        if not indicator_id:
            return _every(snapshot)
        indicator = snapshot.catalogue.indicator_by_id.get(indicator_id)
        if indicator is None:
            return _unknown(indicator_id, snapshot.catalogue)
        found, named = find(snapshot, indicator), files(snapshot, indicator)
    catalogue = found.catalogue
    target = catalogue.target_by_id[indicator.target] if indicator.target else None
    of: list[Content] = [f"Target {target.id}, {target.short} · "] if target else []
    return html.Div(
        [
            island(html.P([*of, html.A("All indicators", href="/indicators")], className="kicker")),
            html.H1(title(found), tabIndex="-1"),
            island([three_questions(found), *content(found, named)]),
            citing_window(),
        ],
        className="page indicator",
    )


def _every(snapshot: Snapshot) -> html.Div:
    held = holding.every_indicator(snapshot)
    lead = "What is measured, by target: of how many economies, which years and how many sources figures are held."
    return html.Div(
        [
            html.H1(title_of_all(snapshot.catalogue, held), tabIndex="-1"),
            html.P(lead, className="lead"),
            island(listing(snapshot.catalogue, held), className="every"),
        ],
        className="page indicator",
    )


def _unknown(asked: str, catalogue: Catalogue) -> html.Div:
    close = get_close_matches(asked.lower(), list(catalogue.indicator_by_id), n=_CLOSE, cutoff=0.5)
    links = [html.Li(html.A(catalogue.indicator_by_id[one].title, href=f"/indicators/{one}")) for one in close]
    meant: list[Content] = [html.P("Perhaps one of these was meant:"), html.Ul(links)] if links else []
    return html.Div(
        [
            html.H1(f"There is no indicator {asked}", tabIndex="-1"),
            island([*meant, html.P(html.A("All indicators by target", href="/indicators"))]),
        ],
        className="page indicator",
    )
