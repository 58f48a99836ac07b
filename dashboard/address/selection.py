"""What a user has chosen, from and to the query string: one thing for page, chart, table, export and API."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher, get_close_matches
from typing import Any
from urllib.parse import urlencode

from dashboard.address.keys import (
    ALL,
    DEFAULT_SET,
    DISTINCT,
    HISTORY,
    KEYS,
    LATEST,
    MOST_LETTERS,
    PREFERRED,
    WHOLE,
    Key,
)
from indicators.catalogue import Catalogue

MOST_TOLD = 10
"""How many unknown words of one key, and how many unknown keys, are told one by one; the others are counted. To look up
what was meant by one takes up to some milliseconds."""

LONGEST_TOLD = 100
"""Of a value that is repeated in an answer: a longer one is told by how it begins."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_YEAR = re.compile("(?!0000)[0-9]{4}")
_DIGITS = re.compile(r"\d+")
_NO_TEXT = re.compile("[\0\ufffd]")
"""What no words hold: the null byte, and what stands in place of bytes that are no UTF-8."""


@dataclass(frozen=True)
class Selection:
    """Filters on observations; an empty tuple or None filters nothing.

    `edition` is `latest` (each line's newest edition), `history` (that, and the years before it from the line that goes
    furthest back), `distinct` (the newest, and every other edition that says something
    else), `all`, or an edition's name;
    `source` is `preferred` (one source speaks for an edition) or `all`; `latest` keeps each line's newest observation.
    `level` is empty for figures that have none (total in an address), other than no `level` at all.
    `over` and `under` keep the lines whose newest observation is above or below a number, in the indicator's unit.
    `find` keeps, in a file, the lines that hold these words (rows.sought); a page has all, and the browser finds them.
    `group` is a group of the user's own, of these economies: its figures are computed when they are asked for.
    `horizon`, `benchmark`, `method` and `status` choose among judgements: `benchmark` is `default` or a set of
    alternatives, `status` is that of `method`, or the headline's where no method is named.
    """

    target: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    area_type: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    origin: tuple[str, ...] = ()
    edition: str = LATEST
    source: str = PREFERRED
    latest: bool = False
    over: float | None = None
    under: float | None = None
    find: str = ""
    group: tuple[str, ...] = ()
    horizon: tuple[str, ...] = ()
    benchmark: str = DEFAULT_SET
    method: str = ""
    status: tuple[str, ...] = ()

    @property
    def named_edition(self) -> str:
        """The one edition that is asked for by its name; empty for a choice among all."""
        return "" if self.edition in (LATEST, HISTORY, DISTINCT, ALL) else self.edition

    def query_string(self, default: "Selection | None" = None) -> str:
        """What differs from `default` (no filter at all) as a query string, in a stable order; may be empty."""
        pairs = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value != (getattr(default, field.name) if default else field.default):
                said = tuple(word or WHOLE for word in value) if field.name == "level" else value
                pairs.append((_KEY_OF_FIELD.get(field.name, field.name), _as_text(said)))
        return urlencode(pairs, safe=",")

    def but(self, **changes: Any) -> "Selection":
        """The same selection with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Problem:
    """A parameter or value that cannot be used, in the words of the API's error object."""

    code: str
    parameter: str
    value: str
    message: str
    allowed: tuple[str, ...] = ()
    did_you_mean: str | None = None


_KEY_OF_FIELD = {"year_from": "from", "year_to": "to"}
_FIELD_OF_KEY = {key: field for field, key in _KEY_OF_FIELD.items()}
PARAMETERS = tuple(_KEY_OF_FIELD.get(field.name, field.name) for field in fields(Selection))
JUDGING = ("horizon", "benchmark", "method", "status")
OF_OBSERVATIONS = tuple(name for name in PARAMETERS if name not in JUDGING)
OF_A_VIEW = (
    "indicator",
    "area",
    "area_type",
    "member_of",
    "group",
    "sex",
    "age",
    "location",
    "level",
    "from",
    "to",
    "edition",
    "horizon",
    "benchmark",
)
"""What the address of a page with charts of the reader's choice can say of its figures."""

