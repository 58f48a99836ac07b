"""Numbers as people and programs write them: which text holds one, what it says, and how a column writes its own.

A number in plain form has a point before its decimals and no other mark; staging reads no others. How a column writes
its numbers is decided by all its cells together, and by its neighbours where its own can be read in two ways: a cell
alone cannot tell whether 1,234 is more than a thousand.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from etl.errors import RefusedFileError

NO_VALUE = frozenset(
    {
        *("", "na", "n/a", "n.a.", "n.a", "n/d", "n.d.", "nd", "null", "none", "nan", "<na>", "(null)", "(blank)"),
        *(".", "..", "...", "…", "-", "--", "–", "—", ":", "not available", "not applicable", "no data", "missing"),
    }
)
"""What services and people write, in lower case, where there is no figure."""

NOT_THERE = "no value"
"""The reason of a figure that is not there."""

_ERROR = re.compile(r"#[^\s\d]\S*|err:\d+", re.IGNORECASE)
_BOUNDS = {
    "<=": "at_most",
    "=<": "at_most",
    "≤": "at_most",
    "<": "less_than",
    ">=": "at_least",
    "=>": "at_least",
    "≥": "at_least",
    ">": "more_than",
    "~": "about",
    "≈": "about",
}
_BLANKS = " \u00a0\u2007\u2009\u202f"
_LONGEST = 60
_CELL = re.compile(
    rf"(?P<bound>[<>]=?|=[<>]|[≤≥~≈])?\s*(?P<sign>[-+−])?\s*(?P<body>[.,]?\d[\d.,'’{_BLANKS}]*)"
    r"(?P<power>[eE][-+]?\d+)?(?P<end>\s*%?\s*\+?)"
)
_MARKED = re.compile(rf"[,%'’−{_BLANKS}]")
_FEWEST_TIMES = 9


def _grouped(decimal: str) -> re.Pattern[str]:
    """A number with this sign before its decimals and any of the others between its thousands."""
    other = "," if decimal == "." else "."
    thousands = rf"[1-9]\d{{0,2}}(?P<by>[{re.escape(other)}'’{_BLANKS}])\d{{3}}(?:(?P=by)\d{{3}})*"
    lakhs = rf"[1-9]\d?(?:{re.escape(other)}\d\d)+{re.escape(other)}\d{{3}}"
    return re.compile(rf"(?:{thousands}|{lakhs}|\d+)(?:{re.escape(decimal)}\d*)?|{re.escape(decimal)}\d+")


_WRITTEN = {decimal: _grouped(decimal) for decimal in ".,"}


def why_none(text: str) -> str:
    """Why a cell, without blanks around it, holds no figure; empty where it may hold one."""
    if text[:1].isdecimal():
        return ""
    if text.lower() in NO_VALUE:
        return NOT_THERE
    if text[0] == "=" and text[1:2] not in {"<", ">"}:
        return "a formula without a value: open the file in a spreadsheet and save it again"
    if _ERROR.fullmatch(text):
        return f"an error of the spreadsheet ({text[:20]})"
    return ""


def number(text: str) -> float | None:
    """The number that a text in plain form is; None for anything else, and for what is not finite."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def bounded(text: str) -> tuple[str, str]:
    """A text without the sign of a bound, and the word of the vocabulary for it: "<5", "≤ 5", "95+"."""
    if text[:1].isdecimal() and text[-1:].isdecimal():
        return "", text
    for sign in (text[:2], text[:1]):
        if sign in _BOUNDS:
            return _BOUNDS[sign], text.removeprefix(sign).strip()
    if text.endswith("+"):
        return "at_least", text.removesuffix("+").strip()
    return "", text


def is_number(text: str) -> bool:
    """Whether a text is a number in whatever marks, a bound or a per cent among them."""
    return len(text) <= _LONGEST and _CELL.fullmatch(text.strip()) is not None


@dataclass(frozen=True)
class Marks:
    """How a column writes its numbers: the sign before decimals; the other one can stand between thousands."""

    decimal: str = "."

    def plain(self, text: str) -> str:
        """The cell with its number in plain form (a bound and a per cent sign stay); as it is where that is none."""
        text = text.strip()
        found = _CELL.fullmatch(text) if len(text) <= _LONGEST else None
        body = found["body"].strip() if found else ""
        if found is None or not _WRITTEN[self.decimal].fullmatch(body):
            return text
        digits = "".join(one for one in body if one.isdecimal() or one == self.decimal).replace(self.decimal, ".")
        sign = "-" if found["sign"] in {"-", "−"} else ""
        return f"{found['bound'] or ''}{sign}{digits}{found['power'] or ''}{''.join(found['end'].split())}"


def _says(body: str, *, power: bool) -> str:
    """What a number tells of its column: "." or "," before decimals; with a ? where it may stand between thousands."""
    commas, points = body.count(","), body.count(".")
    if not commas and not points:
        return ""
    if commas and points:
        decimal = max(".,", key=body.rfind)
    elif commas > 1 or points > 1:
        decimal = "." if commas else ","
    else:
        decimal = "," if commas else "."
        before, _, after = body.partition(decimal)
        if len(after) == 3 and before.isdecimal() and len(before) <= 3 and before[0] != "0" and not power:
            return f"?{decimal}"
    return decimal if _WRITTEN[decimal].fullmatch(body) else ""


def _is_part(body: str) -> bool:
    """Whether a number is one at most, as far as what stands before its first mark tells."""
    return re.split("[.,]", body.lstrip("<>=≤≥~≈+- "))[0].strip() in {"", "0", "1"}


