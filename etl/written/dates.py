"""Days as services and spreadsheets write them: 2026-11-05, 05.11.2026, 11/5/2026, 5-Nov-26, a number of days.

Which of two numbers is the month cannot be told from 11/5/2026 alone; other dates of the file may tell it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[T ,].*)?"
_ISO = re.compile(rf"(\d{{4}})([-/.]?)(\d\d?)\2(\d\d?){_TIME}")
_DAY_FIRST = re.compile(rf"(\d\d?)\.[ -]?(\d\d?)\.[ -]?(\d{{4}}|\d\d){_TIME}")
_EITHER = re.compile(rf"(\d\d?)([/-])(\d\d?)\2(\d{{4}}|\d\d){_TIME}")
_WORDS = re.compile(rf"(\d\d?)\.?[ -]?([a-z]{{3,9}})\.?,?[ -]?(\d{{4}}|\d\d){_TIME}", re.IGNORECASE)
_WORD_FIRST = re.compile(rf"([a-z]{{3,9}})\.?[ -](\d\d?),?[ -](\d{{4}}|\d\d){_TIME}", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_ZERO = date(1899, 12, 30)
_FIRST, _LAST = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class Newest:
    """The newest of some days; a text that could not be read, and why."""

    day: date | None = None
    unread: str = ""
    why: str = ""


def newest(texts: Iterable[str]) -> Newest:
    """The newest day in some texts of one file; those that are empty are passed over.

    Without a day where one of them cannot be made out: it might be the newest.
    """
    filled = sorted({text.strip() for text in texts} - {""})
    either = [found for text in filled if (found := _EITHER.fullmatch(text[:60]))]
    orders = {"day" for one in either if int(one[1]) > 12} | {"month" for one in either if int(one[3]) > 12}
    alike = all(int(one[1]) == int(one[3]) for one in either)
    if either and len(orders) != 1 and not alike:
        return Newest(unread=either[0][0], why="may begin with its day or with its month")
    days = []
    for text in filled:
        day = _day(text[:60], day_first="month" not in orders)
        if day is None:
            return Newest(unread=text[:60], why="is no date that can be read")
        days.append(day)
    return Newest(max(days, default=None))


def _day(text: str, *, day_first: bool) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = (int(found[at]) for at in (1, 3, 4))
        if not found[2] and len(found[3] + found[4]) < 4:
            return None
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), _year(found[3])
    elif found := _EITHER.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        day, month = (first, second) if day_first else (second, first)
    elif found := _WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), _year(found[3])
    elif found := _WORD_FIRST.fullmatch(text):
        month, day, year = _month(found[1]), int(found[2]), _year(found[3])
    elif found := _SERIAL.fullmatch(text):
        return _within(_ZERO + timedelta(days=int(found[1])))
    else:
        return None
    try:
        return _within(date(year, month, day))
    except ValueError:
        return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(word: str) -> int:
    """The number of a month by its English name; 0, which no date has, for another word."""
    short = word[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _within(day: date) -> date | None:
    return day if _FIRST <= day < _LAST else None
