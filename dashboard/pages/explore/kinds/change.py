"""Change: how much each line changed between two years."""

from collections import Counter
from operator import attrgetter

import pandas as pd

from dashboard.address.explore import ExploreView
from dashboard.figures.slope import moved, slope
from dashboard.figures.style import Figure
from dashboard.numbers import counted, suffix
from dashboard.pages.explore.kinds.drawing import Drawing
from dashboard.pages.explore.words import LINE
from dashboard.reading.explored import Findings, speaking
from dashboard.rows import Observation, breakdown_words, lines, rows, varying, where
from dashboard.words.changes import rises_and_falls
from dashboard.words.comparable import Jumps, jumps_of, no_change_told
from dashboard.words.spoken import listed, measure
from indicators.model import Indicator

_LINE = attrgetter(*LINE)
_WHY = {
    "break": "for a break between them",
    "jump": "for a jump between them that looks like another method",
    "median": "as medians of those economies that have a price in each year",
    "computed": "as computed from economies that differ",
}
_LEAST_SHARE, _USUAL_SPAN = 0.5, 10


class Change(Drawing):
    """One slope for each line of the first indicator that has a figure in both years."""

    name, label, most = "change", "Change", 1

    def draws(self, frame: pd.DataFrame, view: ExploreView) -> pd.DataFrame:
        """The figures of both years, of lines that are shown first and have both."""
        first = speaking(frame)
        years = two_years(first, view)
        both = where(first, lambda row: row.year in years)
        drawn = Counter(map(_LINE, rows(both)))
        return where(both, lambda row: drawn[_LINE(row)] == 2)

    def figure(self, found: Findings) -> Figure:
        """Slopes, labelled at both ends."""
        return slope(found.frame, found.indicator, found.colours, jumps_of(found.suspected))

    def title(self, found: Findings) -> str:
        """In how many it rose and fell, and where most and least; or why no change can be told."""
        return _title(found.frame, found.indicator, jumps_of(found.suspected))

    def why_nothing(self, found: Findings) -> str:
        """That no line has both years."""
        return "No line has a figure in both years, so that no change can be told."


def two_years(frame: pd.DataFrame, view: ExploreView) -> tuple[int, int] | tuple[()]:
    """The two years that a change is told between: those asked for, or the newest that half of the lines have, and
    one about ten years before it.
    """
    counts = frame["year"].value_counts()
    if counts.empty:
        return ()
    lines = len(set(map(_LINE, rows(frame))))
    common = sorted(int(year) for year in counts.index if counts[year] >= _LEAST_SHARE * lines) or [
        int(counts.idxmax())
    ]
    known, asked = set(frame["year"]), view.data
    last = asked.year_to if asked.year_to is not None and asked.year_to in known else common[-1]
    if asked.year_from is not None and asked.year_from in known:
        return (asked.year_from, last) if asked.year_from < last else ()
    earlier = [year for year in common if year < last]
    return (min(earlier, key=lambda year: abs(last - _USUAL_SPAN - year)), last) if earlier else ()


def _title(frame: pd.DataFrame, indicator: Indicator, jumps: Jumps) -> str:
    drawn = [(line[0], line[-1]) for line in lines(rows(frame), LINE)]
    named = measure(indicator.short, rows(frame))
    start, end = drawn[0][0].year, drawn[0][1].year
    reasons = Counter(no_change_told(pair, indicator, jumps) for pair in drawn)
    told = [pair for pair in drawn if not no_change_told(pair, indicator, jumps)]
    if not told:
        why = next(words for reason, words in _WHY.items() if reasons[reason])
        return f"{named}: {start} and {end} do not compare, {why}"
    apart_by = varying([line[0] for line in drawn])
    ranked = sorted(told, key=lambda pair: pair[1].value - pair[0].value)
    left_out = [f"{reasons['break']} for a break"] * bool(reasons["break"])
    left_out += [f"{reasons['jump']} for a jump that looks like another method"] * bool(reasons["jump"])
    left_out += [f"{reasons['computed']} computed from economies"] * bool(reasons["computed"])
    left_out += [f"{counted(reasons['median'], 'median')} of economies that differ"] * bool(reasons["median"])
    apart = f"; left out {listed(left_out)}" if left_out else ""
    if len(told) == 1:
        gained = f"{moved(list(ranked[0]), indicator)}{' points' if suffix(indicator) else ''}"
        return f"{named}, {_name(ranked[0][1], apart_by)}: {gained} from {start} to {end}{apart}"
    low, high = ranked[0], ranked[-1]
    if high[1].value <= high[0].value:  # what fell everywhere fell most where the change is lowest
        most, least = low, high
    else:
        most, least = high, low
    ends = [f"{_name(one[1], apart_by)} ({moved(list(one), indicator)})" for one in (most, least)]
    way = rises_and_falls([last.value - first.value for first, last in told])
    alike = way.startswith(("rose in all", "fell in all", "rose in both", "fell in both"))
    between = f"most in {ends[0]}, least in {ends[1]}" if alike else f"from {ends[0]} to {ends[1]}"
    return f"{named} {way} from {start} to {end}: {between}{apart}"


def _name(row: Observation, apart_by: list[str]) -> str:
    return ", ".join([row.short_name, *breakdown_words(row, apart_by)])
