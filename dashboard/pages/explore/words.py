"""What a view of the page Explore says whatever its kind of chart, as sentences computed from its rows."""

from collections.abc import Sequence

import pandas as pd

from dashboard.address.selection import ALL, DISTINCT, HISTORY, LATEST
from dashboard.numbers import counted, number, span, suffix
from dashboard.reading.explored import Findings
from dashboard.rows import breakdown_words, lines, rows, shown_first
from dashboard.words import absence, sources
from dashboard.words.comparable import Jumps, is_median, jumps_of, no_change_told
from dashboard.words.findings import trend_title
from dashboard.words.spoken import in_words, measure
from indicators.absence import Absence
from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import AREA_TYPES, BREAKDOWNS, TOTALS, Direction

LINE = ("area_id", *BREAKDOWNS)


def course_title(found: Findings) -> str:
    """The finding of a course over the years; of several indicators, which they are."""
    if len(found.indicators) > 1:
        return _several(found)
    jumps = jumps_of(found.suspected)
    return _beside_the_world(found.frame, found.indicator, jumps) or trend_title(found.frame, found.indicator, jumps)


def _several(found: Findings) -> str:
    held = [one.short for one in found.indicators if not found.of(one).empty]
    names = {row.short_name for row in rows(found.frame)}
    when = f"{names.pop()}, {_span(found)}" if len(names) == 1 else _span(found)
    return f"{', '.join(held[:-1])} and {held[-1]}, {when}" if len(held) > 1 else f"{held[0]}, {when}"


def _span(found: Findings) -> str:
    return span(int(found.frame["year"].min()), int(found.frame["year"].max()))


def _beside_the_world(frame: pd.DataFrame, indicator: Indicator, jumps: Jumps) -> str:
    """Of one area beside the world how far it came and how far the world is away; empty of anything else."""
    spoken = [row for row in rows(frame) if row.is_headline and row.is_observed]
    drawn = {line[0].area_id: line for line in lines(spoken, LINE)}
    others = [line for area_id, line in drawn.items() if area_id != "WLD"]
    if "WLD" not in drawn or len(others) != 1 or len({row.area_id for row in rows(frame)}) != 2:
        return ""
    line, world = others[0], {row.year: row for row in drawn["WLD"]}
    same_year = [row for row in line if row.year in world and world[row.year].origin == row.origin]
    if len(line) < 2 or not same_year or no_change_told(line, indicator, jumps):
        return ""
    if any(row.qualifier for row in (*line, world[same_year[-1].year])):
        return ""
    then, now, last = line[0], line[-1], same_year[-1]
    moved = _moved(now.value - then.value, indicator)
    whose = "the world's median economy" if is_median(world[last.year], indicator) else "the world"
    apart = _apart(last.value - world[last.year].value, indicator, whose)
    what = measure(indicator.short, [*line, *drawn["WLD"]])
    return f"{what}: {now.short_name} {moved} from {then.year} to {now.year}; it is {apart} in {last.year}"


def _amount(difference: float, indicator: Indicator) -> str:
    """A difference without its sign, as far as the decimals that are shown tell it; empty for none."""
    amount = number(abs(difference), indicator.decimals)
    return "" if amount == "0" else f"{amount}{' points' if suffix(indicator) else ''}"


def _moved(gained: float, indicator: Indicator) -> str:
    """How far an area came: what of less is better, or neither way, rises and falls and is not gained."""
    amount = _amount(gained, indicator)
    if not amount:
        return "did not change"
    if indicator.direction is Direction.UP:
        return f"{'gained' if gained > 0 else 'lost'} {amount}"
    return f"{'rose' if gained > 0 else 'fell'} by {amount}"


def _apart(gap: float, indicator: Indicator, world: str) -> str:
    """On which side of the world an area is: ahead of it or behind only where more is better."""
    amount = _amount(gap, indicator)
    if not amount:
        return f"level with {world}"
    if indicator.direction is Direction.UP:
        return f"{amount} {'ahead of' if gap > 0 else 'behind'} {world}"
    return f"{amount} {'above' if gap > 0 else 'below'} {world}"


