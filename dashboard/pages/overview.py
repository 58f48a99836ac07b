"""/ : the twelve targets at a glance.

The reader wants to know in thirty seconds: what the plan asks, where the world stands on each target and against what,
who is furthest behind, and where no one knows.
"""

from typing import Any

from dash import html, register_page

from dashboard import queries, shell
from dashboard.card_facts import CardFacts, card_facts
from dashboard.cards import card
from dashboard.controls import notices
from dashboard.findings import overview_lead, overview_title
from dashboard.grid import status_grid, tally
from dashboard.lens import PARAMETERS, Lens, lens_of
from dashboard.progress import of_groups
from dashboard.selection import pairs, parse
from dashboard.warehouse import served
from indicators.model import Goal

register_page(__name__, path="/", name="Overview", title=shell.TITLE)

_PLAN = (
    "The plan sets no numbers and no years: every benchmark is the best published one and names its source, and the "
    "years are the end of the plan, 2027, and that of the connectivity benchmarks, 2030."
)


def layout(**query: str | list[str]) -> html.Div:
    """The overview of the served build, seen through the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        asked, problems = parse(pairs(query), snapshot.catalogue, PARAMETERS)
        lens = lens_of(asked)
        judged = of_groups(snapshot, lens.selection())
        facts = card_facts(
            snapshot.catalogue,
            queries.headline_lines(snapshot),
            queries.group_values(snapshot),
            queries.figures_by_target(snapshot),
            judged,
        )
        catalogue = snapshot.catalogue
    return html.Div(
        [
            html.H1(overview_title(facts), tabIndex="-1"),
            html.P([overview_lead(facts), " ", _PLAN], className="lead"),
            notices(problems),
            tally(one.status for one in facts),
            *(_goal(goal, [one for one in facts if one.target.goal == goal.id], lens) for goal in catalogue.goals),
            html.Section(
                [
                    html.H2("Every target, every group"),
                    html.Div(status_grid(catalogue, judged, lens), className="panel"),
                ]
            ),
        ],
        className="page",
    )


def _goal(goal: Goal, facts: list[CardFacts], lens: Lens) -> html.Section:
    cards: list[Any] = [card(one, lens) for one in facts]
    if goal.id == 1:
        cards.append(_reading_aid())
    columns = "cards five" if len(cards) == 5 else "cards"
    return html.Section([html.H2(f"Goal {goal.id} · {goal.title}"), html.Div(cards, className=columns)])


def _reading_aid() -> html.Aside:
    return html.Aside(
        [
            html.H3("How to read this"),
            html.P(
                "A badge compares the pace of the last six years with the pace needed to reach the benchmark by the "
                "year chosen above. On a target's page it opens to its arithmetic and to what other methods say."
            ),
            html.P("A line never mixes editions: publishers restate their history, so a year can have two values."),
            html.P("The dashes are the benchmark. An empty card says what exists."),
        ],
        className="card aid",
    )
