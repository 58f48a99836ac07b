"""The card of a target on the overview."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.address.lens import Lens
from dashboard.figures.sparkline import sparkline
from dashboard.numbers import benchmark_text, bound, figure, number, plain, suffix, unit_words
from dashboard.pages.overview.card_facts import CardFacts, Spread, WorldFigure, distance_text
from dashboard.parts.markup import Content, element
from dashboard.reading.gap_shares import newer_shares
from dashboard.reading.warehouse import Snapshot
from dashboard.words import absence
from dashboard.words.newer_shares import newer_shares_text
from dashboard.words.pace import judged_by, pace_text
from dashboard.words.status import WORDS, why
from indicators.model import Indicator
from indicators.vocabulary import LEVELS, AreaType, Direction, Role, Status


def newer_by_target(snapshot: Snapshot, facts: Iterable[CardFacts]) -> dict[str, str]:
    """What shares say that are newer than a card's ratio, by target."""
    shown = {one.target.id: one.world for one in facts if one.world is not None}
    return {
        target_id: newer_shares_text(newer_shares(snapshot, one.indicator, one.area_id, one.year), one.indicator)
        for target_id, one in shown.items()
    }


def card(facts: CardFacts, lens: Lens, newer: str = "") -> Markup:
    """A target's headline world figure, its status, its course, and who is furthest apart; or what does exist.

    `newer` says what newer shares make of the figure.
    """
    target = facts.target
    body = _figure(facts, facts.world, newer) if facts.world else _absence(facts, lens)
    name = [element("span", target.id, className="target-id"), element("span", target.short)]
    return element(
        "article",
        [
            element("h3", element("a", name, href=lens.href(f"/targets/{target.id}"))),
            element("p", target.statement, className="statement"),
            *body,
        ],
        className="card" if facts.world else "card empty",
    )


def _figure(facts: CardFacts, world: WorldFigure, newer: str) -> list[Content]:
    indicator, spread = world.indicator, facts.spread
    stands_in = "Stands in for the official indicator, which has no world figure"
    proxy = [" ", element("span", "proxy", className="tag", title=stands_in)] if indicator.role is Role.PROXY else []
    return [
        element(
            "div",
            [
                element(
                    "p",
                    [
                        element("span", bound(world.qualifier), className="bound"),
                        element("span", plain(world.value, indicator), className="value"),
                        element("span", _unit(indicator), className="unit"),
                    ],
                    className="headline",
                ),
                _spark(world) if len(world.points) > 1 else None,
            ],
            className="figure-row",
        ),
        element(
            "p",
            [
                _what(world, facts),
                *proxy,
                element("br"),
                element("span", _origin(world), className="soft"),
                *([" · ", world.since_first] if len(world.points) > 1 or not world.rests_on else []),
            ],
            className="what",
        ),
        element(
            "p",
            [
                _badge(facts.status),
                element("span", _benchmark(world), className="benchmark", title=_benchmark_source(world)),
                element("span", _because(facts, world), className="because"),
            ],
            className="against",
        ),
        *([element("p", newer, className="spread")] if newer else []),
        element("p", [*_together(facts), *_spread(spread, indicator)], className="spread"),
    ]


def _badge(status: Status) -> Markup:
    sign = element("span", className=f"mark mark-{status}", **{"aria-hidden": "true"})
    return element("span", [sign, element("span", WORDS[status])], className=f"status status-{status}")


def _together(facts: CardFacts) -> list[Content]:
    """The figures that a target asks for together with the one shown, each with its verdict."""
    told = [
        f"{one.world.indicator.short}: {figure(one.world.value, one.world.indicator, one.world.qualifier)} "
        f"({one.world.year}), {WORDS[Status(one.judged.status)].lower() if one.judged is not None else 'not judged'}"
        for one in facts.beside
    ]
    return [f"Asked for together: {'; '.join(told)}", element("br")] if told else []


def _origin(world: WorldFigure) -> list[Content]:
    if world.origin == "computed":
        return [f"{world.year} · computed from {world.rests_on or 'published figures'}"]
    return [f"{world.year} · edition ", _edition(world.edition)]


def _because(facts: CardFacts, world: WorldFigure) -> str:
    """What the verdict rests on: the distance and the pace, or why there is none."""
    judged = facts.judged
    if judged is None or facts.status in (Status.NOT_ASSESSABLE, Status.SHORT):
        return f"{why(judged.reason if judged is not None else 'no_data')}; {distance_text(world)}"
    pace = f"due by {judged_by(judged)}" if facts.status is Status.MISSED else pace_text(judged, world.indicator)
    told = [pace] if facts.status is Status.MET else [distance_text(world), pace]
    return "; ".join(filter(None, [", ".join(filter(None, told)), facts.pace_of]))


def _unit(indicator: Indicator) -> str:
    return indicator.unit_label if indicator.unit == "percent_gni" else f"{suffix(indicator)}{unit_words(indicator)}"


def _what(world: WorldFigure, facts: CardFacts) -> str:
    level = LEVELS[world.level]
    what = f"{world.indicator.title}, {level.lower()}" if level else world.indicator.title
    return what if facts.area.area_type is AreaType.WORLD else f"{what}: {facts.area.name.lower()}, median"


def _spark(world: WorldFigure) -> Markup:
    level = world.benchmark.value if world.benchmark else None
    (first_year, first), (last_year, last) = world.points[0], world.points[-1]
    decimals = world.indicator.decimals
    label = f"Course: {number(first, decimals)} in {first_year} to {number(last, decimals)} in {last_year}"
    if level is not None:
        label += f"; benchmark {number(level, decimals)}"
    return sparkline(world.points, level, label)


def _benchmark(world: WorldFigure) -> str:
    if world.benchmark:
        return f"Benchmark {benchmark_text(world.benchmark, world.indicator)}"
    reference = world.indicator.reference
    if not reference:
        return ""
    way = "upwards" if world.indicator.direction is Direction.UP else "downwards"
    level = f"{plain(reference.value, world.indicator)}{suffix(world.indicator)}"
    return f"Better is {way}, judged from {level} ({reference.year})"


def _benchmark_source(world: WorldFigure) -> str:
    if world.benchmark:
        return f"{world.benchmark.label}. Source: {world.benchmark.citation}"
    reference = world.indicator.reference
    return f"Level of {reference.year}. Source: {reference.source}" if reference else ""


def _spread(spread: Spread | None, indicator: Indicator) -> list[Content]:
    if spread is None:
        return ["Groups: no edition gives figures for three or more"]
    low, high = (
        f"{figure(one.value, indicator, one.qualifier)} ({one.short_name})" for one in (spread.lowest, spread.highest)
    )
    if spread.origin == "computed":
        means = "the median economy of each" if indicator.shows_typical_economy else "computed from economies"
        rests = means if spread.from_economies else "computed from published figures"
        return [f"{spread.groups} groups from {low} to {high}; {spread.year}, {rests}"]
    return [f"{spread.groups} groups from {low} to {high}; {spread.year}, edition ", _edition(spread.edition)]


def _edition(name: str) -> Markup:
    return element("span", name, className="edition")


def _absence(facts: CardFacts, lens: Lens) -> list[Content]:
    absent = facts.absent
    reason = f"{absent.indicator.title}: {absence.why(absent)}." if absent is not None else ""
    see = element("a", "See what exists", href=lens.href(f"/targets/{facts.target.id}"))
    return [
        element("p", "No world figure", className="no-figure"),
        element("p", reason, className="what"),
        element("p", _badge(facts.status), className="against"),
        element("p", [" · ".join(facts.exists), " ", see], className="spread"),
    ]
