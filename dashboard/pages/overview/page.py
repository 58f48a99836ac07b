"""/ : all targets at a glance.

The reader wants to know in thirty seconds: what the plan asks, where the world stands on each target and against what,
who is furthest behind, and where no one knows.
"""

from collections.abc import Mapping

from dash import html, register_page

from dashboard import shell
from dashboard.address.lens import PARAMETERS, Lens, lens_of
from dashboard.address.selection import pairs, parse
from dashboard.pages.overview.absence import existence
from dashboard.pages.overview.card_facts import CardFacts, card_facts
from dashboard.pages.overview.cards import card, newer_by_target
from dashboard.pages.overview.first_visit import new_here
from dashboard.pages.overview.grid import status_grid, tally
from dashboard.pages.overview.words import overview_lead, overview_title
from dashboard.parts.notices import notices
from dashboard.reading import queries
from dashboard.reading.judgements import of_groups
from dashboard.reading.warehouse import served
from indicators.plan import Goal

register_page(__name__, path="/", name="Overview", title=shell.titled)


def layout(**query: str | list[str]) -> html.Div:
    """The overview of the served build, seen through the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        asked, problems = parse(pairs(query), snapshot.catalogue, PARAMETERS)
        lens = lens_of(asked, snapshot.catalogue.plan.usual_horizon)
        judged = of_groups(snapshot, lens.selection())
        catalogue = snapshot.catalogue
        missing = existence(snapshot)
        facts = card_facts(
            catalogue,
            queries.headline_lines(snapshot, {one.judged_on for one in catalogue.targets}),
            queries.group_values(snapshot),
            queries.figures_by_target(snapshot),
            judged,
            missing,
        )
        newer = newer_by_target(snapshot, facts)
    return html.Div(
        [
            html.H1(overview_title(facts), tabIndex="-1"),
            html.P(overview_lead(facts), className="lead"),
            new_here(catalogue.plan, lens),
            notices(problems),
            tally(one.status for one in facts),
            *(
                _goal(goal, [one for one in facts if one.target.goal == goal.id], lens, newer)
                for goal in catalogue.goals
            ),
            html.Section(
                [
                    html.H2("Every target, every group"),
                    html.Div(status_grid(catalogue, judged, lens, missing), className="panel"),
                ]
            ),
        ],
        className="page",
    )


def _goal(goal: Goal, facts: list[CardFacts], lens: Lens, newer: Mapping[str, str]) -> html.Section:
    cards = [card(one, lens, newer.get(one.target.id, "")) for one in facts]
    columns = "cards five" if len(cards) == 5 else "cards"
    return html.Section([html.H2(f"Goal {goal.id} · {goal.title}"), html.Div(cards, className=columns)])