OF_PROGRESS = tuple(name for name in PARAMETERS if name not in ("source", "find"))


def parse(
    arguments: Iterable[tuple[str, str]], catalogue: Catalogue, known: Iterable[str] = OF_OBSERVATIONS
) -> tuple[Selection, list[Problem]]:
    """The selection that query arguments ask for, and what in them cannot be used.

    A parameter may be repeated or hold a comma-separated list; one without a value asks for nothing. Unusable
    parameters are left out of the selection. Of many unknown ones the first are told, and how many more there are.
    """
    known = tuple(known)
    chosen: dict[str, Any] = {}
    problems: list[Problem] = []
    strangers = 0
    for key, texts in _joined(arguments).items():
        text = ",".join(texts)
        if key not in known:
            strangers += 1
            if strangers <= MOST_TOLD:
                problems.append(unknown("unknown_parameter", key, "", known))
        elif wrong := no_text(key, text):
            problems.append(wrong)
        elif text or KEYS[key].takes == "flag":
            _take(KEYS[key], text, catalogue, chosen, problems)
    if strangers > MOST_TOLD:
        more = f"{strangers - MOST_TOLD} more parameters are not known here"
        problems.append(Problem("unknown_parameter", "", "", more, known))
    selection = Selection(**chosen)
    if selection.year_from and selection.year_to and selection.year_from > selection.year_to:
        problems.append(
            Problem("empty_period", "from", str(selection.year_from), f"from is after to ({selection.year_to})")
        )
        selection = selection.but(year_from=None, year_to=None)
    return selection, problems


