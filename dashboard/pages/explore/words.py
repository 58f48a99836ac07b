"""What a view of the page Explore says, as sentences computed from its rows."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.address.selection import ALL, LATEST
from dashboard.figures.scatter import Pair
from dashboard.figures.slope import moved, no_change_told
from dashboard.numbers import counted, figure, number, suffix
from dashboard.parts.status import WORDS
from dashboard.reading.explored import Findings
from dashboard.rows import Row, breakdown_words, lines, rows
from dashboard.words.findings import ranking_title, trend_title
from dashboard.words.spoken import in_words
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import BREAKDOWNS, TOTALS, Status

_LINE = ("area_id", *BREAKDOWNS)
_STRONG, _WEAK, _FEW = 0.6, 0.25, 10


def title(found: Findings, benchmark: Benchmark | None, pairs: Sequence[Pair], judged: pd.DataFrame) -> str:
    """The finding of a view; `pairs` are those of a scatter, `judged` the judgements of a map of status."""
    frame, indicator, chart = found.frame, found.indicator, found.view.chart
    if chart == "map" and found.view.show == "status":
        return _status_title(judged, found)
    if chart in ("ranking", "map"):
        return f"{indicator.short}: {_small(ranking_title(frame, indicator, benchmark))}"
    if chart == "scatter":
        return _scatter_title(pairs, found.indicators)
    if chart in ("change", "heat"):
        return (_change_title if chart == "change" else _heat_title)(frame, indicator)
    if len(found.indicators) > 1:
        return _panels_title(found)
    return _beside_the_world(frame, indicator) or trend_title(frame, indicator)


def _beside_the_world(frame: pd.DataFrame, indicator: Indicator) -> str:
    """Of one area beside the world how far it came and how far the world is away; empty of anything else."""
    drawn = {line[0].area_id: line for line in lines(rows(frame[frame["is_headline"] & frame["is_observed"]]), _LINE)}
    others = [line for area_id, line in drawn.items() if area_id != "WLD"]
    if "WLD" not in drawn or len(others) != 1 or len(set(frame["area_id"])) != 2:
        return ""
    line, world = others[0], {row.year: row for row in drawn["WLD"]}
    same_year = [row for row in line if row.year in world]
    if len(line) < 2 or not same_year or no_change_told(line, indicator):
        return ""
    if any(row.qualifier for row in (*line, world[same_year[-1].year])):
        return ""
    then, now, last = line[0], line[-1], same_year[-1]
    gained = now.value - then.value
    unit = " points" if suffix(indicator) else ""
    moved = (
        f"{'gained' if gained > 0 else 'lost'} {number(abs(gained), indicator.decimals)}{unit}"
        if gained
        else "stood still"
    )
    gap = last.value - world[last.year].value
    side = "ahead of" if gap > 0 else "behind"
    apart = (
        f"{number(abs(gap), indicator.decimals)}{unit} {side} the world in {last.year}"
        if gap
        else "level with the world"
    )
    return f"{indicator.short}: {now.short_name} {moved} from {then.year} to {now.year}; it is {apart}"


def subtitle(found: Findings) -> str:
    """What a view measures, in which edition, for which years, with what coverage."""
    named = {(one.title, one.unit_label) for one in found.indicators}
    what = "; ".join(f"{each}, {unit}" for each, unit in sorted(named))
    words = sorted({word for row in rows(found.frame) for word in breakdown_words(row)})
    first, last = int(found.frame["year"].min()), int(found.frame["year"].max())
    span = str(first) if first == last else f"{first}–{last}"
    newest = found.view.chart in ("ranking", "scatter", "map") and found.view.year is None
    when = f"newest figure of each, {span}" if newest else span
    shown = len(set(found.frame["area_id"]))
    edition = {LATEST: "the newest edition of each", ALL: "earlier editions as open dots"}.get(
        found.view.data.edition, f"edition {found.view.data.edition}"
    )
    coverage = counted(shown, "area") if shown == len(found.areas) else f"{shown} of {len(found.areas)} areas have one"
    broken_down = f", {', '.join(words)}" if words else ""
    return f"{what}{broken_down}; {when}; {edition}; {coverage}."


def words(found: Findings, pairs: Sequence[Pair], judged: pd.DataFrame) -> str:
    """A view as text: every number that its chart shows at the ends of its lines."""
    chart = found.view.chart
    if chart == "scatter":
        x, y = found.indicators
        return " ".join(
            f"{pair.x.area}: {x.short} {figure(pair.x.value, x, pair.x.qualifier)} ({pair.x.year}), "
            f"{y.short} {figure(pair.y.value, y, pair.y.qualifier)} ({pair.y.year})."
            for pair in pairs
        )
    if chart == "map" and found.view.show == "status":
        return " ".join(f"{row.area}: {WORDS[Status(row.status)]}." for row in rows(judged))
    said = []
    for indicator in found.indicators:
        frame = found.of(indicator)
        shown = frame[frame["is_headline"]] if frame["is_headline"].any() else frame
        named = f"{indicator.short}. " if len(found.indicators) > 1 else ""
        if not shown.empty:
            said.append(f"{named}{in_words(shown, indicator)}")
    return " ".join(said)


def source_line(found: Findings, benchmarks: Sequence[Benchmark | None]) -> str:
    """Sources with editions, build, and the sources of the benchmarks drawn."""
    publications = found.frame[["source", "edition"]].drop_duplicates()
    by_source: dict[str, list[str]] = {}
    for row in publications.itertuples():
        by_source.setdefault(row.source, []).append(row.edition)
    named = "; ".join(
        f"{source}, {'edition' if len(of) == 1 else 'editions'} {', '.join(of)}" for source, of in by_source.items()
    )
    line = f"Source: {named}. Build {found.frame['build_id'].iloc[0]}."
    named_by = "; ".join(dict.fromkeys(one.source for one in benchmarks if one))
    return f"{line} Benchmark: {named_by}." if named_by else line


def why_empty(found: Findings) -> str:
    """Why a view draws nothing, and what there is of its indicators."""
    sentences = []
    for indicator in found.indicators:
        exists = found.exists[indicator.id]
        if exists.empty:
            sentences.append(
                f"{indicator.title}: no figure is in this build; a refresh from its source may bring some."
            )
            continue
        first, last = int(exists["first_year"].min()), int(exists["last_year"].max())
        kinds = ", ".join(kind.replace("_", " ") for kind in dict.fromkeys(exists["area_type"]))
        parts = [
            f"{name} {', '.join(BREAKDOWNS[name].get(word, word) for word in known)}"
            for name in BREAKDOWNS
            if (known := [word for word in BREAKDOWNS[name] if word in set(exists[name]) and word not in TOTALS])
        ]
        more = f"; broken down by {'; '.join(parts)}" if parts else ""
        sentences.append(f"{indicator.title}: figures exist for {first}–{last}, by {kinds}{more}.")
    if not found.areas:
        return "No area is chosen. Choose at least one under Areas."
    what = _what_is_missing(found)
    return f"{what} {' '.join(sentences)}"


def _what_is_missing(found: Findings) -> str:
    if found.all_rows.empty:
        return "There is no figure for the areas, breakdowns, years and edition chosen."
    if found.view.chart == "scatter":
        return "No economy has a figure of both indicators."
    if found.view.chart == "change":
        return "No line has a figure in both years, so that no change can be told."
    return f"There is no figure for {found.view.year or 'these years'}."


def _small(sentence: str) -> str:
    """A sentence that follows a colon: its first word small, unless it is a name."""
    first = sentence.split(" ", 1)[0]
    return (
        f"{first.lower()}{sentence[len(first) :]}" if first in ("None", "Neither", "Both", "From", "One") else sentence
    )


def _change_title(frame: pd.DataFrame, indicator: Indicator) -> str:
    drawn = [(line[0], line[-1]) for line in lines(rows(frame), _LINE)]
    start, end = drawn[0][0].year, drawn[0][1].year
    reasons = Counter(no_change_told(list(pair), indicator) for pair in drawn)
    told = [pair for pair in drawn if not no_change_told(list(pair), indicator)]
    if not told:
        why = "for a break between them" if reasons["break"] else "as computed from economies that differ"
        return f"{indicator.short}: {start} and {end} do not compare, {why}"
    ranked = sorted(told, key=lambda pair: pair[1].value - pair[0].value)
    left_out = [f"{reasons['break']} for a break"] * bool(reasons["break"])
    left_out += [f"{reasons['computed']} computed from economies"] * bool(reasons["computed"])
    apart = f"; left out {' and '.join(left_out)}" if left_out else ""
    if len(told) == 1:
        return f"{_name(ranked[0][1])}: {moved(list(ranked[0]), indicator)} from {start} to {end}{apart}"
    rose = sum(last.value > first.value for first, last in told)
    least, most = ranked[0], ranked[-1]
    return (
        f"{indicator.short} rose in {rose} of {len(told)} from {start} to {end}: most in {_name(most[1])} "
        f"({moved(list(most), indicator)}), least in {_name(least[1])} ({moved(list(least), indicator)}){apart}"
    )


def _name(row: Row) -> str:
    return ", ".join([row.short_name, *breakdown_words(row)])


def _heat_title(frame: pd.DataFrame, indicator: Indicator) -> str:
    drawn = lines(rows(frame), _LINE)
    told = [line for line in drawn if len(line) > 1 and not no_change_told(line, indicator)]
    if not told:
        return f"{indicator.short}: {counted(len(frame), 'figure')} of {counted(len(drawn), 'area')}"
    rose = sum(line[-1].value > line[0].value for line in told)
    return f"{indicator.short} rose in {rose} of {counted(len(told), 'area')} from their first figure to their newest"


def _status_title(judged: pd.DataFrame, found: Findings) -> str:
    counts = Counter(judged["status"])
    parts = [f"{counts[one.value]} {WORDS[one].lower()}" for one in Status if counts[one.value]]
    many = counted(len(judged), "economy", "economies")
    return f"{found.indicator.short} by {found.view.lens.horizon}, {many}: {', '.join(parts)}"


def _panels_title(found: Findings) -> str:
    held = [one.short for one in found.indicators if not found.of(one).empty]
    years = f"{int(found.frame['year'].min())}–{int(found.frame['year'].max())}"
    return f"{', '.join(held[:-1])} and {held[-1]}, {years}" if len(held) > 1 else f"{held[0]}, {years}"


def _scatter_title(pairs: Sequence[Pair], indicators: tuple[Indicator, ...]) -> str:
    x, y = indicators
    many = counted(len(pairs), "economy", "economies")
    if len(pairs) < _FEW:
        return f"{x.short} and {y.short} in {many}"
    rank = rank_correlation([pair.x.value for pair in pairs], [pair.y.value for pair in pairs])
    together = f"the higher {x.short}, the {'higher' if rank > 0 else 'lower'} {y.short}"
    said = {True: together, False: f"{together}, loosely"}[abs(rank) >= _STRONG]
    if abs(rank) < _WEAK:
        said = f"{x.short} and {y.short} hardly go together"
    return f"In {many}, {said} (rank correlation {figure_of(rank)})"


def figure_of(rank: float) -> str:
    """A correlation with two decimals and a true minus."""
    return f"{rank:.2f}".replace("-", "−")


def rank_correlation(x: Sequence[float], y: Sequence[float]) -> float:
    """Spearman's rank correlation; ties share the mean of their ranks. 0 where one of the two does not vary."""
    ranks = [pd.Series(values).rank().to_numpy() for values in (x, y)]
    if any(float(np.ptp(one)) == 0 for one in ranks):
        return 0.0
    return float(np.corrcoef(*ranks)[0, 1])
