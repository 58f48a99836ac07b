"""/methods: how a verdict is made.

The reader wants to know: by what rule a line is called too slow, whether that can be redone from what the page shows,
and whether others would say the same. One example with today's figures answers it; the rules in full follow, from the
very text that stands in docs/methods.md.
"""

from dash import html, register_page

from dashboard import shell
from dashboard.pages.methods.example import beside, worked
from dashboard.pages.methods.found import Example, example
from dashboard.parts.markup import Content, island
from dashboard.parts.prose import Section, opening, sections
from dashboard.reading.warehouse import served
from indicators.settings import METHODS

register_page(__name__, path="/methods", name="Methods", title=lambda: shell.titled("Methods"))


def layout(**_query: str | list[str]) -> html.Div:
    """The page over the served build."""
    text = METHODS.read_text(encoding="utf-8")
    with served().snapshot() as snapshot:
        shown = example(snapshot)
    found = sections(text)
    return html.Div(
        [
            html.H1("How a verdict is made", tabIndex="-1"),
            html.P(
                "Where a line is now, where its present pace takes it by the horizon, and where the benchmark is: the "
                "verdict is the share of the remaining distance that the pace closes. Anyone can redo it from the "
                "numbers on a page.",
                className="lead",
            ),
            island([*_example(shown, text), _contents(found, text), *map(_section, found)], className="methods"),
        ],
        className="page",
    )


def _example(shown: Example | None, text: str) -> list[Content]:
    if shown is None:
        return [html.P("None of today's lines has a pace and a benchmark that it does not reach: there is no example.")]
    return [
        html.Section([html.H2("One example, with today's figures", id="example"), *worked(shown)]),
        html.Section([html.H2("The same line by six published methods", id="side-by-side"), *beside(shown, text)]),
    ]


def _contents(found: list[Section], text: str) -> html.Section:
    links = [html.Li(html.A(one.heading, href=f"#{one.anchor}")) for one in found]
    sections_ = html.Nav(html.Ol(links), className="contents", **{"aria-label": "The rules in full"})
    return html.Section([html.H2("The rules in full", id="rules"), sections_, opening(text)], className="prose")


def _section(one: Section) -> html.Section:
    return html.Section([html.H2(one.heading, id=one.anchor, tabIndex="-1"), one.body], className="prose")
