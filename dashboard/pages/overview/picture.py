"""The picture of the targets: a row each, on one scale whose end is the benchmark, and the same as a table."""

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from dashboard.address.lens import Lens
from dashboard.figures import reach
from dashboard.figures.reach import Dot, Row
from dashboard.numbers import benchmark_text
from dashboard.pages.overview.found import Found
from dashboard.pages.overview.placed import LEFT_BEHIND, Place, Placed, drawn_groups, folded
from dashboard.pages.overview.words import about, edition_of, fact, figure_of, measured, reporting, rule, share_of
from dashboard.parts.markup import Content, element, island
from dashboard.parts.table import plain_table
from dashboard.words.status import WORDS
from indicators.areas import Area
from indicators.catalogue import Catalogue
from indicators.vocabulary import Status

_KEY = Markup('<svg class="key-dot {kind} of-{area}" width="12" height="12" aria-hidden="true">{mark}</svg>')
_CIRCLE = Markup('<circle class="mark-of" cx="6" cy="6" r="4.5"/>')
_DIAMOND = Markup('<path class="mark-of" d="M6 0 12 6 6 12 0 6Z"/>')


def picture(found: Found, targets: Sequence[Placed], lens: Lens) -> html.Div:
    """How far the targets are from their benchmarks: the rows, what they mean, those without a place, and a table."""
    rows = [_row(one, found, lens) for one in targets]
    return island(
        [
            element(
                "div",
                [element("h2", "How far to the benchmark", id="picture-title"), _keys(found.held.catalogue)],
                className="picture-head",
            ),
            element("div", reach.scale(), className="picture-scale", **{"aria-hidden": "true"}),
            element("ol", rows, className="picture-rows"),
            _strip(found, targets, lens),
            element("p", rule(lens, found.year, targets), className="picture-rule"),
            element(
                "details",
                [element("summary", "The picture in figures"), _table(targets)],
                className="picture-figures",
            ),
        ],
        className="picture",
        role="region",
        **{"aria-labelledby": "picture-title", "data-grid": ""},
    )


def _keys(catalogue: Catalogue) -> Markup:
    world = _KEY.format(kind="judged", area="wld", mark=_DIAMOND)
    items = [element("li", [_key(area), area.short_name]) for area in drawn_groups(catalogue)]
    return element("ul", [element("li", [world, "World"]), *items], className="picture-keys")


def _key(area: Area) -> Markup:
    return _KEY.format(kind=_kind(area), area=area.area_id.lower(), mark=_CIRCLE)


def _kind(area: Area) -> reach.Kind:
    return "ring" if area.area_id == LEFT_BEHIND else "region"


def row_of(target: Placed, lens: Lens) -> Row:
    """What is drawn of a target: a dot for each group with a judged figure, and the one that it is judged on."""
    own = target.own
    dots = [_dot(one, _kind(one.area), lens) for one in target.groups]
    lowest = target.lowest
    return Row(
        (*dots, _dot(own, "judged", lens)),
        figure_of(own),
        str(own.year),
        f"{lowest.area.short_name} {figure_of(lowest)}" if lowest is not None else "",
        own.expected,
    )


def _dot(place: Place, kind: reach.Kind, lens: Lens) -> Dot:
    indicator = place.indicator
    href = lens.href(f"/targets/{indicator.target}", indicator=indicator.id, badge=place.area.area_id)
    return Dot(place.area.area_id, kind, place.reached, about(place), href, place.is_old)


def _row(target: Placed, found: Found, lens: Lens) -> Markup:
    plan, own = target.facts.target, target.own
    status = target.facts.status
    level = benchmark_text(own.benchmark, own.indicator)
    name = element(
        "a",
        [element("span", plan.id, className="target-id"), element("span", plan.short)],
        href=lens.href(f"/targets/{plan.id}"),
    )
    sign = [element("span", className=f"mark mark-{status}", **{"aria-hidden": "true"}), element("b", WORDS[status])]
    return element(
        "li",
        [
            element("div", [element("h3", name), element("p", measured(target))], className="row-name"),
            reach.drawn(row_of(target, lens), f"{own.indicator.short}: the benchmark is {level}"),
            element(
                "p",
                [
                    element("span", sign, className=f"status status-{status}"),
                    element("small", fact(target, found.year)),
                ],
                className="row-verdict",
            ),
        ],
    )


def _strip(found: Found, targets: Sequence[Placed], lens: Lens) -> Content:
    """The targets without a place, in a line: how many economies report, and the way to them and to the reason."""
    left_out = folded(found, targets)
    if not left_out:
        return None
    parts: list[Content] = []
    for facts in left_out:
        first = facts.target.card[0]
        holders = found.held.missing.holders.get(first)
        words = [element("b", facts.target.id), f" {facts.target.short}"]
        href = lens.href(f"/targets/{facts.target.id}", indicator=first, area_type="economy")
        link = element("a", words, href=href)
        parts.append(element("li", [link, f" ({reporting(facts, holders.economies if holders else 0)})"]))
    why = "No world figure to judge:"
    return element("div", [element("p", why), element("ul", parts)], className="picture-strip")


def _table(targets: Sequence[Placed]) -> html.Div:
    cells = [
        (
            f"{one.facts.target.id} {place.indicator.short}",
            place.area.name,
            figure_of(place),
            str(place.year),
            edition_of(place.judged),
            benchmark_text(place.benchmark, place.indicator),
            share_of(place),
            WORDS[Status(place.judged.status)],
        )
        for one in targets
        for place in (one.own, *one.groups)
    ]
    headings = ("Target", "Area", "Figure", "Year", "Edition", "Benchmark", "Share of it", "Verdict")
    return plain_table("Every dot of the picture", headings, cells, numeric=(2, 3, 6))
