"""The drawer of controls on a target page."""

from dash import html

from dashboard.controls import choice, economy_picker
from dashboard.selection import ALL, LATEST
from dashboard.target_parts import indicator_label
from dashboard.views import AREA_TYPES, TargetView
from dashboard.warehouse import Snapshot
from indicators.catalogue import Catalogue
from indicators.vocabulary import BREAKDOWNS, TOTALS, AreaType


def controls(snapshot: Snapshot, view: TargetView) -> html.Details:
    """The drawer of a target page: one control for each part of the view that has a choice."""
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
        ],
        id="target-controls",
        className="controls",
        open=True,
    )  # fmt: skip


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
