"""get_progress: how lines stand to their benchmarks, by the rule of this tracker, in the words of the pages."""

from collections.abc import Mapping, Sequence

from dashboard.address.selection import DEFAULT_SET, OF_A_VIEW, OF_PROGRESS, Selection
from dashboard.assistants.answers import ProgressAnswer, Verdict
from dashboard.assistants.arguments import ProgressArguments
from dashboard.assistants.asked import MOST_VERDICTS, Asking, counted
from dashboard.assistants.figures import count_or_none, line_of, missing, newest_of_each, quote
from dashboard.numbers import benchmark_text
from dashboard.reading import own_groups
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, Observation, judgements, known
from dashboard.words.findings import target_title
from dashboard.words.pace import (
    band_text,
    closes_text,
    expected_text,
    gap_text,
    judged_by,
    pace_text,
    panel_text,
    reached_text,
    verdict_text,
)
from dashboard.words.quoted import BOUNDS
from dashboard.words.sets import set_title
from dashboard.words.spoken import listed
from dashboard.words.status import why
from dashboard.words.verdict import firmness
from indicators.areas import Area
from indicators.vocabulary import AreaType, Origin, Qualifier

OURS = (
    "Verdicts are this tracker's own, by a published rule (see /methods), not those of ITU or of the plan; each "
    "benchmark names who set it."
)


def get_progress(asking: Asking, asked: ProgressArguments) -> ProgressAnswer:
    """The judgements of a selection; of many economies also how they stand as a whole."""
    snapshot = asking.snapshot
    selection = through_a_lens(asking, asking.selection(asked, OF_PROGRESS))
    every = judgements(own_groups.progress(snapshot, selection))
    judged = [row for row in every if known(row.latest_year)]
    given = judged[:MOST_VERDICTS]
    newest = newest_of_each(asking, ((row.indicator_id, row.area_id) for row in given), selection)
    repeat = asking.base.progress(selection, page_of(selection, judged or every))
    return ProgressAnswer(
        said=[
            *_as_sets(snapshot, selection, judged),
            *([OURS] if given else ["No line that was asked for is judged."]),
        ],
        rows=[verdict(snapshot, row, newest.get(line_of(row))) for row in given],
        counted=counted(len(judged), len(given), repeat.csv),
        missing=missing(snapshot, selection, {(row.indicator_id, row.area_id) for row in judged}),
        sources=asking.sources(one for row in given if (one := newest.get(line_of(row)))),
        repeat=repeat,
        build=asking.build,
    )


def through_a_lens(asking: Asking, selection: Selection) -> Selection:
    """A selection that names its horizon: the usual one of the plan where none was asked for."""
    usual = str(asking.snapshot.catalogue.plan.usual_horizon)
    return selection if selection.horizon else selection.but(horizon=(usual,))


def page_of(selection: Selection, judged: Sequence[Judgement]) -> str:
    """The path of the page that shows some judgements: the badge of a single one, else its indicator's lines."""
    if not judged:
        return "/"
    first = judged[0]
    lens = Selection(horizon=selection.horizon, benchmark=selection.benchmark)
    own = {name: (value,) for name in ("sex", "age", "location", "level") if (value := getattr(first, name))}
    key = lens.but(indicator=(first.indicator_id,), **own)
    if first.area_type == AreaType.GROUP:
        return f"/targets/{first.target_id}?{key.but(group=selection.group).query_string()}&badge=group"
    if len({row.area_id for row in judged}) == 1:
        return f"/targets/{first.target_id}?{key.query_string()}&badge={first.area_id}"
    shown = {name: getattr(selection, name) for name in ("area", "area_type", "member_of") if name in OF_A_VIEW}
    return f"/targets/{first.target_id}?{key.but(**shown).query_string()}"


def _as_sets(snapshot: Snapshot, selection: Selection, judged: Sequence[Judgement]) -> list[str]:
    """How the economies of a group, or all of them, stand as a whole, indicator by indicator."""
    if not selection.member_of and selection.area_type != (AreaType.ECONOMY,):
        return []
    if selection.status or selection.over is not None or selection.under is not None:
        return []
    areas = snapshot.catalogue.area_by_id
    whose = listed([areas[one].short_name for one in selection.member_of]) if selection.member_of else "economies"
    benchmark_set = "" if selection.benchmark == DEFAULT_SET else selection.benchmark
    said = []
    for key in dict.fromkeys((row.indicator_id, row.level) for row in judged):
        of = [row for row in judged if (row.indicator_id, row.level) == key]
        indicator = snapshot.catalogue.indicator_by_id[key[0]]
        said.append(
            f"{set_title(indicator, whose, of, indicator.shared_benchmark([r.area_id for r in of], benchmark_set))}."
        )
    return said


def verdict(snapshot: Snapshot, row: Judgement, newest: Observation | None) -> Verdict:
    """A judgement in words, with the observation that was judged."""
    catalogue = snapshot.catalogue
    indicator = catalogue.indicator_by_id[row.indicator_id]
    benchmark = indicator.benchmark_for(row.area_id, row.benchmark_set or "")
    judged = known(row.latest_year)
    finding = target_title(catalogue.target_by_id[row.target_id], indicator, row, [newest] if newest else [])
    return Verdict(
        said=f"{finding}. Verdict of this tracker: {_because(row)}.",
        target_id=row.target_id,
        indicator_id=row.indicator_id,
        role=indicator.role.value,
        area_id=row.area_id,
        area=row.area,
        sex=row.sex,
        age=row.age,
        location=row.location,
        level=row.level,
        status=row.status,
        status_words=verdict_text(row),
        reason=why(row.reason),
        now=quote(newest, catalogue) if newest is not None else None,
        benchmark=benchmark_text(benchmark, indicator) if benchmark else "",
        benchmark_source=f"{benchmark.label}. {benchmark.citation}" if benchmark else "",
        judged_by=judged_by(row) if judged and benchmark else None,
        distance=gap_text(row, indicator, benchmark),
        pace=pace_text(row, indicator),
        closes=closes_text(row),
        expected=expected_text(row, indicator),
        expected_band=band_text(row, indicator),
        reached=reached_text(row),
        suspected_break=count_or_none(row.suspected_break),
        warnings=_warnings(row, catalogue.area_by_id),
    )


def _because(row: Judgement) -> str:
    reason = why(row.reason)
    return f"{verdict_text(row)}, since {reason}" if reason else verdict_text(row)


def _warnings(row: Judgement, areas: Mapping[str, Area]) -> list[str]:
    """What must be said with a verdict, so that nobody takes it for more than it is."""
    said = []
    bound = BOUNDS.get(Qualifier(row.latest_qualifier)) if isinstance(row.latest_qualifier, str) else None
    if bound:
        said.append(
            f"The newest figure is a bound: {bound} {row.latest_value:g}. How far beyond it lies is not published."
        )
    if row.origin == Origin.COMPUTED:
        said.append("The newest figure is computed here, not published.")
    if known(row.suspected_break):
        year = int(row.suspected_break)
        said.append(f"In {year} the line jumps as if the method had changed; its pace is measured from {year} on.")
    if row.firm is False:
        said.append(firmness(row))
    if row.at_risk:
        falls = known(row.recent_a_year) and row.recent_a_year < 0
        said.append(f"It is {'falling' if falls else 'rising'}, on its way out of what the benchmark asks.")
    if whose := panel_text(row, areas):
        said.append(f"Not the pace of the whole group: {whose}.")
    if row.methods_disagree is True:
        said.append(
            "Two verdicts, of published methods or this one, are two steps or more apart: the methods disagree."
        )
    return said
