"""What the badge of a judgement opens to, in words: the arithmetic, from the newest figure to the verdict."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.numbers import THIN, benchmark_text, figure, number
from dashboard.reading.absences import Absent
from dashboard.rows import Backtest, Judgement, Observation, known
from dashboard.words import absence
from dashboard.words.pace import band_text, closes_percent, closes_text, gap_text, judged_by, vote_text, yearly
from dashboard.words.status import why
from dashboard.words.verdict import arithmetic, firmness, recent_text, rule, start_text
from indicators.assessment import closes_range
from indicators.benchmark import Benchmark
from indicators.catalogue import Catalogue
from indicators.curves import default_curve
from indicators.methods import SOURCES, TITLES
from indicators.model import Indicator
from indicators.series import Line, Point
from indicators.vocabulary import Scale

FORMULAS = {Scale.SHARE: "ln(p / (1 − p))", Scale.PRICE: "ln y", Scale.PARITY: "ln x"}
"""On what scale a pace is measured, where it is not that of the figures themselves."""

BENCHMARK = "Benchmark"
"""The name of the fact to which whoever shows it adds where the benchmark is to be read."""


class Fact(NamedTuple):
    """One thing that a verdict follows from: what it is, what is said of it, and how it is made, if that is told."""

    name: str
    said: str
    how: str = ""


class Basis(NamedTuple):
    """What a judgement rests on: the observations of its pace, those of its line, and the back-tests by curve."""

    points: tuple[Point, ...]
    line: Sequence[Observation]
    tested: Mapping[str, Backtest]


def facts(
    row: Judgement,
    indicator: Indicator,
    benchmark: Benchmark | None,
    catalogue: Catalogue,
    basis: Basis,
    silent: Absent | None,
) -> list[Fact]:
    """The facts of a judgement in the order of its arithmetic; `silent` says why it has no figure, if it has none."""
    found = [Fact("Now", absence.why(silent) if silent is not None else _newest(row, indicator))]
    if known(row.expected_value):
        found.append(_expected(row, indicator, basis))
    if benchmark:
        due = f", due by {benchmark.year}" if benchmark.year else ""
        found += [
            Fact(BENCHMARK, f"{benchmark_text(benchmark, indicator)}: {benchmark.label}{due}."),
            Fact("Distance", gap_text(row, indicator, benchmark)),
        ]
    if known(row.needed_a_year):
        found.append(Fact("A year", _a_year(row, indicator)))
    if sum_ := arithmetic(row, indicator):
        closed = closes_text(row).removeprefix("closes ") or "nothing of the distance"
        found.append(Fact("Closes", closed, sum_.formula))
    found.append(Fact("Verdict", rule(row, indicator, benchmark)))
    if firm := firmness(row):
        found.append(Fact("Rounding", f"{firm}{_between(row, indicator, benchmark, basis.points)}"))
    if start := start_text(row, indicator, basis.line):
        found.append(Fact("Start", start))
    if known(row.suspected_break):
        found.append(Fact("Suspected break", _suspected(row)))
    if known(row.panel_population):
        found.append(Fact("Panel", _panel(row, catalogue)))
    if known(row.baseline_year):
        base = f"{figure(row.baseline_value, indicator)} in {int(row.baseline_year)}, where the other methods begin"
        if not known(row.base_year):
            base = f"{base}, but for those that begin in 2015"
        found.append(Fact("Baseline", base))
    return found


class Opinion(NamedTuple):
    """What a published method says of a line: its verdict, in its own words or why not, its measure, its source."""

    title: str
    status: str
    said: str
    measure: float
    source: str


def methods(row: Judgement) -> list[Opinion]:
    """What each published method says of the line that was judged; a measure that is missing is nan."""
    return [
        Opinion(
            title,
            getattr(row, f"status_{name}"),
            why(getattr(row, f"reason_{name}")) or getattr(row, f"words_{name}"),
            getattr(row, f"measure_{name}"),
            SOURCES[name],
        )
        for name, title in TITLES.items()
    ]


def vote(row: Judgement) -> str:
    """How the published methods vote beside the headline, and whether they disagree; empty without a comparison."""
    said = vote_text(row)
    if row.methods_disagree is True:
        said = f"{said} Two verdicts are two steps or more apart: the methods disagree.".strip()
    return said


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
        f"{_share(row.coverage_population)} of the population, edition {row.edition}"
    )


def _expected(row: Judgement, indicator: Indicator, basis: Basis) -> Fact:
    """The expected value with its band, and how it is made from the observations used."""
    count, first, last = int(row.observations_used), int(row.window_from), int(row.latest_year)
    band = band_text(row, indicator)
    within = f"; with the errors of four of five earlier projections, {band}" if band else ""
    used = "two observations" if count == 2 else f"{count} observations"
    scale = f" of {FORMULAS[indicator.scale]}" if indicator.scale in FORMULAS else ""
    recent = f"{recent_text(row, indicator)} a year of late"
    made = f"Least squares{scale} over {used}, {first}–{last}, carried on from the newest; {recent}."
    tested = basis.tested.get(default_curve(indicator) or "")
    error = ""
    if tested is not None:
        off = number(tested.mean_absolute_error, max(indicator.decimals, 1))
        error = f" Fitted without the last three years, {tested.lines} lines were off by {off} on average."
    return Fact(f"Expected in {judged_by(row)}", f"{figure(row.expected_value, indicator)}{within}", f"{made}{error}")


def _a_year(row: Judgement, indicator: Indicator) -> str:
    years = judged_by(row) - int(row.latest_year)
    beside = row.expected_a_year if known(row.expected_a_year) else None
    needed = f"{yearly(row.needed_a_year, indicator, beside)} needed for {years} year{'s' if years > 1 else ''}"
    return f"{yearly(beside, indicator, row.needed_a_year)} expected, {needed}" if beside is not None else needed


def _between(row: Judgement, indicator: Indicator, benchmark: Benchmark | None, points: tuple[Point, ...]) -> str:
    """The least and the most that the printed digits let a pace close, where the verdict hangs on them."""
    if benchmark is None or row.firm is not False:
        return ""
    found = closes_range(Line(indicator, row.area_id, points), benchmark, judged_by(row))
    return f" They close from {closes_percent(found[0])} to {closes_percent(found[1])} of it." if found else ""


def _suspected(row: Judgement) -> str:
    year = int(row.suspected_break)
    return (
        f"In {year} the line jumps as if the method had changed; none is declared. The pace is measured from {year} on."
    )


def _panel(row: Judgement, catalogue: Catalogue) -> str:
    """Whose pace it is, and who with most people is not among them."""
    without = catalogue.area_by_id.get(row.panel_without or "")
    largest = f" ({without.name} not among them)" if without is not None else ""
    of_each = (
        "" if row.origin == "computed" else "Each published median is of the economies with a figure in its year. "
    )
    people = f"with {_share(row.panel_population)} of the people{largest}"
    return f"{of_each}The pace is that of the same economies in every year, {people}."


def _share(part: float) -> str:
    return f"{number(100 * part, 1)}{THIN}%"
