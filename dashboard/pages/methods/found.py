"""The worked example of the page Methods: a line of today's figures, everything asked once."""

from dataclasses import dataclass

from dashboard.address.selection import Selection
from dashboard.reading import judgements, selected
from dashboard.reading.judgements import UsedPoint
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Judgement, known, observations, rows
from dashboard.words.sources import source_line
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import TOTALS


@dataclass(frozen=True)
class Example:
    """A judged line whose pace is told: its indicator, its benchmark, the observations that the pace rests on, and who
    published the newest figure, in which edition.
    """

    row: Judgement
    indicator: Indicator
    benchmark: Benchmark
    points: tuple[UsedPoint, ...]
    source: str


def example(snapshot: Snapshot) -> Example | None:
    """The world on what Explore opens with, by the usual horizon; else the first total of the world or of whom a target
    is judged on of which a share of the distance is told. None where none is.
    """
    catalogue = snapshot.catalogue
    first = catalogue.explored_first[0].id
    areas = {"WLD", *(target.judged_on for target in catalogue.targets)}
    sex, age, location, _ = TOTALS
    asked = Selection(
        area=tuple(sorted(areas)),
        sex=(sex,),
        age=(age,),
        location=(location,),
        horizon=(str(catalogue.plan.usual_horizon),),
    )
    told: list[Judgement] = [row for row in rows(judgements.progress(snapshot, asked)) if _is_told(row)]
    told.sort(key=lambda row: (row.indicator_id != first, row.area_id != "WLD"))
    if not told:
        return None
    row = told[0]
    indicator = catalogue.indicator_by_id[row.indicator_id]
    benchmark = indicator.benchmark_for(row.area_id)
    if benchmark is None:
        return None
    points = tuple(judgements.used_points(snapshot, row))
    return Example(row, indicator, benchmark, points, _source(snapshot, row))


def _source(snapshot: Snapshot, row: Judgement) -> str:
    asked = Selection(
        indicator=(row.indicator_id,),
        area=(row.area_id,),
        sex=(row.sex,),
        age=(row.age,),
        location=(row.location,),
        level=(row.level,) if row.level else (),
        latest=True,
    )
    found = [one for one in observations(selected.observations(snapshot, asked)) if one.edition == row.edition]
    return source_line(found, snapshot.catalogue)


def _is_told(row: Judgement) -> bool:
    return known(row.closes) and known(row.expected_value) and 0 < row.closes < 1
