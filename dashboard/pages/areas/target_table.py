"""The table of the targets for one area: figure, change, verdict, the world, and its place among its peers."""

from collections.abc import Sequence
from statistics import median_low

from dash import html
from markupsafe import Markup

from dashboard.address.lens import Lens
from dashboard.numbers import benchmark_text, figure, rests_on, words_of
from dashboard.pages.areas.absence import why_silent
from dashboard.pages.areas.facts import WORLD, Facts, compared
from dashboard.pages.areas.ranks import COMPARED_YEARS, Peers, Rank, merit, rank_text, recent
from dashboard.pages.areas.standing import Standing, economies_compared, field_of
from dashboard.pages.areas.strip import strip
from dashboard.parts.markup import Content, element, island
from dashboard.parts.status import badge
from dashboard.parts.table import framed
from dashboard.reading.absences import Absences
from dashboard.reading.held import NewestFigure
from dashboard.rows import Observation, cited
from dashboard.words.comparable import is_typical
from dashboard.words.pace import panel_text, yearly
from dashboard.words.status import why
from indicators.areas import Area
from indicators.model import Indicator
from indicators.series import SHORTEST_SPAN
from indicators.vocabulary import LEVELS, AreaType, Direction, Origin, Reason, Role

_FLAGS = {"estimated": "e", "modelled": "m", "projected": "p"}
_FEW = 6
_EXPLAINED = {
    "c": "computed here from economies or from published figures",
    "e": "estimated by the publisher",
    "m": "modelled",
    "p": "projected by the publisher",
}


def target_table(
    facts: Facts, exists: Absences, area: Area, found: Sequence[Standing], peers: Sequence[Peers]
) -> html.Section:
    """The table, one row for each target; where there is no figure the row says why."""
    lens = facts.view.lens
    is_world = area.area_id == WORLD
    headings: list[tuple[str | list[str], str]] = [
        ("Target, and what speaks for it", "title"),
        ("Newest", "number"),
        ("A year", "number"),
        (f"Status by {lens.horizon}", "judged"),
    ]
    if not is_world:
        headings.append(("World", "number"))
    headings += [(_heading(each), "place") for each in peers]
    if is_world:
        headings.append((["ITU regions, worst to best", element("small", "newest figure of each")], "spread-out named"))
    headings.append((["Economies, worst to best", element("small", _of(field_of(facts, area)))], "spread-out"))
    head = element("tr", [element("th", words, scope="col", className=kind) for words, kind in headings])
    plain = [words if isinstance(words, str) else words[0] for words, _ in headings]
    used: dict[str, None] = {}
    body = [_row(facts, exists, area, one, plain, used) for one in found]
    caption = f"{area.name}: newest figures and their verdicts by {lens.horizon}; a status opens its arithmetic"
    table = framed(caption, [head], body, "figures cards-below standings")
    signs = "; ".join(f"{sign} {_EXPLAINED[sign]}" for sign in _EXPLAINED if sign in used)
    return html.Section(
        [
            html.H2(f"The {words_of(len(found))} targets"),
            island(table),
            html.P(_notes(signs, has_peers=bool(peers)), className="soft legend"),
        ],
        id="targets",
    )


def _heading(each: Peers) -> list[str]:
    count = len(each.members)
    return [each.name, element("small", f"rank, of {count}")]


def _of(field: Area) -> str:
    return "of the world" if field.area_id == WORLD else f"of {field.short_name}"


def _notes(signs: str, *, has_peers: bool) -> str:
    ranks = (
        f"Ranks: best first, among those with a figure at most {COMPARED_YEARS} years older than the newest; equal "
        "figures share a place; the median is theirs. "
        if has_peers
        else ""
    )
    ticks = "Ticks: one an economy, the best at the right, the tall one their median, the mark this area. "
    return f"{ranks}{ticks}{f'{signs}.' if signs else ''}"


def _row(
    facts: Facts,
    exists: Absences,
    area: Area,
    one: Standing,
    plain: Sequence[str],
    used: dict[str, None],
) -> Markup:
    lens = facts.view.lens
    if one.figure is None:
        head = element("th", target_name(one, lens, with_indicator=False), scope="row", className="title")
        words = why_silent(facts, exists, area, one.target)
        return element(
            "tr",
            [head, element("td", words, colSpan=len(plain) - 1, className="silent")],
            className="without",
        )
    head = element("th", target_name(one, lens), scope="row", className="title")
    cells: list[tuple[Content, str]] = [
        (newest_cell(one, used), "number"),
        (_change_cell(facts, one), "number"),
        (status_cell(one, area, lens), "judged"),
    ]
    if area.area_id != WORLD:
        cells.append((_world_cell(one), "number"))
    cells += [(_rank_cell(one, place), "place") for place in one.ranks]
    if area.area_id == WORLD:
        regions = {key: row for key, row in facts.newest[one.key].items() if row.area_type == AreaType.ITU_REGION}
        cells.append((_spread_cell(recent(regions), one, "regions"), "spread-out named"))
    cells.append((_spread_cell(economies_compared(facts, area, one.key), one, "economies"), "spread-out"))
    body = [
        element("td", element("div", content), className=kind, **{"data-label": label})
        for (content, kind), label in zip(cells, plain[1:], strict=True)
    ]
    return element("tr", [head, *body])


def target_name(one: Standing, lens: Lens, *, with_indicator: bool = True) -> list[Content]:
    """A target with a link to its page, and below it the indicator and level that speak for it."""
    link = element(
        "a",
        [element("span", one.target.id, className="target-id"), one.target.short],
        href=lens.href(f"/targets/{one.target.id}"),
    )
    if not with_indicator:
        return [link]
    proxy = [" ", element("span", "proxy", className="tag")] if one.indicator.role is Role.PROXY else []
    return [link, element("small", [indicator_name(one.indicator, one.key[1]), *proxy])]


