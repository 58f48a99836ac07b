"""The form of a target page: what each of its fields offers and has chosen."""

import math

from dash import html

from dashboard.address.selection import ALL, DISTINCT, HISTORY, LATEST
from dashboard.pages.targets.ahead import tried_in_words
from dashboard.pages.targets.content import indicator_label
from dashboard.pages.targets.found import Found
from dashboard.pages.targets.view import TargetView
from dashboard.parts.controls import economy_field, select_field
from dashboard.parts.markup import element
from dashboard.rows import Judgement, known
from indicators.catalogue import Catalogue
from indicators.pace import standing_still
from indicators.vocabulary import AREA_TYPES, BREAKDOWNS, TOTALS, AreaType, Direction, Scale

_TOLD_BY_THE_CHOICE = ("indicator", "sex", "age", "location")
"""The fields of which what is chosen says already what it is: their labels are for those who listen."""


def controls(found: Found) -> html.Form:
    """The form of a target page: its fields are the keys of the address, each with what it offers and has chosen.

    Another indicator is another state: of the view before it only the user's own group is kept.
    """
    view = found.view
    chosen, usual, exists = view.chosen, view.default, view.exists
    held = set(exists["area_type"])
    kinds = [kind for kind in AREA_TYPES if kind in held] or [AreaType.WORLD]
    years = range(int(exists["first_year"].min()), int(exists["last_year"].max()) + 1) if len(exists) else range(0)
    catalogue = found.build.catalogue
    from_years, to_years = ([("", word), *((str(year), str(year)) for year in years)] for word in ("first", "last"))
    named = economies_of(catalogue)
    groups = [(a.area_id, a.name) for a in catalogue.areas if _is_group(a.area_type) and not a.composite]
    offered = [(one.id, indicator_label(one)) for one in view.offered]
    among_economies = chosen.area_type == (AreaType.ECONOMY,)
    economies = [
        economy_field(
            "area", "target-area", named, chosen.area, "Empty: the largest of each region.", "Add an economy"
        ),
        _choice("member_of", "All economies of", [("", "– none –"), *groups], "".join(chosen.member_of), ""),
    ]
    return html.Form(
        [
            html.Div(
                _choice("indicator", "Indicator", offered, view.indicator.id, usual.indicator[0]),
                **{"data-keeps": "indicator,group"},
            ),
            _choice(
                "area_type",
                "Compare by",
                [(kind.value, AREA_TYPES[kind]) for kind in kinds],
                chosen.area_type[0],
                usual.area_type[0],
            ),
            html.Div(economies, id="target-economies", className="" if among_economies else "absent"),
            *(_breakdown_choice(name, view) for name in BREAKDOWNS),
            _choice("from", "From", from_years, str(chosen.year_from or ""), ""),
            _choice("to", "To", to_years, str(chosen.year_to or ""), ""),
            element("input", type="hidden", name="badge", value=view.badge),
            html.Details(
                [
                    html.Summary("More"),
                    html.Div(
                        [
                            _choice("edition", "Edition", _editions(found), chosen.edition, usual.edition),
                            economy_field(
                                "group",
                                "target-group",
                                named,
                                chosen.group,
                                "Two or more: judged as one group.",
                                "Your group",
                            ),
                            _what_if(view, found.badge),
                        ],
                        className="drawer",
                    ),
                ],
                id="target-more",
                className="more",
                open=bool(chosen.group or view.gain is not None or chosen.edition != usual.edition),
            ),
        ],
        id="target-form",
        **{"data-form": "target-asked", "aria-label": "What is shown"},
    )


def _choice(key: str, label: str, options: list[tuple[str, str]], value: str, usual: str) -> html.Div:
    field = select_field(key, f"target-{key.replace('_', '-')}", label, options, value, usual)
    return html.Div(field, className="told") if key in _TOLD_BY_THE_CHOICE else field


def _what_if(view: TargetView, judged: Judgement | None) -> html.Div:
    """A slider for the yearly gain from now on; hidden, but there, where no line can be tried out."""
    slider = slider_of(view, judged)
    low, high, step, start = (f"{one + 0.0:g}" for one in slider or (0.0, 1.0, 0.1, 0.0))
    value = start if view.gain is None else f"{view.gain:g}"
    bounds = {"min": low, "max": high, "step": step, "value": value, "data-usual": start}
    return html.Div(
        [
            html.Label("What if: yearly change from now on", htmlFor="target-gain"),
            element("input", type="range", id="target-gain", name="gain", **bounds),
            html.P(tried_in_words(view, judged), id="target-tried", className="hint", role="status"),
        ],
        className="control" if slider else "absent",
    )


def slider_of(view: TargetView, judged: Judgement | None) -> tuple[float, float, float, float] | None:
    """Lowest, highest, step and start of the slider, the expected change; None where nothing can be tried out."""
    if judged is None or not known(judged.latest_year) or view.indicator.scale is Scale.AMOUNT:
        return None
    observed = float(judged.expected_a_year) if known(judged.expected_a_year) else 0.0
    needed = float(judged.needed_a_year) if known(judged.needed_a_year) else 0.0
    widest = 2 * max(abs(observed), abs(needed), standing_still(view.indicator, judged.latest_value))
    step = 10.0 ** math.floor(math.log10(widest / 20)) if widest else 0.1
    low, high = (-widest, 0.0) if view.indicator.direction is Direction.DOWN else (0.0, widest)
    if observed < 0 < high:
        low = -widest / 2
    return round(low / step) * step, math.ceil(high / step) * step, step, round(observed / step) * step


def economies_of(catalogue: Catalogue) -> dict[str, str]:
    """The short names of all economies by id."""
    return {area.area_id: area.short_name for area in catalogue.areas if area.area_type is AreaType.ECONOMY}


def names_to_find(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Every name under which an economy is found, former ones last, as (id, name)."""
    former = [(area.area_id, area.former_name) for area in catalogue.areas if area.former_name]
    return [*economies_of(catalogue).items(), *former]


def _is_group(kind: AreaType) -> bool:
    return kind in (AreaType.ITU_REGION, AreaType.DEVELOPMENT_LEVEL, AreaType.INCOME_GROUP)


def _breakdown_choice(name: str, view: TargetView) -> html.Div:
    words, held = BREAKDOWNS[name], set(view.exists[name])
    known = [word for word in words if word in held] or list(getattr(view.default, name))
    options = [(word, words[word] or "All") for word in known]
    parts = [word for word in known if word not in TOTALS]
    if len(parts) > 1:
        options.append((",".join(parts), "Side by side"))
    chosen = ",".join(getattr(view.chosen, name))
    if chosen not in dict(options):
        options.append((chosen, " and ".join(words[word] for word in getattr(view.chosen, name))))
    label = {"level": "Level or area of skill"}.get(name, name.capitalize())
    return _choice(name, label, options, chosen, ",".join(getattr(view.default, name)))


def _editions(found: Found) -> list[tuple[str, str]]:
    known = set(found.view.exists["edition"])
    vintages = {e.name: e.vintage for s in found.build.catalogue.sources for p in s.publications for e in p.editions}
    ordered = sorted(known, key=lambda name: (vintages.get(name, ""), name), reverse=True)
    if not known:
        return []
    choices = [
        (HISTORY, "Newest for each area, and its history"),
        (LATEST, "Newest for each area alone"),
        (DISTINCT, "All that say something else"),
        (ALL, "All, those that say the same too"),
    ]
    return [*choices, *((e, e) for e in ordered)]
