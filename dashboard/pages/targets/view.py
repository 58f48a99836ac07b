"""What an address asks of a target page: the state of the page, with its defaults."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from dashboard.address.embed import without_embed
from dashboard.address.lens import Lens, lens_of
from dashboard.address.selection import HISTORY, LATEST, OF_A_VIEW, Problem, Selection, parse
from dashboard.reading import holding
from dashboard.reading.breakdowns import breakdowns, default_breakdown
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import rows
from indicators.model import Indicator
from indicators.plan import Target
from indicators.vocabulary import AreaType

BY = {
    AreaType.WORLD: "for the world",
    AreaType.ITU_REGION: "by ITU region",
    AreaType.DEVELOPMENT_LEVEL: "by development level",
    AreaType.INCOME_GROUP: "by income group",
    AreaType.ECONOMY: "by economy",
}
_FIRST_CHOICE = (
    AreaType.ITU_REGION,
    AreaType.DEVELOPMENT_LEVEL,
    AreaType.INCOME_GROUP,
    AreaType.WORLD,
    AreaType.ECONOMY,
)
_OF_A_TARGET = (*OF_A_VIEW, "over", "under", "find")
_OF_THE_PAGE_ALONE = ("badge", "gain")
YOUR_GROUP = "group"


@dataclass(frozen=True)
class TargetView:
    """A target page's state: `chosen` is complete (defaults filled in), `default` what the bare address shows.

    `usual_horizon` is the year by which the page judges where the address names none; `badge` is the area whose badge
    stands under the title (YOUR_GROUP for the group of `chosen`), open where the address names it; `gain` is the yearly
    gain that the reader tries out, in the indicator's unit.
    """

    target: Target
    indicator: Indicator
    offered: tuple[Indicator, ...]
    exists: pd.DataFrame
    default: Selection
    chosen: Selection
    usual_horizon: int
    problems: tuple[Problem, ...] = ()
    badge: str = ""
    gain: float | None = None

    @property
    def query_string(self) -> str:
        """The part of the address that differs from the bare page."""
        own = {"badge": self.badge, "gain": "" if self.gain is None else f"{self.gain:g}"}
        parts = [self.chosen.query_string(self.default), urlencode({key: one for key, one in own.items() if one})]
        return "&".join(filter(None, parts))

    @property
    def of_a_set(self) -> bool:
        """Whether the page is about all economies of a group, and about no one of them."""
        return bool(self.chosen.member_of) and not self.badge and not self.chosen.group

    @property
    def lens(self) -> Lens:
        """The horizon and the set of benchmarks that the view is judged by."""
        return lens_of(self.chosen, self.usual_horizon)


def target_view(snapshot: Snapshot, target: Target, arguments: Sequence[tuple[str, str]]) -> TargetView:
    """The view of a target that the query arguments ask for; what cannot be used is left out and told."""
    arguments, _, wrong = without_embed(arguments)
    own = {key: value for key, value in arguments if key in _OF_THE_PAGE_ALONE}
    selection, problems = parse(
        [pair for pair in arguments if pair[0] not in _OF_THE_PAGE_ALONE], snapshot.catalogue, _OF_A_TARGET
    )
    problems += wrong
    badge, gain = _badge(own.get("badge", ""), selection, snapshot, problems), _gain(own.get("gain", ""), problems)
    offered = tuple(snapshot.catalogue.indicators_of(target.id))
    first = default_indicator(snapshot, target, offered)
    wanted = snapshot.catalogue.indicator_by_id[selection.indicator[0]] if selection.indicator else first
    if wanted not in offered:
        message = f"indicator={wanted.id} does not belong to target {target.id}"
        problems.append(Problem("unknown_value", "indicator", wanted.id, message))
        wanted = first
    exists = breakdowns(snapshot, wanted.id)
    default = _default_selection(wanted, exists).but(indicator=(first.id,))
    if selection.area and not selection.area_type:
        selection = selection.but(area_type=(AreaType.ECONOMY.value,))
    horizon = snapshot.catalogue.plan.usual_horizon
    if selection.horizon == (str(horizon),):
        selection = selection.but(horizon=())
    set_fields = {name: value for name, value in vars(selection).items() if value != getattr(Selection(), name)}
    if ("edition", LATEST) in arguments:  # the API's default, but not the page's
        set_fields["edition"] = LATEST
    chosen = _settled(default.but(**(set_fields | {"indicator": (wanted.id,)})))
    return TargetView(target, wanted, offered, exists, default, chosen, horizon, tuple(problems), badge, gain)


def _settled(chosen: Selection) -> Selection:
    """The same without what another choice overrules: economies count among economies only, and a group before them."""
    if chosen.area_type != (AreaType.ECONOMY,):
        return chosen.but(area=(), member_of=())
    return chosen.but(area=()) if chosen.member_of else chosen


def _badge(asked: str, selection: Selection, snapshot: Snapshot, problems: list[Problem]) -> str:
    known = {one.area_id for one in snapshot.catalogue.areas if not one.composite}
    if not asked or asked in known or (asked == YOUR_GROUP and selection.group):
        return asked
    problems.append(Problem("unknown_value", "badge", asked, f"badge={asked} is no area of this page"))
    return ""


def _gain(asked: str, problems: list[Problem]) -> float | None:
    if not asked:
        return None
    try:
        gain = float(asked)
    except ValueError:
        gain = math.nan
    if math.isfinite(gain):
        return gain
    problems.append(Problem("not_a_number", "gain", asked, f"gain={asked} is no number; gain takes a change a year"))
    return None


def default_indicator(snapshot: Snapshot, target: Target, offered: tuple[Indicator, ...]) -> Indicator:
    """The indicator that a target's bare page opens on: that of its card, the first there with a figure of the world;
    else the first of the card, then of its list, that has any figure.
    """
    known = holding.indicators_with_figures(snapshot)
    card = [snapshot.catalogue.indicator_by_id[one] for one in target.card]
    world = [one for one in card if known.get(one.id)]
    return next((one for one in [*world, *card, *offered] if one.id in known), offered[0])


def _default_selection(indicator: Indicator, exists: pd.DataFrame) -> Selection:
    breakdown = default_breakdown(indicator, exists)
    held = rows(exists)
    at_default = [row for row in held if all(getattr(row, name) in value for name, value in breakdown.items())]
    kinds = {row.area_type for row in at_default or held}
    area_type = next((kind for kind in _FIRST_CHOICE if kind in kinds), AreaType.WORLD)
    return Selection(area_type=(area_type,), edition=HISTORY).but(**breakdown)
