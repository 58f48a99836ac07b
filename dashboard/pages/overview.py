"""/ : the twelve targets at a glance.

The reader wants to know in thirty seconds: what the plan asks, where the world stands on each target and against what,
who is furthest behind, and where no one knows.
"""

from typing import Any

from dash import html, register_page

from dashboard import queries, shell
from dashboard.cards import card
from dashboard.findings import CardFacts, card_facts, overview_title
from dashboard.warehouse import served
from indicators.model import Goal

register_page(__name__, path="/", name="Overview", title=shell.TITLE)


def layout(**_query: str) -> html.Div:
    """The overview of the served build."""
    with served().snapshot() as snapshot:
        facts = card_facts(
            snapshot.catalogue,
            queries.headline_lines(snapshot),
            queries.group_values(snapshot),
            queries.figures_by_target(snapshot),
        )
        goals = snapshot.catalogue.goals
    return html.Div(
        [
            html.H1(overview_title(facts), tabIndex="-1"),
            html.P(
                "ITU's Strategic Plan 2024–2027 has two goals and twelve targets. Each card shows the newest world "
                "figure, its edition, and its distance from the best published benchmark: the plan itself sets no "
                "numbers.",
                className="lead",
            ),
            *(_goal(goal, [one for one in facts if one.target.goal == goal.id]) for goal in goals),
        ],
        className="page",
    )


def _goal(goal: Goal, facts: list[CardFacts]) -> html.Section:
    cards: list[Any] = [card(one) for one in facts]
    if goal.id == 1:
        cards.append(_reading_aid())
    columns = "cards five" if len(cards) == 5 else "cards"
    return html.Section([html.H2(f"Goal {goal.id} · {goal.title}"), html.Div(cards, className=columns)])


def _reading_aid() -> html.Aside:
    return html.Aside(
        [
            html.H3("How to read this"),
            html.P("The small line runs from the edition's first year to its last; the dashes are the benchmark."),
            html.P("A line never mixes editions: publishers restate their history, so a year can have two values."),
            html.P("≥ and > mark bounds, “about” is the publication's own word. An empty card says what exists."),
        ],
        className="card aid",
    )
