"""All targets in one row, each a number and the sign of its status, and a link to its page."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.address.lens import Lens
from dashboard.parts.status import mark
from dashboard.reading.target_verdicts import TargetVerdict
from dashboard.words.status import WORDS


def target_strip(verdicts: Sequence[TargetVerdict], lens: Lens, current: str = "") -> html.Nav:
    """One tick for each target, seen through a lens; `current` is the target whose page it stands on."""
    ticks = [html.Li(_tick(one, lens, current=one.target.id == current)) for one in verdicts]
    return html.Nav(html.Ul(ticks), className="targets-nav", **{"aria-label": "Targets"})


def _tick(one: TargetVerdict, lens: Lens, *, current: bool) -> dcc.Link | html.A:
    """The link to a target; that to the page itself leads back to what the bare page shows, so it loads anew."""
    said = f"{one.target.id} {one.target.short}: {WORDS[one.status].lower()}"
    inside = [
        html.Span(one.target.id, className="target-id", **{"aria-hidden": "true"}),
        mark(one.status),
        html.Span(said, className="unseen"),
    ]
    address = lens.href(f"/targets/{one.target.id}")
    if current:
        return html.A(inside, href=address, title=said, **{"aria-current": "page"})
    return dcc.Link(inside, href=address, title=said)
