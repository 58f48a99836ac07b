"""The badge of a target page and what it opens to: the arithmetic of a judgement, from the observations on."""

from dash import html

from dashboard.address.selection import Selection
from dashboard.numbers import benchmark_text, bound, decimals_of, figure, fixed, number
from dashboard.pages.targets.answer import answer
from dashboard.pages.targets.found import Found
from dashboard.pages.targets.outlook import outlook
from dashboard.parts.benchmark_source import benchmark_source
from dashboard.parts.markup import Content, island
from dashboard.parts.status import badge
from dashboard.parts.table import plain_table
from dashboard.rows import Judgement, known, observations
from dashboard.words import absence
from dashboard.words.pace import (
    band_text,
    closes_percent,
    closes_text,
    gap_text,
    judged_by,
    vote_text,
    yearly,
)
from dashboard.words.spoken import measure
from dashboard.words.status import why
from dashboard.words.verdict import arithmetic, firmness, recent_text, rule, start_text
from indicators.assessment import closes_range
from indicators.benchmark import Benchmark
from indicators.curves import default_curve, straight
from indicators.methods import SOURCES, TITLES
from indicators.model import Indicator
from indicators.series import Line, Point
from indicators.vocabulary import AreaType, Scale

_FORMULAS = {Scale.SHARE: "ln(p / (1 − p))", Scale.PRICE: "ln y", Scale.PARITY: "ln x"}
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
    silent = found.silent
    newest = absence.why(silent) if silent is not None else _newest(row, indicator)
    entries: list[tuple[str, Content]] = [("Now", newest)]
    if known(row.expected_value):
        entries.append((f"Expected in {judged_by(row)}", _expected(row, indicator, found)))
    if benchmark:
        due = f", due by {benchmark.year}" if benchmark.year else ""
        level = f"{benchmark_text(benchmark, indicator)}: {benchmark.label}{due}. Source: "
        label: list[Content] = [level, *benchmark_source(benchmark)]
        entries += [("Benchmark", label), ("Distance", gap_text(row, indicator, benchmark))]
    if known(row.needed_a_year):
        entries.append(("A year", _a_year(row, indicator)))
    if sum_ := arithmetic(row, indicator):
        formula = html.Span(sum_.formula, className="formula")
        closed = closes_text(row).removeprefix("closes ") or "nothing of the distance"
        entries.append(("Closes", [closed, html.Br(), formula]))
    entries.append(("Verdict", rule(row, indicator, benchmark)))
    if firm := firmness(row):
        entries.append(("Rounding", f"{firm}{_between(row, indicator, benchmark, found.points)}"))
    if start := start_text(row, indicator, observations(found.frame)):
        entries.append(("Start", start))
    if known(row.suspected_break):
        entries.append(("Suspected break", _suspected(row)))
    if known(row.panel_population):
        entries.append(("Panel", _panel(row, found)))
    if known(row.baseline_year):
        base = f"{figure(row.baseline_value, indicator)} in {int(row.baseline_year)}, where the other methods begin"
        if not known(row.base_year):
            base = f"{base}, but for those that begin in 2015"
        entries.append(("Baseline", base))
    facts = [part for name, value in entries for part in (html.Dt(name), html.Dd(value))]
    return html.Div([html.H2(f"{measure(row.area, [row])} by {judged_by(row)}"), html.Dl(facts)])


def _between(row: Judgement, indicator: Indicator, benchmark: Benchmark | None, points: tuple[Point, ...]) -> str:
    """The least and the most that the printed digits let a pace close, where the verdict hangs on them."""
    if benchmark is None or row.firm is not False:
        return ""
    found = closes_range(Line(indicator, row.area_id, points), benchmark, judged_by(row))
    return f" They close from {closes_percent(found[0])} to {closes_percent(found[1])} of it." if found else ""


