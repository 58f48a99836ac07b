"""The verdict on an indicator by each horizon with its three numbers, and how the published methods vote."""

import re

from dashboard.numbers import benchmark_text, figure
from dashboard.reading.drafts import Found
from dashboard.rows import Judgement, known
from dashboard.words.pace import closes_percent, judged_by, vote_text, was_due
from dashboard.words.report.drafted import Figure, Number, Part, Parts, Passage, Told
from dashboard.words.report.figures import of_verdict, rows_of_verdict, told
from dashboard.words.status import WORDS, why
from dashboard.words.verdict import recent_text
from indicators.areas import Area
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Reason, Status

_COUNT = re.compile(r"\d+")
_PACED = (Status.ON_TRACK, Status.MODERATE, Status.SLOW)


def verdicts(found: Found, indicator: Indicator, area: Area) -> Passage | None:
    """The verdict on the newest figure of an area by each horizon, and the vote of the published methods by the usual
    one; None where nothing is judged.
    """
    judged = [found.verdicts.get((indicator.id, area.area_id, year)) for year in found.catalogue.plan.years]
    rows = [row for row in judged if row is not None and known(row.latest_year)]
    if not rows:
        return None
    first = rows[0]
    benchmark = indicator.benchmark_for(area.area_id)
    parts: Parts = (*_on_what(first, indicator, benchmark, found.view.year), *_each(rows, indicator))
    usual = next((row for row in rows if row.horizon == found.catalogue.plan.usual_horizon), first)
    return Passage("verdict", (*parts, *_vote(usual)))


def _on_what(row: Judgement, indicator: Indicator, benchmark: Benchmark | None, year: int) -> Parts:
    now = figure(row.latest_value, indicator, row.latest_qualifier)
    start: Parts = (
        "The verdict is on the newest figure held, ",
        of_verdict(row, now, row.latest_value, indicator, "latest_value"),
        f" in {int(row.latest_year)} (edition ",
        Told(row.edition),
        ")",
        ", newer than the year of this draft" if row.latest_year > year else "",
    )
    if benchmark is None:
        return (*start, ". ")
    return (*start, ", against ", _benchmark(row, indicator, benchmark), " (", Told(benchmark.label), "). ")


def _benchmark(row: Judgement, indicator: Indicator, benchmark: Benchmark) -> Part:
    if benchmark.between:
        return told(benchmark_text(benchmark, indicator), row)
    return of_verdict(row, benchmark_text(benchmark, indicator), row.benchmark, indicator, "benchmark")


def _each(rows: list[Judgement], indicator: Indicator) -> Parts:
    """The verdict of each horizon; one sentence where all look to the same year, or to none."""
    alike = {
        (row.status, row.reason, judged_by(row) if Status(row.status) in (*_PACED, Status.MISSED) else 0)
        for row in rows
    }
    shown = rows[:1] if len(alike) == 1 and Status(rows[0].status) not in _PACED else rows
    if len({judged_by(row) for row in rows}) == 1:
        shown = rows[:1]
    parts: Parts = ()
    for row in shown:
        parts = (*parts, *([" "] if parts else []), *_verdict(row, indicator, alone=len(shown) == 1))
    return parts


def _verdict(row: Judgement, indicator: Indicator, *, alone: bool) -> Parts:
    status, by = Status(row.status), judged_by(row)
    word = told(WORDS[status].lower(), row)
    when = "" if alone and status not in (*_PACED, Status.MISSED) else f" by {by}"
    rounding = ", within rounding" if row.firm is False else ""
    start: Parts = (f"Verdict{when}: ", word, rounding)
    if status in _PACED:
        expected = of_verdict(
            row, figure(row.expected_value, indicator), row.expected_value, indicator, "expected_value"
        )
        goes: Parts = (f"; at the present pace {'it was to be ' if was_due(row) else ''}", expected, f" by {by}")
        return (*start, *goes, *_closes(row), ".")
    return (*start, *_because(row, indicator), ".")


def _closes(row: Judgement) -> Parts:
    if not known(row.closes) or row.closes <= 0:
        return ()
    said = closes_percent(float(row.closes))
    if said == "more than all":
        return (", more than the whole distance",)
    share = Figure(said, (Number(float(row.closes), "%", 0, "closes", times=100.0),), rows_of_verdict(row))
    return (", which closes ", share, " of the distance")


def _because(row: Judgement, indicator: Indicator) -> Parts:
    """Why a verdict without a pace is what it is."""
    status = Status(row.status)
    if status is Status.MET:
        return (", though it is on its way out of it",) if row.at_risk else ()
    if status in (Status.STALLED, Status.REVERSING):
        return ("; the change a year of late is ", *_recent(row, indicator))
    if status is Status.MISSED:
        return (f"; it was due in {judged_by(row)}",)
    if status is Status.SHORT:
        return (f"; the benchmark is not reached, and no present pace can be told, since {why(row.reason)}",)
    if row.reason == Reason.STALE:
        return (f"; the figure of {int(row.latest_year)} is too old to be called the present state",)
    return (f"; {why(row.reason)}",)


def _recent(row: Judgement, indicator: Indicator) -> Parts:
    text = recent_text(row, indicator).replace(" points", " percentage points")
    return (of_verdict(row, text, row.recent_a_year, indicator, "recent_a_year", _decimals(text)),)


def _decimals(text: str) -> int:
    return len(text.split(" ", 1)[0].partition(".")[2])


def _vote(row: Judgement) -> Parts:
    """The sentence on the published methods, whose numbers are counts over the columns of the one row."""
    said = vote_text(row).removesuffix(".")
    if not said:
        return ()
    disagree = (
        " Two verdicts are two steps or more apart: the methods disagree." if row.methods_disagree is True else ""
    )
    counts = tuple(Number(float(one), "methods", 0, "methods") for one in _COUNT.findall(said))
    return (" ", Figure(said, counts, rows_of_verdict(row)), f" (by {judged_by(row)}).", disagree)
