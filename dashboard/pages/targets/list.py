"""The targets one under the other: sign, number, name, and the finding of each in a sentence."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.address.lens import Lens
from dashboard.parts.status import badge
from dashboard.reading.target_verdicts import TargetVerdict
from dashboard.words.findings import target_title
from indicators.catalogue import Catalogue


def target_list(verdicts: Sequence[TargetVerdict], catalogue: Catalogue, lens: Lens) -> html.Div:
    """Each goal with its targets, seen through a lens."""
    return html.Div(
        [
            html.Section(
                [
                    html.H2(f"Goal {goal.id} · {goal.title}"),
                    html.Ul(
                        [html.Li(_row(one, lens)) for one in verdicts if one.target.goal == goal.id],
                        className="target-list",
                    ),
                ]
            )
            for goal in catalogue.goals
        ]
    )


def _row(one: TargetVerdict, lens: Lens) -> list[html.Span | dcc.Link]:
    return [
        html.Span(one.target.id, className="target-id"),
        dcc.Link(one.target.short, href=lens.href(f"/targets/{one.target.id}"), className="target-name"),
        badge(one.status),
        html.Span(target_title(one.target, one.indicator, one.judged), className="finding"),
    ]
