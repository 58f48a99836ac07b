"""The drawer of controls on a target page."""

import math

from dash import dcc, html

from dashboard.address.selection import ALL, LATEST
from dashboard.pages.targets.ahead import tried_in_words
from dashboard.pages.targets.content import indicator_label
from dashboard.pages.targets.view import TargetView
from dashboard.parts.controls import choice, economy_picker
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Row, known
from indicators.assessment import standing_still
from indicators.catalogue import Catalogue
from indicators.vocabulary import AREA_TYPES, BREAKDOWNS, TOTALS, AreaType, Direction, Scale


def controls(snapshot: Snapshot, view: TargetView, judged: Row | None) -> html.Details:
    """The drawer of a target page: one control for each part of the view that has a choice.

    `judged` is the judgement under the title, from which the reader's own yearly gain starts.
    """
    chosen, exists = view.chosen, view.exists
    kinds = [kind for kind in AREA_TYPES if kind in set(exists["area_type"])] or [AreaType.WORLD]
    years = range(int(exists["first_year"].min()), int(exists["last_year"].max()) + 1) if len(exists) else range(0)
    catalogue = snapshot.catalogue
    offered = [(one.id, indicator_label(one)) for one in view.offered]
    from_years, to_years = ([("", word), *((str(year), str(year)) for year in years)] for word in ("first", "last"))
    member_of = (chosen.member_of or ("",))[0]
    economies = economies_of(catalogue)
    groups = [(a.area_id, a.name) for a in catalogue.areas if _is_group(a.area_type) and not a.composite]
    return html.Details(
        [
            html.Summary("Show"),
            choice("target-indicator", "Indicator", offered, view.indicator.id),
            choice("target-area-type", "Compare by", [(kind, AREA_TYPES[kind]) for kind in kinds], chosen.area_type[0]),
            html.Div(
                [
                    economy_picker("target-area", economies, chosen.area, "Empty: the largest of each region."),
                    choice("target-member-of", "All economies of", [("", "– none –"), *groups], member_of),
                ],
                id="target-economies",
                className=economies_class(chosen.area_type),
            ),
            *(_breakdown_choice(name, view) for name in BREAKDOWNS),
            html.Div(
                [
                    choice("target-from", "From", from_years, str(chosen.year_from or "")),
                    choice("target-to", "To", to_years, str(chosen.year_to or "")),
                ],
                className="pair",
            ),
            choice("target-edition", "Edition", _editions(snapshot, view), chosen.edition),
            economy_picker("target-group", economies, chosen.group, "Two or more: judged as one group.", "Your group"),
            *_what_if(view, judged),
        ],
        id="target-controls",
        className="controls",
        open=True,
    )


def _what_if(view: TargetView, judged: Row | None) -> list[html.Div]:
    """A slider for the yearly gain from now on; hidden, but there, where no line can be tried out."""
    slider = slider_of(view, judged)
    low, high, step, start = slider or (0.0, 1.0, 0.1, 0.0)
    return [
        html.Div(
            [
                html.Label("What if: yearly change from now on", htmlFor="target-gain"),
                dcc.Input(
                    id="target-gain",
                    type="range",
                    min=low,
                    max=high,
                    step=step,
                    value=start if view.gain is None else view.gain,
                ),
                html.P(tried_in_words(view, judged), id="target-tried", className="hint", role="status"),
            ],
            className="control" if slider else "absent",
        )
    ]


def slider_of(view: TargetView, judged: Row | None) -> tuple[float, float, float, float] | None:
    """Lowest, highest, step and start of the slider: the recent change; None where nothing can be tried out."""
    if judged is None or not known(judged.latest_year) or view.indicator.scale is Scale.AMOUNT:
        return None
    observed = float(judged.change_a_year) if known(judged.change_a_year) else 0.0
    needed = float(judged.change_needed_a_year) if known(judged.change_needed_a_year) else 0.0
    widest = 2 * max(abs(observed), abs(needed), standing_still(view.indicator, judged.latest_value))
    step = 10.0 ** math.floor(math.log10(widest / 20)) if widest else 0.1
    low, high = (-widest, 0.0) if view.indicator.direction is Direction.DOWN else (0.0, widest)
    if observed < 0 < high:
        low = -widest / 2
    return round(low / step) * step, math.ceil(high / step) * step, step, round(observed / step) * step


def economies_of(catalogue: Catalogue) -> dict[str, str]:
    """The short names of all economies by id."""
    return {area.area_id: area.short_name for area in catalogue.areas if area.area_type is AreaType.ECONOMY}


def economies_class(area_type: tuple[str, ...]) -> str:
    """The class of the controls that choose economies: they are there only when economies are compared."""
    return "" if area_type == (AreaType.ECONOMY,) else "absent"


def _is_group(kind: AreaType) -> bool:
    return kind in (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)


def _breakdown_choice(name: str, view: TargetView) -> html.Div:
    words = BREAKDOWNS[name]
    known = [word for word in words if word in set(view.exists[name])] or list(getattr(view.default, name))
    options = [(word, words[word] or "All") for word in known]
    parts = [word for word in known if word not in TOTALS]
    if len(parts) > 1:
        options.append((",".join(parts), "Side by side"))
    chosen = ",".join(getattr(view.chosen, name))
    if chosen not in dict(options):
        options.append((chosen, " and ".join(words[word] for word in getattr(view.chosen, name))))
    label = {"level": "Level or area of skill"}.get(name, name.capitalize())
    return choice(f"target-{name}", label, options, chosen)


def _editions(snapshot: Snapshot, view: TargetView) -> list[tuple[str, str]]:
    known = set(view.exists["edition"])
    vintages = {e.name: e.vintage for s in snapshot.catalogue.sources for p in s.publications for e in p.editions}
    ordered = sorted(known, key=lambda name: (vintages.get(name, ""), name), reverse=True)
    if not known:
        return []
    return [(LATEST, "Newest for each area"), (ALL, "All, earlier ones as open dots"), *((e, e) for e in ordered)]
