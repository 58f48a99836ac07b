"""The worked example in words: each step of a verdict with its numbers, and what six published methods make of it."""

from dash import html

from dashboard.numbers import benchmark_text, counted, decimals_of, figure, fixed, number
from dashboard.pages.methods.found import Example
from dashboard.pages.methods.picture import picture
from dashboard.parts.benchmark_source import benchmark_source
from dashboard.parts.markup import Content
from dashboard.parts.prose import table_rows
from dashboard.parts.status import badge
from dashboard.parts.table import Column, plain_table, records
from dashboard.rows import Judgement, known
from dashboard.words.pace import closes_percent, judged_by, short_by, vote_text, yearly
from dashboard.words.status import why
from dashboard.words.verdict import arithmetic, firmness, rule
from indicators.benchmark import Benchmark
from indicators.curves import default_curve, straight
from indicators.methods import QUESTIONS, SOURCES, TITLES
from indicators.model import Indicator
from indicators.vocabulary import Scale

_FORMULAS = {Scale.SHARE: "ln(p / (1 − p))", Scale.PRICE: "ln y", Scale.PARITY: "ln x"}
_FROM_BASE = ("growth_ratio", "progress_chart", "sdr_trend", "status_index")
_METHODS = (
    Column("Method", "name"),
    Column("What it asks", "long"),
    Column("It begins with"),
    Column("Its rule", "long"),
    Column("Its measure", "number"),
    Column("Its verdict"),
)


def worked(shown: Example) -> list[Content]:
    """The steps of a verdict beside their picture."""
    row, indicator = shown.row, shown.indicator
    steps = [part for name, said in _steps(shown) for part in (html.Dt(name), html.Dd(said))]
    return [
        html.P(
            f"{indicator.title}, {row.area}, by {judged_by(row)}: every number below is one of the figures that are "
            "served now.",
            className="soft",
        ),
        html.Div(
            [html.Figure(picture(shown, in_words(shown)), className="drawn"), html.Dl(steps)],
            className="worked-through",
        ),
        html.Details([html.Summary("The observations that the pace rests on"), _observations(shown)]),
        html.P(
            html.A(
                "The whole page of this line",
                href=f"/targets/{indicator.target}?indicator={indicator.id}&badge={row.area_id}",
            )
        ),
    ]


def in_words(shown: Example) -> str:
    """The picture in a sentence."""
    row, indicator = shown.row, shown.indicator
    return (
        f"{indicator.short}, {row.area}: {figure(row.latest_value, indicator, row.latest_qualifier)} in "
        f"{int(row.latest_year)}, {figure(row.expected_value, indicator)} expected in {judged_by(row)}, benchmark "
        f"{benchmark_text(shown.benchmark, indicator)}; the pace closes {closes_percent(float(row.closes))} of the "
        "distance."
    )


def _steps(shown: Example) -> list[tuple[str, Content]]:
    row, indicator, benchmark = shown.row, shown.indicator, shown.benchmark
    by, years = judged_by(row), judged_by(row) - int(row.latest_year)
    made = f" of {_FORMULAS[indicator.scale]}" if indicator.scale in _FORMULAS else ""
    sum_ = arithmetic(row, indicator)
    return [
        (
            "Now",
            f"{figure(row.latest_value, indicator, row.latest_qualifier)} in {int(row.latest_year)}. {shown.source}.",
        ),
        (
            f"Expected in {by}",
            f"{figure(row.expected_value, indicator)}: the least-squares slope{made} over {int(row.observations_used)} "
            f"observations, {int(row.window_from)}–{int(row.latest_year)}, carried on from the newest. That is "
            f"{yearly(row.expected_a_year, indicator)} a year.",
        ),
        (
            "Benchmark",
            [f"{benchmark_text(benchmark, indicator)}: {benchmark.label}. Source: ", *benchmark_source(benchmark)],
        ),
        (
            "Needed",
            f"{short_by(row, indicator)} in {counted(years, 'year')}: {yearly(row.needed_a_year, indicator)} a year.",
        ),
        (
            "Closes",
            [
                f"{closes_percent(float(row.closes))} of the distance",
                *([html.Br(), html.Span(sum_.formula, className="formula")] if sum_ else []),
            ],
        ),
        ("Verdict", [badge(row.status), html.Br(), *_why(row, indicator, benchmark)]),
    ]


def _why(row: Judgement, indicator: Indicator, benchmark: Benchmark) -> list[Content]:
    """The rule that makes the verdict, which the badge names already, and whether rounding could change it."""
    said = rule(row, indicator, benchmark).partition(": ")[2]
    return [f"{said[0].upper()}{said[1:]} {firmness(row)}".strip()]


def _observations(shown: Example) -> html.Div:
    indicator, points = shown.indicator, shown.points
    curve, formula = default_curve(indicator), _FORMULAS.get(indicator.scale, "")
    decimals = decimals_of([point.value for point in points], indicator.decimals)
    cells = [
        [
            str(point.year),
            fixed(point.value, decimals),
            *([fixed(straight(curve, point.value, indicator), 4)] if formula and curve else []),
        ]
        for point in points
    ]
    heads = ["Year", indicator.unit_label, *([formula] if formula else [])]
    caption = f"{indicator.title}, {shown.row.area}, edition {shown.row.edition}"
    return plain_table(caption, heads, cells, numeric=(1, 2))


def beside(shown: Example, text: str) -> list[Content]:
    """What the six published methods ask and find of the same line, their rules as the text on the methods has them."""
    row, indicator = shown.row, shown.indicator
    rules = table_rows(text, "published-methods")
    cells: list[list[Content]] = []
    for name, title in TITLES.items():
        measure, said = getattr(row, f"measure_{name}"), getattr(row, f"words_{name}")
        reason = why(getattr(row, f"reason_{name}"))
        written, ladder, _source = rules[name]
        cells.append(
            [
                [title, html.Small(SOURCES[name])],
                QUESTIONS[name],
                _base(row, indicator, name),
                [written, html.Small(["On our ladder: ", ladder])],
                number(measure, 2) if known(measure) else "–",
                [badge(getattr(row, f"status_{name}")), html.Small(reason or said)],
            ]
        )
    own: list[Content] = [
        ["This tracker", html.Small("Methods, section on the headline verdict, on this page")],
        "What share of the remaining distance does the present pace close by the horizon?",
        f"{int(row.latest_year)}: {figure(row.latest_value, indicator)}",
        [html.A("As below", href="#headline-verdict")],
        number(row.closes, 2),
        [badge(row.status)],
    ]
    disagree = " Two of the verdicts are two steps or more apart: the methods disagree." if row.methods_disagree else ""
    caption = f"{indicator.short}, {row.area}, by {judged_by(row)}, by this tracker and six published methods"
    return [
        html.P(
            f"{vote_text(row)}{disagree} Those that begin in 2015 look at the whole way since then; this tracker "
            "asks of the pace of late only.",
        ),
        records(caption, _METHODS, [own, *cells]),
    ]


def _base(row: Judgement, indicator: Indicator, name: str) -> str:
    if name == "weather":
        return "the last yearly changes in a row, five at most"
    year = row.base_year if name in _FROM_BASE else row.baseline_year
    if not known(year):
        return "–"
    text = f"{int(year)}: {figure(row.baseline_value, indicator)}" if year == row.baseline_year else str(int(year))
    return f"{text}; the regression with all years from 2000 on" if name == "status_index" else text
