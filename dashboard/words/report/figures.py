"""Figures as parts of a text: each as it is written, with its rows; and the footnotes that say where they come from."""

import re

from dashboard.address.selection import Selection
from dashboard.numbers import covered, figure, suffix, unit_words
from dashboard.numbers import plain as plain_number
from dashboard.rows import Judgement, Observation, cited, known
from dashboard.words.quoted import BOUNDS
from dashboard.words.report.drafted import Figure, Mark, Note, Number, Parts, Rows, Told
from dashboard.words.sources import leads_to_publisher, publisher_of
from indicators.catalogue import Catalogue
from indicators.model import Indicator
from indicators.pace import CLOSE, standing_still
from indicators.vocabulary import BREAKDOWNS, Origin, Qualifier, Scale

_DIGITS = re.compile(r"\d+")


class Notes:
    """The footnotes of a draft, numbered as they come: one for each edition, of what is published or computed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._numbers: dict[tuple[str, str, bool, bool], int] = {}
        self._notes: list[Note] = []

    def mark(self, row: Observation) -> Mark:
        """The mark of the footnote on where a figure comes from."""
        of_economies = known(row.economies_with_data)
        key = (row.source_id, row.edition, row.origin == Origin.COMPUTED, of_economies)
        if key not in self._numbers:
            self._numbers[key] = len(self._notes) + 1
            where = (
                "publication" if leads_to_publisher(row.url, self._catalogue.source_by_id[row.source_id]) else "a copy"
            )
            said = self._said(row, of_economies=of_economies)
            self._notes.append(Note(self._numbers[key], said, row.url, where if row.url else ""))
        return Mark(self._numbers[key])

    def _said(self, row: Observation, *, of_economies: bool) -> str:
        said = f"{publisher_of(self._catalogue.source_by_id[row.source_id])}: {cited(row.source, row.edition)}"
        if row.origin != Origin.COMPUTED:
            return f"{said}."
        return f"{said}; computed by this tracker from its figures{' of economies' if of_economies else ''}."

    @property
    def all(self) -> tuple[Note, ...]:
        """The footnotes so far, in their order."""
        return tuple(self._notes)


def rows_of(row: Observation, first: int | None = None) -> Rows:
    """The rows of a figure: its own, or those of its line from a year on to it."""
    asked = Selection(
        indicator=(row.indicator_id,),
        area=(row.area_id,),
        sex=(row.sex,),
        age=(row.age,),
        location=(row.location,),
        level=(row.level,),
        year_from=row.year if first is None else first,
        year_to=row.year,
        origin=(row.origin,),
        edition=row.edition,
    )
    return Rows("observations", asked)


def rows_of_verdict(row: Judgement) -> Rows:
    """The one row of a judgement."""
    asked = Selection(
        indicator=(row.indicator_id,),
        area=(row.area_id,),
        sex=(row.sex,),
        age=(row.age,),
        location=(row.location,),
        level=(row.level,),
        horizon=(str(int(row.horizon)),),
    )
    return Rows("progress", asked)


def named(indicator: Indicator) -> str:
    """An indicator with the level that a draft tells of it: "Schools with Internet access, upper secondary schools"."""
    level = BREAKDOWNS["level"].get(indicator.default_level, "") if indicator.default_level else ""
    return f"{indicator.title}, {level[:1].lower()}{level[1:]}" if level else indicator.title


def unit_of(indicator: Indicator) -> str:
    """The unit of a figure, as it is known."""
    return indicator.unit_label


def value_of(row: Observation, indicator: Indicator) -> Figure:
    """An observation as a sentence needs it: 73.6 %, at least 95 %, 132 of 194."""
    said = f"{figure(row.value, indicator)}{unit_words(indicator)}{' countries' if indicator.out_of else ''}"
    if row.qualifier:
        word = BOUNDS.get(Qualifier(row.qualifier), row.qualifier)
        said = f"{word} {said}"
    numbers: tuple[Number, ...] = (Number(float(row.value), unit_of(indicator), indicator.decimals, at=row.year),)
    whole = _DIGITS.findall(unit_words(indicator))  # of 194, out of 100
    numbers += tuple(Number(float(one), unit_of(indicator), 0, column="") for one in whole)
    return Figure(said, numbers, rows_of(row))


def cell_of(row: Observation, indicator: Indicator) -> Figure:
    """An observation as a table needs it: its number with the sign of a bound, and its per cent sign."""
    numbers = (Number(float(row.value), unit_of(indicator), indicator.decimals, at=row.year),)
    return Figure(figure(row.value, indicator, row.qualifier), numbers, rows_of(row))


def share_of_people(row: Observation) -> Figure:
    """The part of an area's people that a computed figure covers: 92 % of people."""
    return Figure(
        covered(float(row.coverage_population)),
        (Number(float(row.coverage_population), "%", 0, "coverage_population", at=row.year, times=100.0),),
        rows_of(row),
    )


def difference(first: Observation, last: Observation, indicator: Indicator) -> float:
    """By how much a figure changed, of the two as they are shown."""
    return round(round(last.value, indicator.decimals) - round(first.value, indicator.decimals), indicator.decimals)


def amount_of(first: Observation, last: Observation, indicator: Indicator) -> Figure:
    """How large a change is, without its sign: 6.6 percentage points, 0.02, 23 countries."""
    change = difference(first, last, indicator)
    about = "about " if first.qualifier or last.qualifier else ""
    written = plain_number(abs(change), indicator)
    text = f"{about}{written}{_unit_of_change(written, indicator)}"
    of = Number(change, unit_of(indicator), indicator.decimals, at=last.year, less=first.year)
    return Figure(text, (of,), rows_of(last, first.year))


def signed(first: Observation, last: Observation, indicator: Indicator) -> Figure:
    """The same with its sign, for a table: +6.6, −1.7."""
    change = difference(first, last, indicator)
    text = plain_number(change, indicator)
    of = Number(change, unit_of(indicator), indicator.decimals, at=last.year, less=first.year)
    return Figure(f"+{text}" if change > 0 else text, (of,), rows_of(last, first.year))


def _unit_of_change(written: str, indicator: Indicator) -> str:
    one = written == "1"
    if suffix(indicator):
        return " percentage point" if one else " percentage points"
    if indicator.scale is Scale.INDEX and not indicator.unit_of_measure.is_plain:
        return " point" if one else " points"
    if indicator.out_of:
        return " country" if one else " countries"
    return "" if indicator.unit_of_measure.is_plain else f" {indicator.unit_label}"


def stands_still(first: Observation, last: Observation, indicator: Indicator) -> bool:
    """Whether a change is within what counts as none over its years, or too small to be shown."""
    change, years = difference(first, last, indicator), last.year - first.year
    return not change or abs(change) <= standing_still(indicator, last.value) * years + CLOSE


def of_verdict(
    row: Judgement, text: str, value: float, indicator: Indicator, column: str, decimals: int | None = None
) -> Figure:
    """A number of a judgement, as it is written."""
    shown = indicator.decimals if decimals is None else decimals
    return Figure(text, (Number(float(value), unit_of(indicator), shown, column),), rows_of_verdict(row))


def joined(parts: list[Parts], last: str = " and ") -> Parts:
    """Several parts of a sentence in a row: "A, B and C"."""
    found: Parts = ()
    for place, one in enumerate(parts):
        between: Parts = () if not place else (last,) if place == len(parts) - 1 else (", ",)
        found = (*found, *between, *one)
    return found


def told(text: str, row: Judgement) -> Told:
    """Words about a judgement that lead to its row."""
    return Told(text, rows_of_verdict(row).href)
