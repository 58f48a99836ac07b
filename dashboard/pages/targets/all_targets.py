"""/targets: the targets of the plan in a list.

The reader wants to know which targets there are, how each stands in one sentence, and to go to one of them.
"""

from dash import html, register_page

from dashboard import shell
from dashboard.address.lens import PARAMETERS, lens_of
from dashboard.address.selection import pairs, parse
from dashboard.numbers import words_of
from dashboard.pages.targets.list import target_list
from dashboard.parts.lens_sentence import lens_sentence
from dashboard.parts.notices import notices
from dashboard.reading.target_verdicts import target_verdicts
from dashboard.reading.warehouse import served

register_page(__name__, path="/targets", name="All targets", title=lambda: shell.titled("Targets"))


def layout(**query: str | list[str]) -> html.Div:
    """The list of the served build, seen through the horizon and benchmark of the address."""
    with served().snapshot() as snapshot:
        catalogue = snapshot.catalogue
        asked, problems = parse(pairs(query), catalogue, PARAMETERS)
        lens = lens_of(asked, catalogue.plan.usual_horizon)
        verdicts = target_verdicts(snapshot, lens)
    return html.Div(
        [
            html.H1(f"The {words_of(len(catalogue.targets))} targets, each in a sentence", tabIndex="-1"),
            lens_sentence(catalogue.plan, lens),
            notices(problems),
            target_list(verdicts, catalogue, lens),
        ],
        className="page",
    )