def indicator_name(indicator: Indicator, level: str) -> str:
    """An indicator's title with its unit where that is no per cent, and the level shown."""
    words = [indicator.title, *([LEVELS[level].lower()] if LEVELS[level] else [])]
    if indicator.unit == "percent_gni":
        words.append("% of income a head")
    elif indicator.unit.startswith("score"):
        words.append(indicator.unit_label)
    return ", ".join(words)


def newest_cell(one: Standing, used: dict[str, None]) -> list[Content]:
    """A figure with its flag and year; edition, source and note on hover. Adds the flag to those `used`."""
    row = one.figure
    if row is None:
        return ["–"]
    flag = "c" if row.origin == Origin.COMPUTED else _FLAGS.get(row.value_status, "")
    used.update({flag: None} if flag else {})
    return [
        element("b", figure(row.value, one.indicator, row.qualifier), title=_explained(row)),
        *([element("sup", flag)] if flag else []),
        element("small", str(row.year)),
    ]


def _explained(row: Observation) -> str:
    computed = row.origin == Origin.COMPUTED
    rests = rests_on(row.coverage_population) if computed else row.value_status
    return "; ".join(filter(None, [cited(row.source, row.edition), rests, row.note]))


def _change_cell(facts: Facts, one: Standing) -> list[Content]:
    if one.change is None:
        return ["–", element("small", no_change(one))]
    beside = ""
    if one.figure is not None and (same := compared(facts, one.indicator, one.key, one.figure.area_id, WORLD)):
        mine = yearly(same.mine, one.indicator, same.theirs)
        theirs = yearly(same.theirs, one.indicator, same.mine).removesuffix(" points")
        beside = f"{same.first_year}–{same.last_year}: {mine}, world {theirs}"
    elif one.judged is not None:
        beside = panel_text(one.judged, facts.catalogue.area_by_id)
    return [element("b", yearly(one.change, one.indicator)), element("small", beside)]


def no_change(one: Standing) -> str:
    """Why no yearly change is told."""
    if len(one.line) < 2:
        return "one figure"
    before, newest = one.line[-2], one.line[-1]
    if one.indicator.is_broken(newest.area_id, before.year, newest.year):
        return f"a break after {before.year}"
    short = newest.year - one.line[0].year < SHORTEST_SPAN
    return f"{one.line[0].year} and {newest.year} are too close" if short else "no pace can be told"


def status_cell(one: Standing, area: Area, lens: Lens) -> list[Content]:
    """The verdict, a way to its arithmetic, and the benchmark; or why there is none."""
    judged = one.judged
    more = {"level": one.key[1]} if one.key[1] != one.indicator.default_level else {}
    link = element(
        "a",
        badge(one.status),
        href=lens.href(f"/targets/{one.target.id}", indicator=one.indicator.id, badge=area.area_id, **more),
    )
    benchmark = one.indicator.benchmark_for(area.area_id, lens.benchmark_set)
    if benchmark is None:
        return [link, element("small", why(judged.reason) if judged is not None else why(Reason.NO_BENCHMARK))]
    words = benchmark_text(benchmark, one.indicator)
    if benchmark.year and benchmark.year < lens.horizon:
        words = f"{words}, due by {benchmark.year}"
    return [link, element("small", words, title=f"{benchmark.label}. Source: {benchmark.citation}")]


def _world_cell(one: Standing) -> list[Content]:
    if one.world is None:
        return ["–", element("small", "no world figure")]
    row = one.world
    return [
        element("span", figure(row.value, one.indicator, row.qualifier), title=_explained(row)),
        element("small", str(row.year)),
    ]


def _rank_cell(one: Standing, place: Rank | None) -> list[Content]:
    if place is None:
        return ["–", element("small", _why_unranked(one))]
    if place.of == 1:
        return [rank_text(place), element("small", "no other has a figure")]
    shared = "shared, " if place.joint else ""
    return [rank_text(place), element("small", f"{shared}median {figure(place.median, one.indicator)}")]


def _why_unranked(one: Standing) -> str:
    if one.indicator.direction is Direction.NONE:
        return "neither way is better"
    if one.figure is not None and is_typical(one.figure, one.indicator):
        return "the median economy, not ranked"
    return f"{one.figure.year} is too old to compare" if one.figure is not None else "no figure"


def _spread_cell(compared: dict[str, NewestFigure], one: Standing, what: str) -> list[Content]:
    """The figures that compare as a strip with its two ends; those of a few areas by name."""
    merits = {
        area_id: found for area_id, row in compared.items() if (found := merit(row.value, one.indicator)) is not None
    }
    if len(merits) < 2:
        return ["–", element("small", f"{'one has' if merits else 'none has'} a figure")]
    ranked = sorted(merits, key=lambda each: (merits[each], each))
    worst, best = compared[ranked[0]], compared[ranked[-1]]
    own = merit(one.figure.value, one.indicator) if one.figure is not None else None
    low, high = (figure(row.value, one.indicator) for row in (worst, best))
    told = f"{len(merits)} {what}, from {low} ({worst.short_name}) to {high} ({best.short_name})"
    few = len(merits) <= _FEW
    ends = [f"{row.short_name} {value}" if few else value for row, value in ((worst, low), (best, high))]
    return [
        element("span", strip(list(merits.values()), own, median_low(merits.values())), title=told),
        element(
            "small",
            [
                *(element("span", end, **{"aria-hidden": "true"}) for end in ends),
                element("span", told, className="unseen"),
            ],
            className="ends",
            title=told,
        ),
    ]
