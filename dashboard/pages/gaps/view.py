"""What is chosen on the page of gaps, from the query string."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.address.embed import without_embed
from dashboard.address.lens import PARAMETERS, Lens, lens_of
from dashboard.address.selection import Problem, parse
from indicators.catalogue import Catalogue
from indicators.model import Indicator


@dataclass(frozen=True)
class GapsView:
    """The ratio that is shown, and the horizon and benchmark it is seen through."""

    indicator: Indicator
    lens: Lens


def read_view(arguments: Iterable[tuple[str, str]], catalogue: Catalogue) -> tuple[GapsView, list[Problem]]:
    """The view that query arguments ask for, and what in them cannot be used, which is left out.

    Of several ratios the first is shown; without one, that which the page opens with.
    """
    rest, _, wrong = without_embed(arguments)
    asked, problems = parse(rest, catalogue, ("indicator", *PARAMETERS))
    problems += wrong
    ratios = {one.id: one for one in catalogue.ratios}
    chosen = [ratios[one] for one in asked.indicator if one in ratios] or list(catalogue.ratios)
    for one in asked.indicator:
        if one not in ratios:
            message = f"indicator={one} is none of the ratios of this page: {', '.join(ratios)}"
            problems.append(Problem("unknown_value", "indicator", one, message))
        elif one != chosen[0].id:
            message = f"indicator={one} is more than the one ratio that this page shows"
            problems.append(Problem("too_many_values", "indicator", one, message))
    return GapsView(chosen[0], lens_of(asked, catalogue.plan.usual_horizon)), problems