def pairs(query: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    """The arguments of a page's address; Dash hands a repeated one over as a list."""
    return [(key, one) for key, value in query.items() for one in ([value] if isinstance(value, str) else value)]


def told(value: str) -> str:
    """A value as an answer repeats it: whole, or how it begins and how long it is."""
    return value if len(value) <= LONGEST_TOLD else f"{value[:LONGEST_TOLD]}… ({len(value)} characters)"


def no_text(key: str, value: str) -> Problem | None:
    """What is wrong with a value that is no text."""
    if not _NO_TEXT.search(value):
        return None
    return Problem("not_text", key, told(value), f"{key} takes text in UTF-8, without null bytes")


def too_long(key: str, text: str) -> Problem:
    """What is wrong with words that are too many to be sought."""
    message = f"{key} takes at most {MOST_LETTERS} characters; these are {len(text)}"
    return Problem("too_long", key, told(text), message)


def is_year(text: str) -> bool:
    """Whether a text is a year of four digits."""
    return _YEAR.fullmatch(text) is not None


def unknown(code: str, parameter: str, value: str, allowed: tuple[str, ...]) -> Problem:
    """A parameter, or a value of one, that is not among the allowed ones; with a hint at the one that is close."""
    meant = _close(value or parameter, allowed)
    what = f"{told(parameter)}={told(value)} is not known" if value else f"{told(parameter)} is no parameter here"
    hint = f"; did you mean {meant}?" if meant else ""
    return Problem(code, told(parameter), told(value), f"{what}{hint}", allowed, meant)


def unknown_area(parameter: str, value: str, allowed: tuple[str, ...], catalogue: Catalogue) -> Problem:
    """A value that is no id of an area; with the one that was probably meant, as the readers of files would say."""
    meant = catalogue.codes.likely(value, allowed)
    hint = catalogue.codes.hint(value, by_id=True, among=allowed)
    message = f"{parameter}={told(value)} is not known{hint}"
    return Problem("unknown_value", parameter, told(value), message, allowed, meant[0] if len(meant) == 1 else None)


def _close(word: str, allowed: Iterable[str]) -> str | None:
    """The one word that is spelt nearly so. Numbers are never guessed: 2026 is not 2025, and a basket of 3 GB not that
    of 5 GB; only where none is given may the word have one.
    """
    if len(word) > LONGEST_TOLD:
        return None
    given = _DIGITS.findall(word)
    same_numbers = [one for one in allowed if not given or _DIGITS.findall(one) == given]
    for spelt in (word, word.upper()):
        near = get_close_matches(spelt, same_numbers, n=2)
        if near:
            ratios = [SequenceMatcher(None, one, spelt).ratio() for one in near]
            return None if len(near) == 2 and ratios[0] == ratios[1] else near[0]
    return None


def _joined(arguments: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    joined: dict[str, list[str]] = {}
    for key, text in arguments:
        joined.setdefault(key, []).append(text)
    return joined


def _take(key: Key, text: str, catalogue: Catalogue, chosen: dict[str, object], problems: list[Problem]) -> None:
    """Read what stands under a key, as it says that it takes it, into what is chosen, or tell what is wrong."""
    field = _FIELD_OF_KEY.get(key.name, key.name)
    match key.takes:
        case "year":
            _take_year(field, key.name, text, chosen, problems)
        case "number":
            _take_number(key.name, text, chosen, problems)
        case "text":
            _take_text(key.name, text.strip(), chosen, problems)
        case "flag":
            _take_flag(key.name, text, chosen, problems)
        case _:
            _take_words(key, field, text, catalogue, chosen, problems)


def _take_words(
    key: Key, field: str, text: str, catalogue: Catalogue, chosen: dict[str, object], problems: list[Problem]
) -> None:
    allowed = key.allowed(catalogue)
    known, words = frozenset(allowed), _listed(key, text, allowed, catalogue)
    wrong = [word for word in words if word not in known]
    for word in wrong[:MOST_TOLD]:
        if key.takes == "area ids":
            problems.append(unknown_area(key.name, word, allowed, catalogue))
        else:
            problems.append(unknown("unknown_value", key.name, word, allowed))
    if len(wrong) > MOST_TOLD:
        more = f"{len(wrong) - MOST_TOLD} more values of {key.name} are not known"
        problems.append(Problem("unknown_value", key.name, "", more, allowed))
    good = tuple(word for word in words if word in known)
    if not key.is_list and len(good) > 1:
        problems.append(
            Problem("too_many_values", key.name, told(",".join(words)), f"{key.name} takes one value", allowed)
        )
    elif good:
        if key.name == "level":
            good = tuple("" if word == WHOLE else word for word in good)
        chosen[field] = good if key.is_list else good[0]


def _listed(key: Key, text: str, allowed: Sequence[str], catalogue: Catalogue) -> list[str]:
    """The words of a list, each once; the name of an edition, or of an area, may hold a comma."""
    whole = text in allowed or (key.takes == "area ids" and catalogue.codes.find(text, "name") is not None)
    return list(dict.fromkeys(word.strip() for word in ([text] if whole else text.split(",")) if word.strip()))


def _take_year(field: str, key: str, text: str, chosen: dict[str, object], problems: list[Problem]) -> None:
    if is_year(text):
        chosen[field] = int(text)
    else:
        problems.append(Problem("not_a_year", key, told(text), f"{key} takes a year of four digits, such as 2024"))


def _take_number(key: str, text: str, chosen: dict[str, object], problems: list[Problem]) -> None:
    if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        chosen[key] = float(text)
    else:
        problems.append(Problem("not_a_number", key, told(text), f"{key} takes a number such as 5 or 0.95"))


def _take_text(key: str, text: str, chosen: dict[str, object], problems: list[Problem]) -> None:
    if len(text) <= MOST_LETTERS:
        chosen[key] = text
    else:
        problems.append(too_long(key, text))


def _take_flag(key: str, text: str, chosen: dict[str, object], problems: list[Problem]) -> None:
    if text.lower() in ("1", "true", "yes", ""):
        chosen[key] = True
    elif text.lower() not in ("0", "false", "no"):
        problems.append(Problem("not_a_flag", key, told(text), f"{key} takes true or false", ("true", "false")))


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, float):
        return f"{value:g}"
    return "true" if value is True else str(value)