def _panel(row: Judgement, found: Found) -> str:
    """Whose pace it is, and who with most people is not among them."""
    without = found.build.catalogue.area_by_id.get(row.panel_without or "")
    largest = f" ({without.name} not among them)" if without is not None else ""
    of_each = (
        "" if row.origin == "computed" else "Each published median is of the economies with a figure in its year. "
    )
    people = f"with {_share(row.panel_population)} of the people{largest}"
    return f"{of_each}The pace is that of the same economies in every year, {people}."


def _share(part: float) -> str:
    return f"{number(100 * part, 1)}\u202f%"


def _expected(row: Judgement, indicator: Indicator, found: Found) -> list[Content]:
    """The expected value with its band, and how it is made from the observations used."""
    count, first, last = int(row.observations_used), int(row.window_from), int(row.latest_year)
    band = band_text(row, indicator)
    value = figure(row.expected_value, indicator)
    within = f"; with the errors of four of five earlier projections, {band}" if band else ""
    used = "two observations" if count == 2 else f"{count} observations"
    scale = f" of {_FORMULAS[indicator.scale]}" if indicator.scale in _FORMULAS else ""
    recent = f"{recent_text(row, indicator)} a year of late"
    made = f"Least squares{scale} over {used}, {first}–{last}, carried on from the newest; {recent}."
    tested = found.tested.get(default_curve(indicator) or "")
    error = ""
    if tested is not None:
        off = number(tested.mean_absolute_error, max(indicator.decimals, 1))
        error = f" Fitted without the last three years, {tested.lines} lines were off by {off} on average."
    return [f"{value}{within}", html.Br(), html.Span(f"{made}{error}", className="formula")]


def _a_year(row: Judgement, indicator: Indicator) -> str:
    years = judged_by(row) - int(row.latest_year)
    beside = row.expected_a_year if known(row.expected_a_year) else None
    needed = f"{yearly(row.needed_a_year, indicator, beside)} needed for {years} year{'s' if years > 1 else ''}"
    return f"{yearly(beside, indicator, row.needed_a_year)} expected, {needed}" if beside is not None else needed


def _suspected(row: Judgement) -> str:
    year = int(row.suspected_break)
    return (
        f"In {year} the line jumps as if the method had changed; none is declared. The pace is measured from {year} on."
    )


def _newest(row: Judgement, indicator: Indicator) -> str:
    if not known(row.latest_year):
        return f"no figure: {why(row.reason)}"
    text = f"{figure(row.latest_value, indicator, row.latest_qualifier)} in {int(row.latest_year)}"
    if row.origin != "computed":
        return f"{text}, published, edition {row.edition}"
    if not known(row.economies_with_data):
        return f"{text}, computed from published figures, edition {row.edition}"
    return (
        f"{text}, computed from {int(row.economies_with_data)} of {int(row.economies_total)} economies with "
        f"{number(100 * row.coverage_population, 1)}\u202f% of the population, edition {row.edition}"
    )


def _observations(row: Judgement, indicator: Indicator, points: tuple[Point, ...]) -> html.Div:
    if not points:
        return html.Div()
    curve, formula = default_curve(indicator), _FORMULAS.get(indicator.scale, "")
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
    cells = []
    for name, title in TITLES.items():
        status, reason = getattr(row, f"status_{name}"), getattr(row, f"reason_{name}")
        value, words = getattr(row, f"measure_{name}"), getattr(row, f"words_{name}")
        said = why(reason) or words
        cells.append([title, badge(status), said, number(value, 2) if known(value) else "", html.Small(SOURCES[name])])
    own = [
        "This tracker's headline",
        badge(row.status),
        why(row.reason),
        number(row.closes, 2) if known(row.closes) else "",
        html.Small("Methods"),
    ]
    said = vote_text(row)
    if row.methods_disagree is True:
        said = f"{said} Two verdicts are two steps or more apart: the methods disagree.".strip()
    heads = ["Method", "Verdict", "In its own words, or why not", "Its measure", "Source"]
    table = plain_table(
        f"{measure(indicator.short, [row])}, {row.area}, by {judged_by(row)}", heads, [own, *cells], numeric=(3,)
    )
    return html.Div([html.H3("What other methods say"), html.P(said, className="soft"), table])


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
