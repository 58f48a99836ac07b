"""explain_badge: everything that the badge of a verdict opens to on the page of its target."""

from dashboard.address.selection import LATEST, OF_PROGRESS, Problem, Selection
from dashboard.assistants.answers import (
    BadgeAnswer,
    CourseAnswer,
    FactAnswer,
    OpinionAnswer,
    PointAnswer,
)
from dashboard.assistants.arguments import BadgeArguments
from dashboard.assistants.asked import Asking, RefusedError
from dashboard.assistants.figures import line_of, newest_of_each, number_or_none
from dashboard.assistants.verdicts import OURS, page_of, through_a_lens, verdict
from dashboard.numbers import figure
from dashboard.reading import outlooks, own_groups
from dashboard.reading.absences import Absent, absences
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, judgements, known, observations
from dashboard.words import badge
from dashboard.words.outlook import Course, courses
from dashboard.words.quoted import BOUNDS
from dashboard.words.status import WORDS
from indicators.absence import Question
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.series import Point
from indicators.vocabulary import Qualifier, Status


def explain_badge(asking: Asking, asked: BadgeArguments) -> BadgeAnswer:
    """One judgement with its arithmetic. Raises RefusedError where the arguments do not name one line."""
    snapshot = asking.snapshot
    indicator = asking.indicator(asked.indicator)
    selection = _one_line(asking, asked, indicator)
    found = judgements(own_groups.progress(snapshot, selection))
    if len(found) != 1:
        message = f"No line of {indicator.id} is judged there; coverage(indicator, area) says what is held"
        raise RefusedError(Problem("nothing_judged", "indicator", indicator.id, message))
    row = found[0]
    benchmark = indicator.benchmark_for(row.area_id, row.benchmark_set or "")
    newest = newest_of_each(asking, [(row.indicator_id, row.area_id)], selection)
    line = selection.but(horizon=(), benchmark=Selection.benchmark, edition=row.edition or LATEST)
    of_line = observations(own_groups.observations(snapshot, line))
    points = own_groups.used_points(snapshot, row, selection) if known(row.window_from) else ()
    tested = {one.curve: one for one in outlooks.backtests(snapshot, indicator.id)}
    basis = badge.Basis(points, of_line, tested)
    said = verdict(snapshot, row, newest.get(line_of(row)))
    whose = " (the same economies in every year)" if known(row.panel_population) else ""
    facts = badge.facts(row, indicator, benchmark, snapshot.catalogue, basis, _silent(snapshot, indicator, row))
    return BadgeAnswer(
        said=[said.said, *said.warnings, OURS],
        verdict=said,
        facts=[_fact(one, benchmark) for one in facts],
        observations_used=[_point(one, indicator, whose) for one in points],
        methods=[
            OpinionAnswer(
                said=f"{one.title}: {WORDS[Status(one.status)].lower()}{f', {one.said}' if one.said else ''}.",
                method=one.title,
                status=one.status,
                measure=number_or_none(one.measure),
                source=one.source,
            )
            for one in badge.methods(row)
        ],
        methods_said=badge.vote(row),
        projections=[
            _course(one, snapshot.catalogue.plan.years)
            for one in courses(row, indicator, benchmark, points, tested, snapshot.catalogue.plan.years)
        ],
        observations=asking.base.observations(line),
        sources=asking.sources(of_line),
        repeat=asking.base.progress(selection, page_of(selection, [row])),
        build=asking.build,
    )


def _one_line(asking: Asking, asked: BadgeArguments, indicator: Indicator) -> Selection:
    """The selection of one line: of levels that which is shown first, where none was asked for."""
    selection = through_a_lens(asking, asking.selection(asked, OF_PROGRESS))
    if len(selection.area) + bool(selection.group) != 1:
        message = "explain_badge takes one area, or a group of your own; get_progress gives the verdicts of many"
        raise RefusedError(Problem("not_one_line", "area", ",".join(selection.area), message))
    if not selection.level and indicator.default_level:
        return selection.but(level=(indicator.default_level,))
    return selection


def _silent(snapshot: Snapshot, indicator: Indicator, row: Judgement) -> Absent | None:
    """Why there is no figure to judge; None where there is one, or of a group of the asker's own."""
    area = snapshot.catalogue.area_by_id.get(row.area_id)
    if known(row.latest_year) or area is None:
        return None
    question = Question((row.sex,), (row.age,), (row.location,), (row.level,))
    return absences(snapshot, [indicator], [area]).why(indicator, area, question)


def _fact(one: badge.Fact, benchmark: Benchmark | None) -> FactAnswer:
    said = one.said
    if one.name == badge.BENCHMARK and benchmark is not None:
        scope = f". Scope: {benchmark.scope}" if benchmark.scope else ""
        said = f"{said} Source: {benchmark.citation}{scope}."
    return FactAnswer(said=f"{one.name}: {said}", name=one.name, how=one.how)


def _course(one: Course, years: tuple[int, ...]) -> CourseAnswer:
    by_year = {str(year): value for year, value in zip(years, one.values, strict=True) if value}
    told = ", ".join(f"{value} in {year}" for year, value in by_year.items())
    said = f"Projection, {one.curve}: {told}; reaches the benchmark: {one.reaches}; mean error {one.mean_error}."
    return CourseAnswer(said=said, curve=one.curve, by_year=by_year, reaches=one.reaches, mean_error=one.mean_error)


def _point(one: Point, indicator: Indicator, whose: str) -> PointAnswer:
    is_bound = Qualifier(one.qualifier) in BOUNDS
    shown = figure(one.value, indicator, one.qualifier)
    return PointAnswer(
        said=f"Observation used{whose}, {one.year}: {shown}.",
        year=one.year,
        figure=shown,
        value=None if is_bound else one.value,
    )
