"""What a newcomer to the overview is told: what the plan is, what a badge means, where to click."""

from dash import dcc, html

from dashboard.address.lens import Lens
from dashboard.numbers import words_of
from dashboard.parts.glossary import slug
from dashboard.parts.markup import island
from dashboard.parts.status import mark
from dashboard.words.glossary import WORDS
from dashboard.words.plan import horizons_words
from dashboard.words.spoken import listed
from dashboard.words.status import WORDS as STATUS_WORDS
from indicators.plan import Plan
from indicators.vocabulary import Status

_CLAUSES = {
    Status.MET: "the newest figure reaches it",
    Status.ON_TRACK: "gets there in time",
    Status.MODERATE: "closes half of the distance, or more",
    Status.SLOW: "closes less than half of the distance",
    Status.STALLED: "hardly any change",
    Status.REVERSING: "the wrong way",
    Status.MISSED: "its year has passed without it",
    Status.SHORT: "not reached; too few or too old figures for a pace",
    Status.NOT_ASSESSABLE: "no present figure, or no benchmark",
}


def new_here(plan: Plan, lens: Lens) -> html.Div:
    """A panel that opens on demand, also by a link to it (assets/first_visit.js)."""
    summary = [html.B("New here?"), " ", html.Span("The plan, the badges, and where to click, in thirty seconds")]
    return island(
        html.Details(
            [
                html.Summary(summary),
                html.Div(
                    [html.Div(_plan(plan)), html.Div(_badges(lens)), html.Div(_ways(lens))],
                    className="thirds",
                ),
            ],
            id="new-here",
        )
    )


def _plan(plan: Plan) -> list[html.H2 | html.P]:
    goals = listed([f"“{goal.title}”" for goal in plan.goals])
    many = f"{words_of(len(plan.goals))} goal{'' if len(plan.goals) == 1 else 's'}"
    return [
        html.H2("The plan"),
        html.P(
            f"ITU, the United Nations agency for digital technologies, follows a {plan.title}. It has "
            f"{many}, {goals}, with {words_of(len(plan.targets))} targets."
        ),
        html.P(
            "The plan sets no numbers and no years. Every benchmark here is the best published one and names its "
            f"source; the years are {horizons_words(plan, 'and')}. Choose under the title."
        ),
    ]


def _badges(lens: Lens) -> list[html.H2 | html.P | html.Ul]:
    return [
        html.H2("A badge"),
        html.P(
            "tells where the figure is now, where its present pace takes it "
            f"by {lens.horizon}, and where the benchmark is."
        ),
        html.Ul([html.Li(_status(status)) for status in Status], className="nine"),
    ]


def _status(status: Status) -> list[html.Span]:
    word = STATUS_WORDS[status]
    return [
        html.Span([mark(status), html.Span(word)], className=f"status status-{status}"),
        html.Span(_CLAUSES[status]),
    ]


def _ways(lens: Lens) -> list[html.H2 | html.Ul | html.P]:
    ways = (
        (
            "A row or a card",
            None,
            "opens its target: charts, table, sources, and a badge that opens to its arithmetic.",
        ),
        ("A dot", None, "says value, year and edition, and opens the arithmetic of its group."),
        ("Explore", lens.href("/explore"), "answers your own question: any indicators, areas and years."),
        ("Areas", lens.href("/areas"), "has the profile of a region, a group or an economy."),
        ("Gaps", lens.href("/gaps"), "sets women beside men, town beside countryside, young beside old."),
        ("Data", "/data", "names every source, and what changed."),
    )
    items = [
        html.Li([dcc.Link(name, href=address) if address else html.B(name), f" {what}"]) for name, address, what in ways
    ]
    return [
        html.H2("Where to click"),
        html.Ul(items),
        html.P(
            [
                "On a card, the dashes are the benchmark; an empty card says what exists. A dotted line under a word: "
                "it explains itself. ",
                html.A("All words", href=f"/data#word-{slug(next(iter(WORDS)))}", target="_self"),
            ]
        ),
    ]
