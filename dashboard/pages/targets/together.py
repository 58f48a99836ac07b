"""The verdict of a target that asks for several things at once, or of one group: beside that of the figure shown."""

from dash import html

from dashboard.address.lens import Lens
from dashboard.parts.markup import island
from dashboard.reading.target_verdicts import TargetVerdict
from dashboard.words.spoken import listed
from dashboard.words.status import WORDS
from indicators.catalogue import Catalogue

_SEVERAL = 2


def of_the_target(told: TargetVerdict, catalogue: Catalogue, lens: Lens) -> list[html.Div]:
    """Which figure gives the target its verdict, and the way to its page, so that no other one is taken for it; empty
    where a target asks for one thing of the world.
    """
    target = told.target
    if len(target.together) < _SEVERAL and target.judged_on == "WLD":
        return []
    asked = listed([catalogue.indicator_by_id[one].short for one in target.together])
    area = catalogue.area_by_id[target.judged_on]
    where = "" if area.area_id == "WLD" else f", {area.name}"
    address = lens.href(f"/targets/{target.id}", indicator=told.indicator.id, badge=area.area_id)
    verdict = html.A(f"{told.indicator.short}{where}: {WORDS[told.status].lower()}", href=address)
    begins = f"The target asks for {asked} together; its verdict is that of " if asked else "Its verdict is that of "
    return [island(html.P([begins, verdict, "."], className="of-the-target soft"))]
