"""The badge of a target page and what it opens to: the arithmetic of a judgement, from the observations on."""

from dash import html

from dashboard.address.selection import Selection
from dashboard.numbers import bound, decimals_of, fixed, number
from dashboard.pages.targets.answer import answer
from dashboard.pages.targets.found import Found
from dashboard.pages.targets.outlook import outlook
from dashboard.parts.benchmark_source import benchmark_source
from dashboard.parts.markup import Content, island
from dashboard.parts.status import badge
from dashboard.parts.table import plain_table
from dashboard.rows import Judgement, known, observations
from dashboard.words.badge import BENCHMARK, FORMULAS, Basis, facts, methods, vote
from dashboard.words.pace import judged_by
from dashboard.words.spoken import measure
from dashboard.words.status import why
from indicators.benchmark import Benchmark
from indicators.curves import default_curve, straight
from indicators.model import Indicator
from indicators.series import Point
from indicators.vocabulary import AreaType

_FORMULA_DIGITS = 4


def verdict(found: Found) -> list[html.Details]:
    """The judgement under the title as a badge with its arithmetic in one line; opened, everything that is behind it.

    Empty where the view has no judgement; open where the address names the badge.
    """
    if found.badge is None:
        return []
    row, indicator, points, tested = found.badge, found.view.indicator, found.points, found.tested
    benchmark = indicator.benchmark_for(row.area_id, "" if row.benchmark_set is None else row.benchmark_set)
    summary = html.Summary(answer(row, indicator, benchmark, found.build.catalogue.area_by_id))
    opened = [
        html.Div([_facts(row, indicator, benchmark, found), _observations(row, indicator, points)], className="two"),
        _methods(row, indicator),
        *outlook(row, indicator, benchmark, points, tested, found.build.catalogue.plan.years),
        _files(row, found.judging),
    ]
    parts = [summary, island(opened, className="opened")]
    return [html.Details(parts, className="verdict", id="verdict", open=bool(found.view.badge))]


def _facts(row: Judgement, indicator: Indicator, benchmark: Benchmark | None, found: Found) -> html.Div:
    entries: list[Content] = []
    for one in facts(row, indicator, benchmark, found.build.catalogue, _basis(found), found.silent):
        said: list[Content] = [one.said]
        if one.name == BENCHMARK and benchmark is not None:
            said += [" Source: ", *benchmark_source(benchmark)]
        if one.how:
            said += [html.Br(), html.Span(one.how, className="formula")]
        entries += [html.Dt(one.name), html.Dd(said)]
    return html.Div([html.H2(f"{measure(row.area, [row])} by {judged_by(row)}"), html.Dl(entries)])


def _basis(found: Found) -> Basis:
    return Basis(found.points, observations(found.frame), found.tested)


def _observations(row: Judgement, indicator: Indicator, points: tuple[Point, ...]) -> html.Div:
    if not points:
        return html.Div()
    curve, formula = default_curve(indicator), FORMULAS.get(indicator.scale, "")
    decimals = decimals_of([point.value for point in points], indicator.decimals)
    heads = ["Year", indicator.unit_label, *([formula] if formula else [])]
    cells = [
        [
            str(point.year),
            f"{bound(point.qualifier)}{fixed(point.value, decimals)}",
            *([fixed(straight(curve, point.value, indicator), _FORMULA_DIGITS)] if formula and curve else []),
        ]
        for point in points
    ]
    panel = known(row.panel_population)
    what = f"edition {row.edition}"
    if panel:
        what = "the same economies in every year, without those whose own series breaks, or jumps as if it did"
    caption = f"Observations the pace rests on: {what}"
    return html.Div([html.H3("Observations used"), plain_table(caption, heads, cells, numeric=(1, 2))])


def _methods(row: Judgement, indicator: Indicator) -> html.Div:
    cells = [
        [one.title, badge(one.status), one.said, _measure(one.measure), html.Small(one.source)] for one in methods(row)
    ]
    own = ["This tracker's headline", badge(row.status), why(row.reason), _measure(row.closes), html.Small("Methods")]
    heads = ["Method", "Verdict", "In its own words, or why not", "Its measure", "Source"]
    table = plain_table(
        f"{measure(indicator.short, [row])}, {row.area}, by {judged_by(row)}", heads, [own, *cells], numeric=(3,)
    )
    return html.Div([html.H3("What other methods say"), html.P(vote(row), className="soft"), table])


def _measure(value: float) -> str:
    return number(value, 2) if known(value) else ""


def _files(row: Judgement, selection: Selection) -> html.P:
    areas = {"group": selection.group} if row.area_type == AreaType.GROUP else {"area": (row.area_id,)}
    key = Selection(
        indicator=(row.indicator_id,),
        sex=(row.sex,),
        age=(row.age,),
        location=(row.location,),
        level=(row.level,) if row.level else (),
        **areas,
    )
    judgement = key.but(horizon=(str(row.horizon),), benchmark=selection.benchmark)
    origin = key.but(edition=row.edition, origin=(row.origin,)) if row.edition else key
    return html.P(
        [
            "To recompute it: ",
            html.A("this judgement as CSV", href=f"/api/v1/progress.csv?{judgement.query_string()}"),
            " · ",
            html.A("its line's observations as CSV", href=f"/api/v1/observations.csv?{origin.query_string()}"),
            " · ",
            html.A("How this is judged", href="/methods#headline-verdict"),
        ],
        className="soft",
    )