@dataclass
class Tally:
    """What the cells of one column are, taken batch by batch: how many are filled, and what they tell of its marks.

    `_told` counts the cells with a point, or a comma, as the only or the last mark, `_first` holds the first cell that
    shows something: "." and "," that it stands before decimals, "?." and "?," that it may, "%" and "" the sign or none.
    """

    filled: int = 0
    is_marked: bool = False
    _told: Counter[str] = field(default_factory=Counter)
    _first: dict[str, tuple[int, str]] = field(default_factory=dict)
    _signs: Counter[bool] = field(default_factory=Counter)
    _is_above_one: bool = False

    def add(self, lines: Sequence[int], cells: Sequence[str]) -> None:
        """Take in the next cells, and the lines in which they stand."""
        texts = [cell.strip() for cell in cells]
        filled = sum([text.lower() not in NO_VALUE for text in texts])
        self.filled += filled
        if filled and _MARKED.search("\n".join(texts)):
            self.is_marked = True
            self._look(lines, texts)
        elif filled:
            self._glance(lines, texts, filled)

    def _look(self, lines: Sequence[int], texts: Iterable[str]) -> None:
        for line, text in zip(lines, texts, strict=True):
            found = _CELL.fullmatch(text) if len(text) <= _LONGEST else None
            if found is None:
                continue
            if said := _says(found["body"].strip(), power=found["power"] is not None):
                self._told[said[-1]] += 1
                self._first.setdefault(said, (line, text))
            is_signed = "%" in found["end"]
            self._signs[is_signed] += 1
            self._first.setdefault("%" if is_signed else "", (line, text))
            self._is_above_one = self._is_above_one or not (is_signed or _is_part(found["body"]))

    def _glance(self, lines: Sequence[int], texts: Sequence[str], filled: int) -> None:
        """The same for cells with no mark but a point: the first that tells something tells it for all of them."""
        self._signs[False] += filled
        self._is_above_one = self._is_above_one or any(text and not _is_part(text) for text in texts)
        if "" not in self._first:
            self._first[""] = next(both for both in zip(lines, texts, strict=True) if both[1].lower() not in NO_VALUE)
        pointed = [
            both for both in zip(lines, texts, strict=True) if "." in both[1] and both[1].lower() not in NO_VALUE
        ]
        for at, (line, text) in enumerate(pointed, start=1):
            if said := _says(text.lstrip("<>=≤≥~≈+-").rstrip("+"), power="e" in text.lower()):
                self._told[said[-1]] += 1
                self._first.setdefault(said, (line, text))
                if said == ".":
                    self._told["."] += len(pointed) - at
                    break

    def decimal(self, name: str) -> str:
        """The sign before decimals as the column itself tells it; ? where it can be read in two ways, else nothing.

        Raises RefusedFileError where the column is written in two ways: one cell in ten may be a slip.
        """
        point, comma = (self._told[one] if one in self._first else 0 for one in ".,")
        if point and comma:
            if max(point, comma) < _FEWEST_TIMES * min(point, comma):
                raise RefusedFileError(
                    f"column {name!r} has decimal points ({self._place('.')}) and decimal commas ({self._place(',')}); "
                    "expected one of them throughout: write all its figures in one way"
                )
            return "." if point > comma else ","
        if point or comma:
            return "." if point else ","
        return "?" if self._told.total() else ""

    @property
    def has_points_only(self) -> bool:
        """Whether no cell holds a comma."""
        return not self._told[","]

    def check_signs(self, name: str) -> None:
        """Raise RefusedFileError where some cells have a per cent sign and the others may be fractions."""
        if self._signs[True] and self._signs[False] and not self._is_above_one:
            raise RefusedFileError(
                f"column {name!r} has figures with a per cent sign ({self._place('%')}) and without "
                f"({self._place('')}), which may be parts of one; expected one of them throughout"
            )

    def unclear(self, name: str) -> RefusedFileError:
        """The refusal of a column that can be read in two ways."""
        where = self._place("?," if "?," in self._first else "?.")
        return RefusedFileError(
            f"column {name!r} can be read in two ways ({where}: thousands or decimals?), and nothing else in the file "
            "tells which; save it with decimal points and without marks between thousands"
        )

    def _place(self, said: str) -> str:
        line, text = self._first.get(said, (0, ""))
        return f"line {line}: {text[:30]!r}"


def marks_of(tallies: Mapping[str, Tally], sign: str, carried: Collection[str]) -> dict[str, Marks]:
    """How the columns of a table write their numbers; those that write them plainly throughout are left out.

    A column that can be read in two ways is read as its neighbours are. `sign` stands between the fields; where it is
    the comma, and in a workbook, a point alone stands before decimals, but a semicolon or a tab is what spreadsheets
    put there in countries of the decimal comma. Raises RefusedFileError where a column of `carried` cannot be made out.
    """
    told: dict[str, str] = {}
    for name, tally in tallies.items():
        try:
            told[name] = tally.decimal(name)
            tally.check_signs(name)
        except RefusedFileError:
            if name in carried:
                raise
    neighbours = set(told.values()) & {".", ","}
    found: dict[str, Marks] = {}
    for name, said in told.items():
        tally, decimal = tallies[name], said
        if said == "?" and len(neighbours) == 1:
            decimal = next(iter(neighbours))
        elif said == "?" and tally.has_points_only and sign in {"", ","}:
            decimal = "."
        elif said == "?":
            if name in carried:
                raise tally.unclear(name)
            continue
        if tally.is_marked or decimal == ",":
            found[name] = Marks(decimal or ".")
    return found