def subtitle(found: Findings) -> str:
    """What a view measures, in which edition, for which years, with what coverage."""
    named = {(one.title, one.unit_label) for one in found.indicators}
    what = "; ".join(f"{each}, {unit}" for each, unit in sorted(named))
    words = sorted({word for row in rows(found.frame) for word in breakdown_words(row)})
    span = _span(found)
    newest = found.view.kind.is_newest and found.view.year is None
    when = f"newest figure of each, {span}" if newest else span
    shown = len(set(found.frame["area_id"]))
    edition = {
        LATEST: "the newest edition of each",
        HISTORY: "the newest edition of each, and thin the years before it",
        DISTINCT: "other editions, where they say something else, as open dots",
        ALL: "other editions as open dots",
    }.get(found.view.data.edition, f"edition {found.view.data.edition}")
    coverage = counted(shown, "area") if shown == len(found.areas) else f"{shown} of {len(found.areas)} areas have one"
    broken_down = f", {', '.join(words)}" if words else ""
    return f"{what}{broken_down}; {when}; {edition}; {coverage}."


def announced(found: Findings) -> str:
    """What is shown now, with the number of what is drawn."""
    if found.is_blank:
        return "Nothing to draw; the page says why."
    named = ", ".join(one.title for one in found.indicators)
    what = "judgement" if found.view.judges else "figure"
    return f"Now shown: {named}, {counted(found.count, what)}."


def in_lines(found: Findings) -> str:
    """A view as text: first and last figure of every line that is shown first, indicator by indicator."""
    said, jumps = [], jumps_of(found.suspected)
    for indicator in found.indicators:
        frame = found.of(indicator)
        named = f"{indicator.short}. " if len(found.indicators) > 1 else ""
        if not frame.empty:
            said.append(f"{named}{in_words(shown_first(frame), indicator, jumps)}")
    return " ".join(said)


def source_line(found: Findings, benchmarks: Sequence[Benchmark | None]) -> str:
    """Every edition that is drawn, by publisher, the version, and the sources of the benchmarks drawn."""
    line = f"Source: {sources.source_line(rows(found.frame), found.catalogue)}. Version {found.build.build_id}."
    named_by = "; ".join(dict.fromkeys(one.source for one in benchmarks if one))
    return f"{line} Benchmark: {named_by}." if named_by else line


def _broken_down_by(exists: pd.DataFrame, name: str) -> list[str]:
    held = set(exists[name]) - set(TOTALS)
    return [word for word in BREAKDOWNS[name] if word in held]


def why_empty(found: Findings, why: str) -> str:
    """Why a view draws nothing, and what there is of its indicators; `why` is said where rows exist, but not drawn,
    unless it is for the edition of all of them.
    """
    sentences = []
    for indicator in found.indicators:
        exists = found.exists[indicator.id]
        if exists.empty:
            sentences += [f"{indicator.title}: {one}." for one in _reasons(found, indicator)]
            continue
        years = span(int(exists["first_year"].min()), int(exists["last_year"].max()))
        kinds = ", ".join(words for kind, words in AREA_TYPES.items() if kind in set(exists["area_type"]))
        parts = [
            f"{name} {', '.join(BREAKDOWNS[name].get(word, word) for word in known)}"
            for name in BREAKDOWNS
            if (known := _broken_down_by(exists, name))
        ]
        more = f"; broken down by {'; '.join(parts)}" if parts else ""
        sentences.append(f"{indicator.title}: figures are held for {years} ({kinds}){more}.")
    if not found.areas:
        return "No area is chosen. Choose at least one under Areas."
    nothing = "There is no figure for the areas, breakdowns, years and edition chosen."
    what = [one for one in (why if _has_first_editions(found) else "", _in_other_editions(found)) if one]
    return " ".join([*(what or [nothing if found.all_rows.empty else why]), *sentences])


def _has_first_editions(found: Findings) -> bool:
    """Whether any line that is shown first has a figure of the years that are asked for."""
    rows_ = found.all_rows
    first = rows_[rows_["is_headline"].astype(bool)]
    return bool((first["year"] == found.view.year).any() if found.view.year else len(first))


def _reasons(found: Findings, indicator: Indicator) -> list[str]:
    """Why the areas asked for have no figure of an indicator, each reason once."""
    return list(dict.fromkeys(absence.why(one) for one in found.reasons[indicator.id].values()))


def _in_other_editions(found: Findings) -> str:
    """Of how many areas other editions than those shown first have what is asked; empty where they have nothing."""
    if found.view.data.named_edition:
        return ""
    reasons: dict[str, list[Absence]] = {}
    for of in found.reasons.values():
        for area_id, why in of.items():
            reasons.setdefault(area_id, []).append(why.reason)
    many = sum(set(of) == {Absence.OTHER_EDITIONS} for of in reasons.values())
    if not many:
        return ""
    return (
        f"Of {many} of {counted(len(found.areas), 'area')} only editions that are not shown first have a figure of "
        "these years: a trend or a table of all editions shows them, any chart those of one edition chosen by name."
    )
