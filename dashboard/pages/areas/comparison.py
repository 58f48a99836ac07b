"""Two areas side by side on the targets: figure, change, verdict and rank of each, and what lies between."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.numbers import number, suffix, words_of
from dashboard.pages.areas.absence import why_silent
from dashboard.pages.areas.facts import Facts
from dashboard.pages.areas.ranks import Peers, merit, peers_of, rank_text
from dashboard.pages.areas.standing import Standing, standing
from dashboard.pages.areas.target_table import newest_cell, no_change, status_cell, target_name
from dashboard.parts.markup import Content, island
from dashboard.parts.table import framed
from dashboard.reading.absences import Absences
from dashboard.words.comparable import is_typical
from dashboard.words.pace import panel_text, yearly
from indicators.areas import Area
from indicators.plan import Target
from indicators.vocabulary import AreaType

_PARTS = 4


def side_by_side(facts: Facts, area: Area, other: Area) -> list[tuple[Standing, Standing]]:
    """Each target for both areas: by the first indicator of which both have a figure, or else each by its own first."""
    peers = [_widest(facts, one) for one in (area, other)]
    return [
        (standing(facts, area, target, key, peers[0]), standing(facts, other, target, key, peers[1]))
        for target in facts.catalogue.targets
        for key in [_key(facts, target, area, other)]
    ]


def _key(facts: Facts, target: Target, area: Area, other: Area) -> tuple[str, str]:
    keys = facts.keys_of(target)
    of_both = [[key for key in keys if facts.newest_line(key, one.area_id) is not None] for one in (area, other)]
    shared = [key for key in of_both[0] if key in of_both[1]]
    return next(iter([*shared, *of_both[0], *of_both[1], *keys]))


def _widest(facts: Facts, area: Area) -> list[Peers]:
    """The largest circle of peers, which two economies, or two groups of a kind, share."""
    return peers_of(area, facts.catalogue.areas, facts.members)[-1:]


def comparison_table(facts: Facts, exists: Absences, pairs: Sequence[tuple[Standing, Standing]]) -> html.Section:
    """The table, one row for each target, four columns for each area, and the difference."""
    area, other = facts.view.areas
    lens = facts.view.lens
    parts = [("Newest", "number"), ("A year", "number"), (f"Status by {lens.horizon}", "judged"), ("Rank", "place")]
    top = html.Tr(
        [
            html.Th("Target, and what speaks for it", scope="col", rowSpan=2, className="title"),
            *(
                html.Th(
                    dcc.Link(one.name, href=facts.view.href(one.area_id)),
                    scope="colgroup",
                    colSpan=_PARTS,
                    className="of-area",
                )
                for one in (area, other)
            ),
            html.Th("Difference", scope="col", rowSpan=2, className="number"),
        ]
    )
    below = html.Tr(
        [html.Th(words, scope="col", className=kind) for _ in (area, other) for words, kind in parts],
        className="second",
    )
    used: dict[str, None] = {}
    body = [_row(facts, exists, pair, parts, used) for pair in pairs]
    caption = f"{area.name} beside {other.name}: newest figures and their verdicts by {lens.horizon}"
    table = framed(caption, [top, below], body, "figures cards-below beside")
    words = f"Ranks of economies are among all, of groups among those of their kind. {_lead(pairs, area, other)}"
    return html.Section(
        [
            html.H2(f"The {words_of(len(pairs))} targets, side by side"),
            island(table),
            html.P(words, className="soft legend"),
        ],
        id="targets",
    )


def _row(
    facts: Facts,
    exists: Absences,
    pair: tuple[Standing, Standing],
    parts: Sequence[tuple[str, str]],
    used: dict[str, None],
) -> html.Tr:
    head = html.Th(target_name(pair[0], facts.view.lens, with_indicator=_any(pair)), scope="row", className="title")
    words = [why_silent(facts, exists, area, pair[0].target) for area in facts.view.areas]
    if not _any(pair) and words[0] == words[1]:
        whole = html.Td([html.B("No figure of either. "), words[0]], colSpan=2 * _PARTS + 1, className="silent first")
        return html.Tr([head, whole], className="without")
    cells: list[Content] = []
    for one, area, reason in zip(pair, facts.view.areas, words, strict=True):
        if one.figure is None:
            cells.append(
                html.Td(
                    html.Div(html.Span(reason)),
                    colSpan=_PARTS,
                    className="silent first",
                    **{"data-label": area.short_name},
                )
            )
            continue
        shown = [newest_cell(one, used), _change(facts, one), status_cell(one, area, facts.view.lens), _rank(one, area)]
        cells += [
            html.Td(
                html.Div(content),
                className=f"{kind} first" if n == 0 else kind,
                **{"data-label": f"{area.short_name}: {words.lower()}"},
            )
            for n, (content, (words, kind)) in enumerate(zip(shown, parts, strict=True))
        ]
    cells.append(
        html.Td(html.Div(difference(pair, facts.view.areas)), className="number first", **{"data-label": "Difference"})
    )
    return html.Tr([head, *cells])


def _any(pair: tuple[Standing, Standing]) -> bool:
    return any(one.figure is not None for one in pair)


def _change(facts: Facts, one: Standing) -> list[Content]:
    if one.change is None:
        return ["–", html.Small(no_change(one))]
    whose = panel_text(one.judged, facts.catalogue.area_by_id) if one.judged is not None else ""
    return [yearly(one.change, one.indicator), *([html.Small(whose)] if whose else [])]


def _rank(one: Standing, area: Area) -> list[Content]:
    found = one.ranks[0] if one.ranks else None
    if found is None:
        alone = area.area_type is AreaType.WORLD or area.composite
        typical = one.figure is not None and is_typical(one.figure, one.indicator)
        return ["–", html.Small("not ranked" if alone or typical else "too old to compare")]
    return [rank_text(found)]


def difference(pair: tuple[Standing, Standing], areas: Sequence[Area]) -> list[Content]:
    """How far the first area is from the second, who is better off, and whether the years differ."""
    first, second = (one.figure for one in pair)
    if first is None or second is None:
        return ["–", html.Small("no two figures")]
    indicator = pair[0].indicator
    if is_typical(first, indicator) != is_typical(second, indicator):
        return ["–", html.Small("a median economy beside a share")]
    apart = first.value - second.value
    text = number(apart, indicator.decimals)
    signed = f"+{text}" if apart > 0 and text != "0" else text
    mine, theirs = merit(first.value, indicator), merit(second.value, indicator)
    if mine is None or theirs is None:
        ahead = "neither way is better"
    else:
        ahead = "level" if mine == theirs else f"{areas[int(mine < theirs)].short_name} ahead"
    years = [] if first.year == second.year else [f"{first.year} beside {second.year}"]
    return [f"{signed}{' points' if suffix(indicator) else ''}", html.Small("; ".join([ahead, *years]))]


def _lead(pairs: Sequence[tuple[Standing, Standing]], area: Area, other: Area) -> str:
    both = [pair for pair in pairs if all(one.figure is not None for one in pair)]
    return f"{len(both)} of {len(pairs)} targets have a figure of one indicator for both {area.name} and {other.name}."
