"""Why there is no figure, in words: one sentence for each reason of the closed list, wherever a cell is empty.

They are parts of sentences: without a capital letter and without a full stop.
"""

from collections.abc import Callable, Mapping, Sequence

from dashboard.numbers import counted, figure, percent, runs
from dashboard.reading.absences import Absent, Holders, Kept
from dashboard.reading.judgements import Withheld
from dashboard.rows import breakdown_words
from dashboard.words.sides import SIDES
from indicators.absence import Absence, Stretch
from indicators.vocabulary import TOTALS

NO_FIGURE_HELD = "no figure held"
_NONE_AT_ALL = "no figure of this indicator is held, for any area"
_NAMED = 4
_HALF = 50


def why(absent: Absent) -> str:
    """Why an area has no figure of an indicator, as part of a sentence."""
    return _WORDS[absent.reason](absent)


def _held_apart(absent: Absent) -> str:
    parts = list(dict.fromkeys(_part(one, absent) for one in absent.held))
    told = ", ".join(parts[:_NAMED]) + (f" and {len(parts) - _NAMED} more parts" if len(parts) > _NAMED else "")
    asked = absent.question
    words = (asked.sex, asked.age, asked.location, asked.level or ("",))
    together = all(total in of for total, of in zip(TOTALS, words, strict=True))
    if not together:
        return f"held for other breakdowns only: {told}"
    return f"held apart only, not together: {told}" if len(parts) > 1 else f"held for one part only: {told}"


def _part(one: Stretch, absent: Absent) -> str:
    words = " and ".join(breakdown_words(one)) or "everyone together"
    projected = "" if one.is_observed else ", projected"
    return f"{words} {figure(one.value, absent.indicator, one.qualifier)} ({one.years[-1]}{projected})"


def _other_years(absent: Absent) -> str:
    asked = absent.question
    when = str(asked.first) if asked.first == asked.last else "these years"
    held = [one for one in absent.held if not asked.edition or one.edition == asked.edition]
    return f"no figure of {when}; figures are held for {_years(held)}"


def _other_editions(absent: Absent) -> str:
    asked = absent.question
    if asked.edition:
        return f"no figure in edition {asked.edition}; other editions have {_years(absent.held)}"
    within = [year for one in absent.held for year in asked.years_of(one)]
    return f"only editions that are not shown first have a figure of {runs(within)}"


def _years(held: Sequence[Stretch]) -> str:
    return runs([year for one in held for year in one.years])


def _withheld(absent: Absent) -> str:
    return rests_on(absent.kept) if absent.kept is not None else "computed and not shown"


def rests_on(kept: Kept | Withheld) -> str:
    """That a computed figure is not shown, and what it would rest on."""
    share = "just under half" if round(100 * kept.coverage_population) == _HALF else percent(kept.coverage_population)
    return (
        f"computed and not shown, since it would rest on {kept.economies_with_data} of {kept.economies_total} "
        f"economies with {share} of the people ({kept.year}), where half is needed"
    )


def _not_published(absent: Absent) -> str:
    said = absent.statement
    told = f"not published ({said.document} says that {said.says})" if said is not None else "not published"
    if absent.kept is not None:
        return f"{told}; {rests_on(absent.kept)}"
    return f"{told}; {_holders(absent.holders) if absent.holders is not None else _NONE_AT_ALL}"


def _nothing_held(absent: Absent) -> str:
    return f"{_NONE_AT_ALL}; {_brought_by(absent)}"


def _no_mean(absent: Absent) -> str:
    return f"{NO_FIGURE_HELD}, and no mean of economies is defined that could stand in; {_who(absent)}"


def _not_held(absent: Absent) -> str:
    return f"{NO_FIGURE_HELD}; {_who(absent)}"


def _who(absent: Absent) -> str:
    """For whom figures are held, how new they are, and what may bring one."""
    held = _holders(absent.holders) if absent.holders is not None else _NONE_AT_ALL
    return f"{held}; {_brought_by(absent)}"


def _holders(held: Holders) -> str:
    newest = f", newest {held.last_year}" if held.last_year else ""
    if held.economies:
        return f"figures are held for {counted(held.economies, 'economy', 'economies')}{newest}"
    groups = [counted(held.groups, "group")] if held.groups else []
    whom = " and ".join([*(["the world"] if held.world else []), *groups])
    return f"figures are held for {whom} only{newest}"


def _brought_by(absent: Absent) -> str:
    """What may bring a figure: a refresh that asks services, a downloaded file, or a publication that is read."""
    asked = ", ".join(one.title for one in absent.sources if one.asked)
    dropped = ", ".join(one.title for one in absent.sources if not one.asked)
    ways = [
        *([f"with a refresh or a downloaded file ({asked})"] if asked else []),
        *([f"with a downloaded file ({dropped})"] if dropped else []),
    ]
    if ways:
        return f"one may come {' or '.join(ways)}"
    none = "no service that is asked brings one"
    return none if absent.indicator.feeds else f"{none}: they are read in publications"


def _stated(absent: Absent) -> str:
    year, edition = absent.stated or ("", "")
    return f"stated to be within the band in {year}, without a number (edition {edition})"


def _one_share(absent: Absent) -> str:
    return f"no ratio is held, and of the two shares only that of {' and '.join(SIDES[one] for one in absent.sides)}"


_WORDS: Mapping[Absence, Callable[[Absent], str]] = {
    Absence.HELD_APART: _held_apart,
    Absence.OTHER_YEARS: _other_years,
    Absence.OTHER_EDITIONS: _other_editions,
    Absence.ONLY_PROJECTED: lambda absent: f"only projections of the publisher are held, for {_years(absent.held)}",
    Absence.NOT_DRAWN: lambda absent: f"not drawn here, though figures are held for {_years(absent.held)}",
    Absence.STATED_WITHOUT_NUMBER: _stated,
    Absence.WITHHELD: _withheld,
    Absence.NOT_PUBLISHED: _not_published,
    Absence.ONE_SHARE: _one_share,
    Absence.SHARES_APART: lambda _: "no ratio is held, and both shares not as plain figures of one year and edition",
    Absence.OUTSIDE_SCOPE: lambda absent: (
        f"not covered: {absent.indicator.scope.says if absent.indicator.scope else ''}"
    ),
    Absence.NOTHING_HELD: _nothing_held,
    Absence.NO_MEAN_DEFINED: _no_mean,
    Absence.NOT_HELD: _not_held,
}
