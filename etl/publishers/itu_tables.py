"""Makes out the stacked tables of ITU's regional workbook: which year, series and breakdown a column holds.

Labels carry footnote stars, units and breakdowns ("Individuals owning a mobile phone*** (Millions)", "Percentage of
individuals using the Internet, urban"). What remains without them must be a series of the catalogue, word by word.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_YEAR = re.compile(r"(19|20)\d\d")
_MARKS = re.compile(r"[*†‡¹²³]+")
_WORDS = (
    (re.compile(r"\b((all other|rest of (the )?)(ages|population)|other age groups?)\b"), "age", "not 15-24"),
    (re.compile(r"\b(youth|young people)?\s*\(?\b(aged )?15\s*(-|–|to)\s*24( years?( old)?)?\b\)?"), "age", "15-24"),
    (re.compile(r"\b(youth|young people)\b"), "age", "15-24"),
    (re.compile(r"\b(female|women)\b"), "sex", "female"),
    (re.compile(r"\b(male|men)\b"), "sex", "male"),
    (re.compile(r"\b(in )?urban( areas?)?\b"), "location", "urban"),
    (re.compile(r"\b(in )?rural( areas?)?\b"), "location", "rural"),
    (re.compile(r"\b(total|both sexes)\b"), "", ""),
)
_BY = re.compile(r"\bby (sex|gender|age|urban[-/ ]rural|area|location)( (and|&) (sex|age))?( groups?| areas?)?\b")
_RELATIVE = re.compile(r"\bper 100\b|%|\bper ?cent|\b(share|proportion) of\b|\bpenetration\b")
_ABSOLUTE = re.compile(r"\b(millions?|billions?|thousands?|exabytes?|number of)\b|bits?/s")
_UNITS = (
    re.compile(r"/?\s*\(?\s*\b(in )?(millions?|billions?|thousands?)\b\s*\)?"),
    re.compile(r"\bper 100 (inhabitants|people|persons|population|households)\b"),
    re.compile(
        r"(\b(as an? )?(percentage|per ?cent|share)|%) of (the )?(total )?(population|inhabitants|households)"
        r"\s*\)?\s*$"
    ),
    re.compile(r"\b(percentage|per ?cent|share|proportion) of (the )?|%"),
)
_EDGES = re.compile(r"(?<!\w)[,;:()\[\]/&.–-]+|[,;:()\[\]/&.–-]+(?!\w)")
_GENERAL = {
    "",
    "region",
    "regions",
    "area",
    "group",
    "country group",
    "year",
    "years",
    "and",
    "percentage",
    "per cent",
    "penetration",
    "penetration rate",
    "penetration rates",
}
_FEWEST_YEARS = 2


@dataclass(frozen=True)
class Column:
    """What a column holds; `kind` is relative, absolute, or empty where the table does not say."""

    year: str
    series: str
    words: dict[str, str]
    kind: str
    caption: str


def unmarked(text: str) -> str:
    """A text without footnote signs and needless blanks."""
    return " ".join(_MARKS.sub(" ", text).split())


def words_in(text: str) -> dict[str, str]:
    """The breakdowns that a text names: sex, age, location; a total names none."""
    return _split(text)[1]


def plain(text: str) -> str:
    """A label in lower case, without footnote signs, units and breakdowns."""
    return _split(text)[0]


def columns_of(
    heading: Sequence[tuple[str, ...]], label: str, series_of: Mapping[str, str]
) -> tuple[dict[int, Column], str]:
    """The columns of the table under some rows of headings, by position, and its label; none without a row of years.

    `label` is that of the table above, for a table that has none; `series_of` are the known series by plain label.
    """
    at = next((n for n in range(len(heading) - 1, -1, -1) if _years(heading[n])), None)
    if at is None:
        return {}, label
    above = next((n + 1 for n in range(at - 1, -1, -1) if _years(heading[n])), 0)
    heading, at = heading[above:], at - above
    label = next((row[0] for row in reversed(heading[: at + 1]) if plain(row[0]) not in _GENERAL), label)
    blocks = _split_years(heading, at) or _runs_of_years(heading, at)
    kinds = _kinds([_kind(" ".join(texts)) for _, texts in blocks], [bool(texts) for _, texts in blocks], _kind(label))
    found: dict[int, Column] = {}
    for (years, texts), kind in zip(blocks, kinds, strict=True):
        series, words = _series(texts, label, series_of)
        caption = " | ".join(filter(None, map(unmarked, (label, *texts))))
        found |= {position: Column(year, series, words, kind, caption) for position, year in years.items()}
    return found, label


def is_of_years(cells: Sequence[str]) -> bool:
    """Whether a row is one of years, and no row of figures, whatever text stands in front of it."""
    return len(_years(cells)) >= _FEWEST_YEARS


_Block = tuple[dict[int, str], list[str]]
"""Columns with their years, and the texts that stand over or under them."""


def _runs_of_years(heading: Sequence[tuple[str, ...]], at: int) -> list[_Block]:
    """Blocks of ascending years side by side, with the texts over and under each, and left of it in the row of years.

    The texts over the first block are those of its own columns: what stands in front of them is the label.
    """
    blocks: list[_Block] = []
    years, before = _years(heading[at]), 0
    for position, year in years.items():
        if not blocks or year <= blocks[-1][0].get(position - 1, year):
            blocks.append(({}, []))
        blocks[-1][0][position] = year
    for columns, texts in blocks:
        others = [row[before + 1 : max(columns) + 1] for n, row in enumerate(heading) if n != at]
        texts += [cell for cells in (heading[at][before + 1 : min(columns)], *others) for cell in cells if cell.strip()]
        before = max(columns)
    return blocks if len(years) >= _FEWEST_YEARS else []


def _split_years(heading: Sequence[tuple[str, ...]], at: int) -> list[_Block]:
    """Columns that share a year, which stands over the first of them, each with its own word underneath."""
    blocks: list[_Block] = []
    years, under, year = _years(heading[at]), heading[at + 1 :], ""
    for position in range(1, max((len(row) for row in under), default=0)):
        year = years.get(position, year)
        texts = [row[position] for row in under if position < len(row) and row[position].strip()]
        if year and texts:
            blocks.append(({position: year}, texts))
    return blocks if len(blocks) > len(years) else []


def _years(cells: Sequence[str]) -> dict[int, str]:
    """The columns of a row of years; none where it is another row that happens to hold one."""
    found = {at: cell.strip() for at, cell in enumerate(cells) if at and _YEAR.fullmatch(cell.strip())}
    filled = sum(1 for cell in cells[1:] if cell.strip())
    return found if 2 * len(found) > filled else {}


def _series(texts: Sequence[str], label: str, series_of: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Series and breakdown of a block as its own texts say, or, where these name no series, as its table's label."""
    names = [name for text in texts if (name := plain(text)) not in _GENERAL]
    words = {by: word for text in texts for by, word in words_in(text).items()}
    if not names:
        names, words = [plain(label)], words_in(label) | words
    return next((series_of[name] for name in names if name in series_of), names[0]), words


def _kinds(own: Sequence[str], has_text: Sequence[bool], label: str) -> list[str]:
    """What each block holds. Of two that do not say it the second is relative; one for women is as the first is."""
    if not own:
        return []
    first = own[0] or label
    others = [kind or (first if text else "") for kind, text in zip(own[1:], has_text[1:], strict=True)]
    if others == [""] and first != "relative":
        return [first, "relative"]
    return [first, *others]


def _kind(text: str) -> str:
    relative, absolute = _RELATIVE.search(text.lower()), _ABSOLUTE.search(text.lower())
    if bool(relative) == bool(absolute):
        return ""
    return "relative" if relative else "absolute"


def _split(text: str) -> tuple[str, dict[str, str]]:
    words: dict[str, str] = {}
    rest = _BY.sub(" ", unmarked(text).lower())
    for pattern, by, word in _WORDS:
        rest, times = pattern.subn(" ", rest)
        if times and by:
            words.setdefault(by, word)
    for pattern in _UNITS:
        rest = pattern.sub(" ", rest)
    return " ".join(_EDGES.sub(" ", rest).split()).removeprefix("the "), words
