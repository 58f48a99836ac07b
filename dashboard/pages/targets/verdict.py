"""The badge of a target page and what it opens to: the arithmetic of a judgement, from the observations on."""

from dash import html

from dashboard.address.selection import Selection
from dashboard.numbers import MINUS, benchmark_text, bound, decimals_of, figure, fixed, number, suffix
from dashboard.pages.targets.found import Found
from dashboard.pages.targets.outlook import outlook
from dashboard.parts.benchmark_source import benchmark_source
from dashboard.parts.markup import Content, island
from dashboard.parts.status import LEVELS, WORDS, badge, why
from dashboard.parts.table import plain_table
from dashboard.reading.absences import Absent
from dashboard.rows import Judgement, known
from dashboard.words import absence
from dashboard.words.pace import gap_text, pace_text, projection_text, ratio_text, speed_text, yearly
from indicators.assessment import MODERATE, ON_TRACK, on_scale, standing_still
from indicators.benchmark import Benchmark
from indicators.methods import SOURCES, TITLES
from indicators.model import Indicator
from indicators.projection import default_curve
from indicators.series import Point
from indicators.vocabulary import AreaType, LevelClass, Scale, Status

_SCALES = {
    Scale.SHARE: ("the logit scale", "ln(p / (1 − p))"),
    Scale.PRICE: ("the logarithmic scale", "ln y"),
    Scale.PARITY: ("the logarithmic scale", "ln x"),
}
_FORMULA_DIGITS = 4


def verdict(found: Found) -> list[html.Details]:
    """The judgement under the title as a badge with its arithmetic in one line; opened, everything that is behind it.

    Empty where the view has no judgement; open where the address names the badge.
    """
    if found.badge is None:
        return []
    row, indicator, points, tested = found.badge, found.view.indicator, found.points, found.tested
    benchmark = indicator.benchmark_for(row.area_id, "" if row.benchmark_set is None else row.benchmark_set)
    drawn = tested.get(default_curve(indicator) or "")
    heading = projection_text(row, indicator, drawn.mean_absolute_error if drawn else None)
    level = LEVELS[LevelClass(row.level_class)] if isinstance(row.level_class, str) else ""
    line = " · ".join(filter(None, [f"level: {level}" if level else "", pace_text(row, indicator), heading]))
    unclear = why(row.reason) or line or gap_text(row, indicator, benchmark)
    summary = html.Summary(
        [
            badge(row.status),
            html.Span(f"{row.short_name}, by {row.horizon}", className="soft"),
            html.Span(f"{unclear} · {line}" if why(row.reason) and line else unclear, className="soft"),
            *([html.Span("methods disagree", className="disagree")] if row.methods_disagree is True else []),
        ]
    )
    opened = [
        html.Div(
            [_facts(row, indicator, benchmark, found.silent), _observations(row, indicator, points)], className="two"
        ),
        _methods(row, indicator),
        *outlook(row, indicator, benchmark, points, tested, found.build.catalogue.plan.years),
        _files(row, found.judging),
    ]
    parts = [summary, island(opened, className="opened")]
    return [html.Details(parts, className="verdict", id="verdict", open=bool(found.view.badge))]


def _facts(row: Judgement, indicator: Indicator, benchmark: Benchmark | None, silent: Absent | None) -> html.Div:
    newest = absence.why(silent) if silent is not None else _newest(row, indicator)
    entries: list[tuple[str, Content]] = [("Newest", newest)]
    if benchmark:
        level = f"{benchmark_text(benchmark, indicator)}: {benchmark.label}. Source: "
        label: list[Content] = [level, *benchmark_source(benchmark)]
        entries += [("Benchmark", label), ("Distance", gap_text(row, indicator, benchmark))]
    if known(row.pace_observed):
        entries.append(("Pace observed", _observed(row, indicator)))
    if known(row.pace_required):
        entries.append(("Pace needed", _needed(row, indicator)))
    if known(row.pace_ratio):
        entries.append(("Ratio", _ratio(row)))
    entries.append(("Verdict", _rule(row, indicator)))
    if known(row.baseline_year):
        base = f"{figure(row.baseline_value, indicator)} in {int(row.baseline_year)}, where the other methods begin"
        entries.append(("Baseline", base))
    facts = [part for name, value in entries for part in (html.Dt(name), html.Dd(value))]
    return html.Div([html.H2(f"{row.area} by {row.horizon}"), html.Dl(facts)])


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


def _observed(row: Judgement, indicator: Indicator) -> list[Content]:
    count, first, last = int(row.observations_used), int(row.window_from), int(row.latest_year)
    plain = f"{yearly(row.change_a_year, indicator)} a year: least squares over {count} observations, {first}–{last}"
    return [plain, html.Br(), html.Span(_on_scale(row.pace_observed, indicator), className="formula")]


