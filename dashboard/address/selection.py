"""What a user has chosen, from and to the query string: one thing for page, chart, table, export and API."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from indicators.catalogue import Catalogue
from indicators.methods import METHODS
from indicators.vocabulary import AGES, BENCHMARK_SETS, LEVELS, LOCATIONS, SEXES, AreaType, Status

LATEST, HISTORY, DISTINCT, ALL, DEFAULT_SET = "latest", "history", "distinct", "all", "default"
_OF_AREAS = ("area", "member_of", "group")
_MOST_HINTS = 10
"""Of how many unknown areas in one address it is looked up what was meant: each takes milliseconds."""

_SINGLE = ("edition", "source", "benchmark", "method")
MOST_LETTERS = 60
"""Of words that are sought in a table."""


@dataclass(frozen=True)
class Selection:
    """Filters on observations; an empty tuple or None filters nothing.

    `edition` is `latest` (each line's newest edition), `history` (that, and the years before it from the line that goes
    furthest back), `distinct` (the newest, and every other edition that says something
    else), `all`, or an edition's name;
    `source` is `preferred` (one source speaks for an edition) or `all`; `latest` keeps each line's newest observation.
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
    source: str = "preferred"
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
                pairs.append((_KEY_OF_FIELD.get(field.name, field.name), _as_text(value)))
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

    A parameter may be repeated or hold a comma-separated list. Unusable parameters are left out of the selection.
    """
    allowed = _allowed_values(catalogue)
    chosen: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, text in _joined(arguments).items():
        field = _FIELD_OF_KEY.get(key, key)
        if key not in known:
            problems.append(unknown("unknown_parameter", key, "", tuple(known)))
        elif key in ("from", "to"):
            _take_year(field, key, text, chosen, problems)
        elif key in ("over", "under"):
            _take_number(key, text, chosen, problems)
        elif key == "find":
            chosen[key] = text.strip()[:MOST_LETTERS]
        elif key == "latest":
            _take_flag(key, text, chosen, problems)
        else:
            _take_words(
                field, key, _listed(key, text, allowed[key], catalogue), allowed[key], chosen, problems, catalogue
            )
    selection = Selection(**chosen)
    if selection.year_from and selection.year_to and selection.year_from > selection.year_to:
        problems.append(
            Problem("empty_period", "from", str(selection.year_from), f"from is after to ({selection.year_to})")
        )
        selection = selection.but(year_from=None, year_to=None)
    return selection, problems


def _allowed_values(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    editions = {e.name for source in catalogue.sources for p in source.publications for e in p.editions}
    groups = [area.area_id for area in catalogue.areas if area.area_type not in (AreaType.ECONOMY, AreaType.WORLD)]
    return {
        "target": tuple(catalogue.target_by_id),
        "indicator": tuple(catalogue.indicator_by_id),
        "area": tuple(catalogue.area_by_id),
        "area_type": tuple(kind for kind in AreaType if kind is not AreaType.GROUP),
        "member_of": tuple(groups),
        "sex": tuple(SEXES),
        "age": tuple(AGES),
        "location": tuple(LOCATIONS),
        "level": tuple(level for level in LEVELS if level),
        "origin": ("published", "computed"),
        "edition": (LATEST, HISTORY, DISTINCT, ALL, *sorted(editions)),
        "source": ("preferred", "all"),
        "group": tuple(area.area_id for area in catalogue.areas if area.area_type is AreaType.ECONOMY),
        "horizon": tuple(str(year) for year in catalogue.plan.years),
        "benchmark": (DEFAULT_SET, *BENCHMARK_SETS),
        "method": tuple(METHODS),
        "status": tuple(Status),
    }


def pairs(query: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    """The arguments of a page's address; Dash hands a repeated one over as a list."""
    return [(key, one) for key, value in query.items() for one in ([value] if isinstance(value, str) else value)]


def _joined(arguments: Iterable[tuple[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for key, text in arguments:
        joined[key] = f"{joined[key]},{text}" if key in joined else text
    return joined


def _listed(key: str, text: str, allowed: tuple[str, ...], catalogue: Catalogue) -> list[str]:
    """The words of a list, each once; the name of an edition, or of an area, may hold a comma."""
    whole = text in allowed or (key in _OF_AREAS and catalogue.codes.find(text, "name") is not None)
    return list(dict.fromkeys(word.strip() for word in ([text] if whole else text.split(",")) if word.strip()))


def _take_words(
    field: str,
    key: str,
    words: list[str],
    allowed: tuple[str, ...],
    chosen: dict[str, object],
    problems: list[Problem],
    catalogue: Catalogue,
) -> None:
    for number, word in enumerate(one for one in words if one not in allowed):
        if key in _OF_AREAS and number < _MOST_HINTS:
            problems.append(unknown_area(key, word, allowed, catalogue))
        elif key in _OF_AREAS:
            problems.append(Problem("unknown_value", key, word, f"{key}={word} is not known", allowed))
        else:
            problems.append(unknown("unknown_value", key, word, allowed))
    good = tuple(word for word in words if word in allowed)
    single = field in _SINGLE
    if single and len(good) > 1:
        problems.append(Problem("too_many_values", key, ",".join(words), f"{key} takes one value", allowed))
    elif good:
        chosen[field] = good[0] if single else good


def _take_year(field: str, key: str, text: str, chosen: dict[str, object], problems: list[Problem]) -> None:
    if text.isdecimal() and len(text) == 4 and int(text):
        chosen[field] = int(text)
    else:
        problems.append(Problem("not_a_year", key, text, f"{key} takes a year of four digits, such as 2024"))


def _take_number(key: str, text: str, chosen: dict[str, object], problems: list[Problem]) -> None:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        chosen[key] = number
    else:
        problems.append(Problem("not_a_number", key, text, f"{key} takes a number such as 5 or 0.95"))


def _take_flag(key: str, text: str, chosen: dict[str, object], problems: list[Problem]) -> None:
    if text.lower() in ("1", "true", "yes", ""):
        chosen[key] = True
    elif text.lower() not in ("0", "false", "no"):
        problems.append(Problem("not_a_flag", key, text, f"{key} takes true or false", ("true", "false")))


def unknown(code: str, parameter: str, value: str, allowed: tuple[str, ...]) -> Problem:
    """A parameter, or a value of one, that is not among the allowed ones; with a hint at the one that is close."""
    word = value or parameter
    close = get_close_matches(word, allowed, n=1) or get_close_matches(word.upper(), allowed, n=1)
    what = f"{parameter}={value} is not known" if value else f"{parameter} is no parameter here"
    hint = f"; did you mean {close[0]}?" if close else ""
    return Problem(code, parameter, value, f"{what}{hint}", allowed, close[0] if close else None)


def unknown_area(parameter: str, value: str, allowed: tuple[str, ...], catalogue: Catalogue) -> Problem:
    """A value that is no id of an area; with the one that was probably meant, as the readers of files would say."""
    meant = catalogue.codes.likely(value, allowed)
    hint = catalogue.codes.hint(value, by_id=True, among=allowed)
    message = f"{parameter}={value} is not known{hint}"
    return Problem("unknown_value", parameter, value, message, allowed, meant[0] if len(meant) == 1 else None)


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, float):
        return f"{value:g}"
    return "true" if value is True else str(value)
