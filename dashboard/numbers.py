"""Numbers as a reader expects them: the publication's own precision, a thin space before the unit, a true minus."""

import math
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from indicators.benchmark import Benchmark
from indicators.model import Indicator
from indicators.vocabulary import Scale

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_MOST_TEXTS = 16_384
"""A page writes the same numbers in its chart, its table and its words, and so does the next."""

THIN = "\u202f"
MINUS = "−"
_PREFIX = {
    "": "",
    "about": "about\u00a0",
    "nearly": "nearly\u00a0",
    "at_least": f"≥{THIN}",
    "more_than": f">{THIN}",
    "at_most": f"≤{THIN}",
    "less_than": f"<{THIN}",
}
SIGNS_OF_BOUNDS = {
    "": "",
    "about": "~",
    "nearly": "~",
    "at_least": "≥",
    "more_than": ">",
    "at_most": "≤",
    "less_than": "<",
}
"""The signs of bounds where there is no room for words."""

_OPERATOR = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}


@lru_cache(maxsize=_MOST_TEXTS)
def number(value: float, decimals: int) -> str:
    """A number with at most `decimals` decimals, without trailing zeros, thousands apart; an en dash for none."""
    if value is None or math.isnan(value):
        return "–"
    text = f"{abs(value):,.{decimals}f}".replace(",", THIN)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if value < 0 and text.strip("0.") else text


@lru_cache(maxsize=_MOST_TEXTS)
def fixed(value: float, decimals: int) -> str:
    """A number with exactly `decimals` decimals, so that a column of them lines up."""
    if value is None or math.isnan(value):
        return "–"
    text = f"{abs(value):,.{decimals}f}".replace(",", THIN)
    return f"{MINUS}{text}" if value < 0 and text.strip("0.") else text


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: no rows, 1 row, 81 rows; `many` where the plural is not `one` with an s."""
    return f"{number(count, 0) if count else 'no'} {one if count == 1 else many or f'{one}s'}"


def span(first: int, last: int) -> str:
    """The years from the first to the last: 2000–2025, or one alone."""
    return str(first) if first == last else f"{first}–{last}"


def runs(years: Iterable[int]) -> str:
    """Years in order, those that follow each other as one run: 2005, 2010, 2022–2025; a dash for none."""
    found: list[list[int]] = []
    for year in sorted(set(years)):
        if found and year == found[-1][-1] + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return ", ".join(span(run[0], run[-1]) for run in found) or "–"


def when(vintage: str) -> str:
    """A day, a month or a year as it is read: 13 Aug 2026, Aug 2026, 2026; empty for none."""
    parts = vintage.split("-")
    if len(parts) == 1:
        return vintage
    day = date(*(int(part) for part in (*parts, "1")[:3]))
    return f"{day:%-d %b %Y}" if len(parts) > 2 else f"{day:%b %Y}"


def percent(share: float) -> str:
    """A share as whole per cent; never 0 % where there is something, nor 100 % where something is missing."""
    if 0 < share < 0.005:
        return f"under 1{THIN}%"
    return f"over 99{THIN}%" if 0.995 <= share < 1 else f"{number(100 * share, 0)}{THIN}%"


def decimals_of(values: list[float], at_most: int) -> int:
    """The fewest decimals that show all values as published, at most `at_most`."""
    for decimals in range(at_most):
        if all(math.isclose(value, round(value, decimals), abs_tol=1e-9) for value in values):
            return decimals
    return at_most


def figure(value: float, indicator: Indicator, qualifier: str = "") -> str:
    """A value with its bound and its short unit: 73.6 %, ≥ 95 %, 0.94, 132."""
    return f"{bound(qualifier)}{plain(value, indicator)}{suffix(indicator)}"


def plain(value: float, indicator: Indicator) -> str:
    """A value without its unit; scores of parity keep all their decimals, so that 0.70 stands beside 0.93."""
    return (fixed if indicator.scale is Scale.PARITY else number)(value, indicator.decimals)


def with_unit(value: float, indicator: Indicator, qualifier: str = "") -> str:
    """A value as a sentence needs it: 73.6 %, 2.2 billion people, 132 of 194, 0.94."""
    return f"{figure(value, indicator, qualifier)}{unit_words(indicator)}"


def unit_words(indicator: Indicator) -> str:
    """The words behind a value whose unit is neither a per cent sign nor plain: " billion people", " of 194"."""
    if indicator.out_of:
        return f" of {indicator.out_of}"
    unit = indicator.unit_of_measure
    return "" if unit.in_percent or unit.is_plain else f" {indicator.unit_label}"


def bound(qualifier: str) -> str:
    """What stands before a value that a publication gives as a bound or as "about"; empty for a plain value."""
    return _PREFIX[qualifier]


def suffix(indicator: Indicator) -> str:
    """What stands directly behind a value: a per cent sign, or nothing."""
    return f"{THIN}%" if indicator.unit_of_measure.in_percent else ""


def change(value: float, indicator: Indicator) -> str:
    """A signed change in the indicator's own unit: +6.6, −1.7."""
    text = number(value, indicator.decimals)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def rests_on(share: float | None) -> str:
    """What a computed figure rests on: economies with so many of a group's people, or published figures."""
    if share is None or math.isnan(share):
        return "computed from published figures"
    return f"computed, covers {covered(share)}"


def covered(share: float) -> str:
    """How much of a group's population stands behind a figure: 92 % of people; never 100 % where some are missing."""
    over = share < 1 and round(100 * share) == 100
    return f"over 99{THIN}% of people" if over else f"{number(100 * share, 0)}{THIN}% of people"


def benchmark_text(benchmark: Benchmark, indicator: Indicator) -> str:
    """A benchmark as read aloud: ≥ 95 %, ≤ 2 %, 0.98–1.02, 194."""
    if benchmark.between:
        low, high = benchmark.between
        return f"{number(low, indicator.decimals)}–{number(high, indicator.decimals)}{suffix(indicator)}"
    sign = _OPERATOR[benchmark.operator]
    return f"{sign}{THIN}{number(benchmark.value, indicator.decimals)}{suffix(indicator)}"


def words_of(number_: int) -> str:
    """A small number in words; "no" for none."""
    return _WORDS[number_] if number_ < len(_WORDS) else str(number_)
