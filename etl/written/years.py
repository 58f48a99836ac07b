"""Years as files write them: 2024, 2024.0, 2024 [YR2024], 2024p, 2025 (e), 2024*; and what is no single year."""

import re
from dataclasses import dataclass
from functools import lru_cache

from indicators.vocabulary import ValueStatus

PART = "a part of a year, not a whole one"
"""Why a quarter, a month or a day is no year."""

_YEAR = r"(?:(?:19|20)\d\d)"
_WORDS = {
    ("e", "est", "est.", "estimate", "estimated"): (ValueStatus.ESTIMATED, ""),
    ("f", "forecast", "proj", "proj.", "projected", "projection"): (ValueStatus.PROJECTED, ""),
    ("p", "prov", "prov.", "provisional", "prel", "prel.", "prelim", "prelim.", "preliminary"): ("", "provisional"),
    ("r", "rev", "rev.", "revised"): ("", "revised"),
    ("b",): ("", "break in the series"),
}
_FLAGS = {word: flag for words, flag in _WORDS.items() for word in words}
_MARKS = "*†‡¹²³"
_ONE = re.compile(
    rf"(?:y|yr|year)?[ _]?(?P<year>{_YEAR})(?:[.,]0+)?"
    rf"(?: ?\[?yr{_YEAR}\]?| ?[\[(]?(?P<flag>[a-z]+\.?|[{_MARKS}]+)[\])]?)?"
)
_WITH_A_MARK = re.compile(r"([12])[.,'’ ]([09]\d\d)")
_SEVERAL = re.compile(rf"(?:fy|y)? ?(?P<first>{_YEAR}) ?[/–—-] ?(?P<last>{_YEAR}|\d\d)")
_PART = re.compile(rf"{_YEAR}(?:[ -]?[qmswh]\d\d?|[/-]\d\d?(?:[/-]\d\d?)?(?:[t ].*)?)")


@dataclass(frozen=True, slots=True)
class Year:
    """A year as a file gives it: its four digits, how its figures came about (a word of the vocabulary), a remark.

    `why_not` says why it is no single year, in which case it has no digits.
    """

    digits: str
    status: str = ""
    note: str = ""
    why_not: str = ""


@lru_cache(maxsize=5_000)
def year_of(text: str) -> Year | None:
    """The year in a cell or a header; None where it holds none.

    A split year ("2023/24") is not read: a school year goes by its last year with the UIS, a survey over two years by
    its first or its last, by source and by survey, and no file says which. A quarter or a month is no year either.
    """
    plain = " ".join(text.split()).lower() if len(text) <= 40 else ""
    if marked := _WITH_A_MARK.fullmatch(plain):
        plain = "".join(marked.groups())
    if found := _ONE.fullmatch(plain):
        return _flagged(found["year"], found["flag"] or "")
    if several := _SEVERAL.fullmatch(plain):
        first, last = int(several["first"]), several["last"]
        if len(last) == 4 or int(last) == (first + 1) % 100 or int(last) > 12:
            return Year("", why_not=f"several years in one ({plain}): which of them is meant is not said")
    if _PART.fullmatch(plain):
        return Year("", why_not=PART)
    return None


def _flagged(digits: str, flag: str) -> Year | None:
    if not flag or flag in _FLAGS:
        return Year(digits, *_FLAGS.get(flag, ()))
    return Year(digits, note=f"the file marks {digits} with {flag}") if flag[0] in _MARKS else None