def _needed(row: Judgement, indicator: Indicator) -> list[Content]:
    years = int(row.horizon) - int(row.latest_year)
    plain = f"{yearly(row.change_needed_a_year, indicator)} a year for {years} years"
    if indicator.scale not in _SCALES:
        return [plain]
    scale = on_scale(indicator)
    goal = min(row.benchmark, 99) if indicator.scale is Scale.SHARE else row.benchmark
    start = scale(row.latest_value)
    minus = f"+ {number(-start, _FORMULA_DIGITS)}" if start < 0 else f"{MINUS} {number(start, _FORMULA_DIGITS)}"
    sum_ = (
        f"({number(scale(goal), _FORMULA_DIGITS)} {minus}) / {years}, "
        f"from {figure(row.latest_value, indicator)} to {number(goal, indicator.decimals)}{suffix(indicator)}"
    )
    text = f"{_on_scale(row.pace_required, indicator)} = {sum_}"
    return [plain, html.Br(), html.Span(text, className="formula")]


def _on_scale(pace: float, indicator: Indicator) -> str:
    name, formula = _SCALES.get(indicator.scale, ("", ""))
    return f"{number(pace, _FORMULA_DIGITS)} a year on {name}, {formula}" if name else ""


def _ratio(row: Judgement) -> str:
    return f"{ratio_text(row.pace_ratio)} of the pace needed: {speed_text(row)}"


def _rule(row: Judgement, indicator: Indicator) -> str:
    status = Status(row.status)
    word = WORDS[status].lower()
    still = number(standing_still(indicator, row.latest_value), 3) if known(row.latest_value) else ""
    return {
        Status.MET: f"{word}: the newest figure satisfies the benchmark, whatever the trend",
        Status.ON_TRACK: f"{word}: the ratio is {ON_TRACK} or more",
        Status.MODERATE: f"{word}: the ratio is {MODERATE} or more, but below {ON_TRACK}",
        Status.SLOW: f"{word}: the ratio is below {MODERATE}",
        Status.STALLED: f"{word}: a yearly change of {still} or less counts as none",
        Status.REVERSING: f"{word}: it moves the wrong way by more than {still} a year",
        Status.NOT_ASSESSABLE: f"{word}: {why(row.reason)}",
    }[status]


def _observations(row: Judgement, indicator: Indicator, points: tuple[Point, ...]) -> html.Div:
    if not points:
        return html.Div()
    scale, named = on_scale(indicator), indicator.scale in _SCALES
    decimals = decimals_of([point.value for point in points], indicator.decimals)
    heads = ["Year", indicator.unit_label, *([_SCALES[indicator.scale][1]] if named else [])]
    cells = [
        [
            str(point.year),
            f"{bound(point.qualifier)}{fixed(point.value, decimals)}",
            *([fixed(scale(point.value), _FORMULA_DIGITS)] if named else []),
        ]
        for point in points
    ]
    panel = row.origin == "computed" and known(row.economies_with_data)
    what = f"edition {row.edition}"
    if panel:
        what = "the same economies in every year, without those whose own series breaks in between"
    caption = f"Observations the pace rests on: {what}"
    return html.Div([html.H3("Observations used"), plain_table(caption, heads, cells, numeric=(1, 2))])


def _methods(row: Judgement, indicator: Indicator) -> html.Div:
    cells = []
    for name, title in TITLES.items():
        status, reason = getattr(row, f"status_{name}"), getattr(row, f"reason_{name}")
        measure, words = getattr(row, f"measure_{name}"), getattr(row, f"words_{name}")
        said = why(reason) or words
        cells.append(
            [title, badge(status), said, number(measure, 2) if known(measure) else "", html.Small(SOURCES[name])]
        )
    own = [
        "This tracker's headline",
        badge(row.status),
        why(row.reason),
        _own_measure(row),
        html.Small("docs/methods.md"),
    ]
    disagree = (
        "Two verdicts are two steps or more apart: the methods disagree."
        if row.methods_disagree is True
        else "No two verdicts are two steps apart on the ladder from met to moving away."
    )
    heads = ["Method", "Verdict", "In its own words, or why not", "Its measure", "Source"]
    table = plain_table(f"{indicator.short}, {row.area}, by {row.horizon}", heads, [own, *cells], numeric=(3,))
    return html.Div([html.H3("What other methods say"), html.P(disagree, className="soft"), table])


def _own_measure(row: Judgement) -> str:
    return ratio_text(row.pace_ratio) if known(row.pace_ratio) else ""


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
        ],
        className="soft",
    )
