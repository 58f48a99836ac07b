"""Which groups lead and which lag on an indicator, compared within one year and edition."""

from collections.abc import Sequence

from dashboard.numbers import words_of
from dashboard.reading.drafts import Found
from dashboard.rows import Observation, known
from dashboard.words.comparable import is_typical
from dashboard.words.places import in_a_place
from dashboard.words.quoted import BOUNDS
from dashboard.words.report.drafted import Parts, Passage
from dashboard.words.report.figures import Notes, joined, value_of
from dashboard.words.spoken import listed
from indicators.model import Indicator
from indicators.parity import symmetric
from indicators.vocabulary import AreaType, Direction, Origin

_KINDS = {
    AreaType.ITU_REGION: "ITU regions",
    AreaType.DEVELOPMENT_LEVEL: "levels of development",
    AreaType.INCOME_GROUP: "income groups",
}


def groups(found: Found, indicator: Indicator, notes: Notes) -> list[Passage]:
    """Who leads and who lags among regions, levels of development and income groups, one passage each; none of a kind
    of which no group has a figure.

    Only figures of one year, one edition and one origin are compared; others are said not to compare.
    """
    sentences = [_of_a_kind(found, indicator, kind, notes) for kind in _KINDS]
    return [Passage("groups", one) for one in sentences if one]


def alike(rows: Sequence[Observation]) -> list[Observation]:
    """Of figures of several areas those of one year, edition and origin: of most areas, then the newest."""
    sets: dict[tuple[int, str, str], list[Observation]] = {}
    for row in rows:
        sets.setdefault((row.year, row.edition, row.origin), []).append(row)
    if not sets:
        return []
    return max(sets.items(), key=lambda one: (len(one[1]), one[0][0], one[0][2] == Origin.PUBLISHED))[1]


def _of_a_kind(found: Found, indicator: Indicator, kind: AreaType, notes: Notes) -> Parts:
    areas = found.areas(kind)
    newest = [line[-1] for area in areas if (line := found.line(indicator, area.area_id))]
    if not newest:
        return ()
    names = {area.area_id: in_a_place(area) for area in areas}
    same = alike(newest)
    others = [row for row in newest if row not in same]
    if len(same) == 1 < len(newest):
        start: Parts = (
            f"No two {_KINDS[kind]} have a figure of the same year and edition, so that none are compared: ",
        )
        return (*start, *_apart(newest, names, indicator, notes), ".")
    if len(same) == 1:
        only: Parts = (f"Of the {_KINDS[kind]} only one has a figure: ",)
        return (*only, *_apart(same, names, indicator, notes), ".")
    told = _compared(same, names, indicator, kind)
    few = "" if len(same) == len(areas) else f"{words_of(len(same))} of "
    start = (f"Of {few}the {words_of(len(areas))} {_KINDS[kind]}, {same[0].year}{_computed(same, indicator)}: ",)
    apart: Parts = ()
    if others:
        apart = (
            " Not compared, for another year, edition or way of making: ",
            *_apart(others, names, indicator, notes),
            ".",
        )
    return (*start, *told, notes.mark(same[0]), ".", *apart)


def _compared(same: Sequence[Observation], names: dict[str, str], indicator: Indicator, kind: AreaType) -> Parts:
    """Of regions the first and the last, of levels and income groups all, the best first."""
    ranked = sorted(same, key=lambda row: _merit(row, indicator), reverse=True)
    if kind is not AreaType.ITU_REGION or any(row.qualifier in BOUNDS for row in same):
        return joined([_with_name(row, names, indicator) for row in ranked])
    best, worst = (_level_with(ranked, end, indicator) for end in (0, -1))
    if len(best) == len(ranked):
        return ("all have ", value_of(best[0], indicator))
    top, low = _ends(indicator)
    first: Parts = (f"{top} in {_who(best, names)}, ", value_of(best[0], indicator))
    return (*first, f", {low} in {_who(worst, names)}, ", value_of(worst[0], indicator))


def _apart(rows: Sequence[Observation], names: dict[str, str], indicator: Indicator, notes: Notes) -> Parts:
    """Figures that stand alone, each with its year and where it comes from."""
    return joined(
        [
            (*_with_name(row, names, indicator), f" ({row.year}{_computed([row], indicator)})", notes.mark(row))
            for row in rows
        ]
    )


def _ends(indicator: Indicator) -> tuple[str, str]:
    if indicator.direction is Direction.BAND:
        return "nearest to even", "furthest from it"
    return ("lowest", "highest") if indicator.direction is Direction.DOWN else ("highest", "lowest")


def _merit(row: Observation, indicator: Indicator) -> float:
    if indicator.direction is Direction.BAND:
        return -abs(symmetric(row.value) - 1)
    return -row.value if indicator.direction is Direction.DOWN else row.value


def _level_with(ranked: Sequence[Observation], end: int, indicator: Indicator) -> list[Observation]:
    """Those that are shown with the same figure as the one at an end."""
    shown = round(ranked[end].value, indicator.decimals)
    return [row for row in ranked if round(row.value, indicator.decimals) == shown]


def _who(rows: Sequence[Observation], names: dict[str, str]) -> str:
    return listed([names[row.area_id] for row in rows])


def _with_name(row: Observation, names: dict[str, str], indicator: Indicator) -> Parts:
    return (f"{names[row.area_id]} ", value_of(row, indicator))


def _computed(rows: Sequence[Observation], indicator: Indicator) -> str:
    """What is said of figures that nobody published, and of those of median economies."""
    whose_median = "the median economy of each" if len(rows) > 1 else "the median economy"
    typical = f", {whose_median}" if any(is_typical(row, indicator) for row in rows) else ""
    if rows[0].origin != Origin.COMPUTED:
        return typical
    whose = "computed here from economies" if known(rows[0].economies_with_data) else "computed from published figures"
    return f", {whose}{typical}"
