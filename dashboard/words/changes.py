"""Changes in words: in how many a figure rose and fell, and what changed from one build to the next."""

from collections.abc import Sequence

from dashboard.numbers import counted, figure
from dashboard.reading.changes import ImportantChange
from dashboard.rows import breakdown_words
from dashboard.words.status import WORDS
from indicators.model import Indicator
from indicators.vocabulary import Status

_AHEAD = (Status.ON_TRACK, Status.MODERATE, Status.SLOW)
"""The verdicts that look ahead to a year; of the others some are due by a year of their own."""


def rises_and_falls(changes: Sequence[float], what: str = "") -> str:
    """In how many of at least one change a figure rose or fell: "fell in all 13", "rose in 5 and fell in 8 of 13".

    `what` names them: "areas".
    """
    many = f"{len(changes)}{f' {what}' if what else ''}"
    rose, fell = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    if not rose and not fell:
        return f"did not change in any of {many}"
    for count, word in ((rose, "rose"), (fell, "fell")):
        if count == len(changes):
            if count == 2:
                return f"{word} in both{f' {what}' if what else ''}"
            return f"{word} in all {many}" if count > 1 else f"{word} in {many}"
    told = [f"{word} in {count}" for count, word in ((rose, "rose"), (fell, "fell")) if count]
    return f"{' and '.join(told)} of {many}"


def differences_in_words(changed: int, added: int, gone: int, statuses: int) -> str:
    """What is different between two versions of the figures, counted, the verdicts first; empty where nothing is."""
    said = [
        f"{counted(statuses, 'verdict is', 'verdicts are')} different" if statuses else "",
        f"{counted(changed, 'figure')} changed" if changed else "",
        f"{counted(added, 'figure was', 'figures were')} added" if added else "",
        f"{counted(gone, 'figure is', 'figures are')} gone" if gone else "",
    ]
    return ", ".join(filter(None, said))


def change_in_words(change: ImportantChange, indicator: Indicator) -> str:
    """What changed of a line, as a sentence.

    "Internet users, Brazil: too slow by 2030, where it was on track; 84 % for 2025, where 91 % stood."
    """
    what = ", ".join([indicator.short, change.area, *breakdown_words(change)])
    return f"{what}: {'; '.join(filter(None, (_verdict(change), _figure(change, indicator))))}."


def _verdict(change: ImportantChange) -> str:
    if change.kind != "status" or change.old_text is None or change.new_text is None:
        return ""
    old, new = (WORDS[Status(one)].lower() for one in (change.old_text, change.new_text))
    by = f" by {change.horizon}" if Status(change.new_text) in _AHEAD else ""
    return f"{new}{by}, where it was {old}"


def _figure(change: ImportantChange, indicator: Indicator) -> str:
    """The figure that changed, came or went, with as many decimals as tell old and new apart."""
    old, new, year = change.old_value, change.new_value, change.figure_year
    if year is None:
        return ""
    if change.kind == "gone" or new is None:
        return f"the figure for {year} is gone"
    if old is None:
        return f"{figure(new, indicator)} for {year} is new"
    shown, before = figure(new, indicator), figure(old, indicator)
    if shown == before:
        return f"the figure for {year} changed by less than is shown, {shown}"
    return f"{shown} for {year}, where {before} stood"


def leads_to(change: ImportantChange) -> str:
    """The path at which a change can be seen: the target's page at the area's badge, or the facts on the indicator."""
    if change.target_id is None:
        return f"/indicators/{change.indicator_id}"
    return f"/targets/{change.target_id}?indicator={change.indicator_id}&badge={change.area_id}"
