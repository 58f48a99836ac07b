"""/ : the answer as one picture.

The reader wants to know in thirty seconds: where the world stands on each target and against what, who is left behind,
and what to read first. Below stand every target for every group, and what there is to know of each.
"""

from collections.abc import Mapping, Sequence

from dash import html, register_page

from dashboard import shell
from dashboard.address.lens import PARAMETERS, Lens, lens_of
from dashboard.address.selection import pairs, parse
from dashboard.pages.overview.beside import reading_list
from dashboard.pages.overview.card_facts import CardFacts
from dashboard.pages.overview.cards import card, newer_by_target
from dashboard.pages.overview.changed import changed_part
from dashboard.pages.overview.first_visit import new_here
from dashboard.pages.overview.found import find
from dashboard.pages.overview.grid import status_grid, tally
from dashboard.pages.overview.picture import picture
from dashboard.pages.overview.placed import placed
from dashboard.pages.overview.read_first import read_first
from dashboard.pages.overview.words import overview_deck, overview_title, years_text
from dashboard.parts.lens_sentence import lens_sentence
from dashboard.parts.markup import element, island
from dashboard.parts.notices import notices
from dashboard.reading.target_verdicts import target_verdicts
from dashboard.reading.warehouse import Snapshot, served
from dashboard.serving.first_words import Line
from dashboard.words.findings import target_title
from indicators.plan import Goal


def _lines(snapshot: Snapshot, arguments: list[tuple[str, str]]) -> tuple[Line, ...]:
    """Each target with its verdict, for what a document says first."""
    asked, _ = parse(arguments, snapshot.catalogue, PARAMETERS)
    lens = lens_of(asked, snapshot.catalogue.plan.usual_horizon)
    return tuple(
        Line(
            f"{one.target.id} {one.target.short}",
            lens.href(f"/targets/{one.target.id}"),
            one.status,
            target_title(one.target, one.indicator, one.judged),
        )
        for one in target_verdicts(snapshot, lens)
    )


register_page(__name__, path="/", name="Overview", title=shell.titled, lines=_lines)


def layout(**query: str | list[str]) -> html.Div:
    """The overview of the served build, seen through the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        asked, problems = parse(pairs(query), snapshot.catalogue, PARAMETERS)
        lens = lens_of(asked, snapshot.catalogue.plan.usual_horizon)
        found = find(snapshot, lens)
        catalogue = snapshot.catalogue
        newer = newer_by_target(snapshot, found.facts)
    targets = placed(found)
    new = html.A("New here?", href="#new-here", target="_self")
    return html.Div(
        [
            html.H1(overview_title(targets, lens), tabIndex="-1"),
            html.P(overview_deck(targets), className="lead"),
            html.Div(
                [lens_sentence(catalogue.plan, lens), " ", html.P([years_text(targets), " ", new])],
                className="judged-against",
            ),
            notices(problems),
            html.Div(
                [picture(found, targets, lens), reading_list(read_first(found, targets, lens))], className="answer"
            ),
            new_here(catalogue.plan, lens),
            changed_part(found, lens),
            html.Section(
                [
                    html.H2("Every target, every group"),
                    tally(one.status for one in found.facts),
                    status_grid(found, lens),
                ]
            ),
            *(_goal(goal, found.facts, lens, newer) for goal in catalogue.goals),
        ],
        className="page overview",
    )


def _goal(goal: Goal, facts: Sequence[CardFacts], lens: Lens, newer: Mapping[str, str]) -> html.Div:
    mine = [one for one in facts if one.target.goal == goal.id]
    cards = [card(one, lens, newer.get(one.target.id, "")) for one in mine]
    parts = [
        element("h2", f"Goal {goal.id} · {goal.title}"),
        element("div", cards, className="cards five" if len(mine) == 5 else "cards"),
    ]
    return island(element("section", parts))
