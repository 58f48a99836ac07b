"""A judgement as three figures and a badge, in one row: where it is now, what is expected, what is needed."""

from collections.abc import Mapping

from dash import html

from dashboard.numbers import benchmark_text, figure
from dashboard.parts.markup import Content
from dashboard.parts.status import badge, mark
from dashboard.rows import Judgement, known
from dashboard.words.pace import band_text, closes_text, gap_text, judged_by, panel_text, vote_text, was_due, yearly
from dashboard.words.spoken import measure
from dashboard.words.status import LEVELS, WORDS, why
from indicators.areas import Area
from indicators.benchmark import Benchmark
from indicators.methods import TITLES
from indicators.model import Indicator
from indicators.vocabulary import LevelClass, Status


def answer(
    row: Judgement, indicator: Indicator, benchmark: Benchmark | None, areas: Mapping[str, Area]
) -> list[html.Span]:
    """Now, expected and needed, each a figure with what it is, and the verdict with what the pace closes.

    What cannot be told is not there: without a pace nothing is expected, without a benchmark nothing is needed.
    """
    return [
        *_now(row, indicator),
        *_expected(row, indicator),
        *_needed(row, indicator, benchmark),
        html.Span([badge(row.status), *_because(row, indicator, benchmark, areas)], className="said"),
    ]


def _figure(value: str, what: str, kind: str = "") -> html.Span:
    parts = [html.Span(value, className="value"), " ", html.Span(what, className="soft")]
    return html.Span(parts, className=f"one {kind}".strip())


def _now(row: Judgement, indicator: Indicator) -> list[html.Span]:
    if not known(row.latest_year) or not known(row.latest_value):
        return []
    level = f"; ITU's level: {LEVELS[LevelClass(row.level_class)]}" if isinstance(row.level_class, str) else ""
    value = figure(row.latest_value, indicator, row.latest_qualifier)
    return [_figure(value, f"{measure(row.short_name, [row])}, {int(row.latest_year)}{level}")]


def _expected(row: Judgement, indicator: Indicator) -> list[html.Span]:
    if not known(row.expected_value):
        return []
    band = band_text(row, indicator)
    within = f" (with the errors of four of five earlier projections {band})" if band else ""
    what = f"expected in {judged_by(row)}{within}"
    return [_figure(figure(row.expected_value, indicator), what, f"status-{row.status}")]


def _needed(row: Judgement, indicator: Indicator, benchmark: Benchmark | None) -> list[html.Span]:
    if benchmark is None:
        return []
    return [_figure(benchmark_text(benchmark, indicator), _way(row, indicator))]


def _way(row: Judgement, indicator: Indicator) -> str:
    """What the benchmark asks of a line: a change a year beside the one expected, or that its year has passed."""
    about = "about " if row.is_about else ""
    status, by = Status(row.status), judged_by(row)
    if status is Status.MISSED:
        return f"was due by {by}"
    if status is Status.MET:
        late = f", {about}{yearly(row.recent_a_year, indicator)} a year of late" if known(row.recent_a_year) else ""
        return f"the benchmark, reached{late}"
    if was_due(row):
        return f"was due by {by}"
    if known(row.needed_a_year) and known(row.expected_a_year):
        expected = yearly(row.expected_a_year, indicator, row.needed_a_year).removesuffix(" points")
        needed = yearly(row.needed_a_year, indicator, row.expected_a_year)
        return f"needed by {by}: {about}{needed} a year instead of {expected}"
    if known(row.needed_a_year):
        return f"needed by {by}: {yearly(row.needed_a_year, indicator)} a year"
    return f"the benchmark, by {by}"


def _because(
    row: Judgement, indicator: Indicator, benchmark: Benchmark | None, areas: Mapping[str, Area]
) -> list[Content]:
    """What stands beside the word of a badge: the reason, what the pace closes and whose it is, and how the methods
    vote.
    """
    told = why(row.reason) or closes_text(row) or gap_text(row, indicator, benchmark)
    falls = known(row.recent_a_year) and row.recent_a_year < 0
    marks = [
        ("falling" if falls else "rising") if row.at_risk else "",
        "within rounding" if row.firm is False else "",
        "methods disagree" if row.methods_disagree is True else "",
    ]
    return [
        html.Span(told, className="soft"),
        *([html.Span(whose, className="soft")] if (whose := panel_text(row, areas)) else []),
        *(html.Span(word, className="disagree") for word in marks if word),
        _signs(row),
    ]


def _signs(row: Judgement) -> html.Span:
    """The verdicts of the six published methods as a row of shapes, with a name that is read aloud."""
    shown = [
        html.Span(mark(getattr(row, f"status_{name}")), title=f"{title}: {_status_of(row, name)}")
        for name, title in TITLES.items()
    ]
    said = vote_text(row) or "The published methods cannot be held against this verdict."
    return html.Span(shown, className="signs", role="img", **{"aria-label": said})


def _status_of(row: Judgement, name: str) -> str:
    words, reason = getattr(row, f"words_{name}"), getattr(row, f"reason_{name}")
    return why(reason) or words or WORDS[Status(getattr(row, f"status_{name}"))].lower()
