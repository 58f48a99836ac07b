"""How many rows a build holds of each area and indicator and what a row weighs, counted once: what the menus of pages
say of files, without a question for each of them.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dashboard.address.selection import ALL, LATEST, Selection
from dashboard.reading import judgements, selected
from dashboard.reading.warehouse import Snapshot
from indicators.vocabulary import AreaType

_WEIGHED = 64
"""Rows of an indicator, of economies and of groups each, whose weight stands for that of all."""


class Weighed(NamedTuple):
    """What a selection has: its rows, the mean bytes of one as CSV, and of how many indicators and sources they are."""

    rows: int
    row: float
    indicators: int
    sources: int


class _Cell(NamedTuple):
    """The rows of an area and indicator of one kind (all, or those of which lines), their weight, and their sources."""

    rows: int
    row: float
    sources: tuple[str, ...]


_Cells = Mapping[str, Mapping[str, _Cell]]
"""By area, then by indicator."""


def observations(snapshot: Snapshot, selection: Selection) -> Weighed | None:
    """What a selection of whole areas and indicators has: all editions, the lines shown first, or the newest of these;
    None of any other selection, which has to be asked.
    """
    if selection.but(indicator=(), area=(), area_type=(), edition=LATEST, latest=False) != Selection():
        return None
    kind = {(ALL, False): "every", (LATEST, False): "shown", (LATEST, True): "newest"}.get(
        (selection.edition, selection.latest)
    )
    if kind is None:
        return None
    return _summed(snapshot, selection, snapshot.of_build(observations, lambda: _observations(snapshot))[kind])


def progress(snapshot: Snapshot, selection: Selection) -> Weighed | None:
    """The same of judgements by one year, against the benchmarks that stand first."""
    if selection.but(indicator=(), area=(), area_type=(), horizon=()) != Selection() or len(selection.horizon) != 1:
        return None
    held = snapshot.of_build(progress, lambda: _progress(snapshot))
    return _summed(snapshot, selection, held.get(int(selection.horizon[0]), {}))


def _summed(snapshot: Snapshot, selection: Selection, held: _Cells) -> Weighed:
    areas = snapshot.catalogue.area_by_id
    chosen = selection.area or tuple(held)
    if selection.area_type:
        chosen = tuple(one for one in chosen if areas[one].area_type.value in selection.area_type)
    cells = [(of, cell) for one in chosen for of, cell in _asked(held.get(one, {}), selection.indicator)]
    rows = sum(cell.rows for _, cell in cells)
    return Weighed(
        rows,
        sum(cell.rows * cell.row for _, cell in cells) / rows if rows else 0.0,
        len({of for of, _ in cells}),
        len({source for _, cell in cells for source in cell.sources}),
    )


def _asked(of_area: Mapping[str, _Cell], indicators: tuple[str, ...]) -> Iterator[tuple[str, _Cell]]:
    for one in indicators or of_area:
        if one in of_area:
            yield one, of_area[one]


def _observations(snapshot: Snapshot) -> Mapping[str, _Cells]:
    """Of each kind the cells that have a row."""
    kinds = {"every": "true", "shown": "is_headline", "newest": "is_headline and is_latest"}
    counted = ", ".join(
        f"count(*) filter ({lines}), coalesce(list(distinct source_id) filter ({lines}), [])"
        for lines in kinds.values()
    )
    found = snapshot.rows(f"select area_id, indicator_id, {counted} from series group by all order by all")
    weights = {(of, economies): row for of, economies, row in snapshot.rows(*selected.weights(snapshot, _WEIGHED))}
    cells: dict[str, dict[str, dict[str, _Cell]]] = {kind: {} for kind in kinds}
    areas = snapshot.catalogue.area_by_id
    for area, indicator, *pairs in found:
        row = weights[indicator, areas[area].area_type is AreaType.ECONOMY]
        for kind, many, sources in zip(kinds, pairs[::2], pairs[1::2], strict=True):
            if many:
                cells[kind].setdefault(area, {})[indicator] = _Cell(many, row, tuple(sources))
    return cells


def _progress(snapshot: Snapshot) -> Mapping[int, _Cells]:
    """Of each horizon the cells that have a row."""
    weights = {(of, economies): row for of, economies, row in snapshot.rows(*judgements.weights(snapshot, _WEIGHED))}
    cells: dict[int, dict[str, dict[str, _Cell]]] = {}
    areas = snapshot.catalogue.area_by_id
    for horizon, area, indicator, many in snapshot.rows(
        """
        select horizon, area_id, indicator_id, count(*)
        from progress
        where benchmark_set = ''
        group by all
        order by all
        """
    ):
        row = weights[indicator, areas[area].area_type is AreaType.ECONOMY]
        cells.setdefault(horizon, {}).setdefault(area, {})[indicator] = _Cell(many, row, ())
    return cells
