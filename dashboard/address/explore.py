"""What is chosen on the page Explore: every control, from and to the query string."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.address.embed import EMBED, without_embed
from dashboard.address.keys import KEYS, LATEST, MOST_LETTERS, Key
from dashboard.address.lens import Lens, lens_of
from dashboard.address.selection import OF_A_VIEW, Problem, Selection, is_year, no_text, parse, told, too_long, unknown
from indicators.catalogue import Catalogue
from indicators.vocabulary import AreaType

SPLITS = {"area": "One panel per area", "indicator": "One panel per indicator"}
LINEAR_AXIS = "linear"
AXES = {"": "As usual", "fit": "Fitted to the figures", "log": "Logarithmic", LINEAR_AXIS: "Linear"}
SHOWS = {"value": "Values", "status": "Status"}
FORMS = {"tiles": "Tiles, all of one size", "map": "Map of the world"}
PAGE_ROWS = 50
USUAL_KIND = "trend"
PANELS = 12
_PAGE = re.compile("[1-9][0-9]{0,3}")


class Kind:
    """A kind of chart: what it takes from an address, and which of the rows of a view it draws.

    `most` is how many indicators it shows, None for any number, and `pair` says that it needs two. `of_economies` is
    true of one that opens on all economies, `of_tiles` of one that shows only areas that have a tile. `own` are the
    keys of the address that not every kind knows. `is_newest` says that it shows the newest figure of each line, or
    that of the year in the address. `edition` is what it shows where the address names no edition.
    """

    name: str
    label: str
    most: int | None = None
    pair: bool = False
    of_economies: bool = False
    of_tiles: bool = False
    own: tuple[str, ...] = ()
    is_newest: bool = False
    edition: str = LATEST

    def draws(self, frame: pd.DataFrame, view: "ExploreView") -> pd.DataFrame:
        """Of all rows of a view (columns of selected.observations) those that the chart draws."""
        return frame

    def judges(self, view: "ExploreView") -> bool:
        """Whether it is the judgements of the areas that a view draws, not their figures."""
        return False


@dataclass(frozen=True)
class ExploreView:
    """The state of the page; what is empty stands for its default, which is left out of the address.

    `kind` is the kind of chart, `usual` are the two indicators that the page opens on, `usual_horizon` is the year by
    which it judges where the address names none. `data` names indicators, areas,
    breakdowns, years, edition and lens. The areas shown are those of `area`, all of `area_type`, the economies of
    `member_of`, and `group`, the reader's own. `year` is the one year of a ranking, a scatter or a map; without it, the
    newest of each line. `form` is how a map is drawn. `sort` is a column of the table, with a minus downwards.
    """

    kind: Kind
    usual: tuple[str, str]
    usual_horizon: int
    data: Selection = field(default_factory=Selection)
    year: int | None = None
    split: str = "area"
    axis: str = ""
    show: str = "value"
    form: str = "tiles"
    sort: str = ""
    find: str = ""
    page: int = 1
    embed: bool = False

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators shown: as many of those chosen first as the kind of chart takes."""
        chosen = self.data.indicator or self.usual[:1]
        if self.kind.pair:
            chosen += tuple(one for one in self.usual[::-1] if one not in chosen)
        return chosen[: self.kind.most]

    @property
    def areas(self) -> Selection:
        """Which areas are shown: `area`, `area_type`, `member_of` and `group` of a selection, defaults filled in."""
        own = self.data
        if own.area or own.area_type or own.member_of or own.group:
            return Selection(area=own.area, area_type=own.area_type, member_of=own.member_of, group=own.group)
        if self.kind.of_economies:
            return Selection(area_type=(AreaType.ECONOMY.value,))
        return Selection(area=("WLD",), area_type=(AreaType.ITU_REGION.value,))

    @property
    def judges(self) -> bool:
        """Whether it is judgements that the view draws, not figures."""
        return self.kind.judges(self)

    @property
    def lens(self) -> Lens:
        """The horizon and the set of benchmarks that the view is judged by."""
        return lens_of(self.data, self.usual_horizon)

    def plainest(self) -> "ExploreView":
        """The same view with nothing said that goes without saying: defaults, and what its chart does not know."""
        plain: dict[str, Any] = {key: getattr(ExploreView, key) for key in _NOT_EVERY if key not in self.kind.own}
        view = replace(self, **plain)
        if view.judges:  # by all years and the newest edition
            every = view.data.but(year_from=None, year_to=None, edition=view.kind.edition)
            view = replace(view, year=None, data=every)
        bare = replace(view, data=view.data.but(area=(), area_type=(), member_of=(), group=()))
        asked, usual = view.areas, bare.areas
        if all(set(getattr(asked, name)) == set(getattr(usual, name)) for name in _AREAS):
            view = bare
        if view.data.indicator == self.usual[:1]:
            view = replace(view, data=view.data.but(indicator=()))
        return view

    def query_string(self, **changes: object) -> str:
        """The address of the view, or of one that differs from it in `changes`; defaults are left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        chart = {"chart": view.kind.name} if view.kind.name != USUAL_KIND else {}
        own = {key: value for key in _OWN if (value := getattr(view, key)) != getattr(ExploreView, key)}
        usual, edition = view.kind.edition, view.data.edition
        data = view.data.but(edition=LATEST) if edition == usual else view.data
        if edition == LATEST != usual:
            chart |= {"edition": LATEST}
        parts = [data.query_string(), urlencode(chart | own | ({EMBED: 1} if view.embed else {}))]
        return "&".join(filter(None, parts))


_AREAS = ("area", "area_type", "member_of", "group")
_NOT_EVERY = ("year", "split", "axis", "show", "form")
_OWN = (*_NOT_EVERY, "sort", "find", "page")
"""The keys of the address that are fields of a view of their own name."""


def own_keys(kinds: Iterable[str]) -> tuple[Key, ...]:
    """The keys of a view beside those of its figures that decide which rows it draws, where there are charts of these
    kinds. The others of an address say how they are drawn.
    """
    named = tuple(kinds)
    return (
        Key("chart", "word", "The kind of chart whose rows are asked for.", lambda _: named, ("ranking",), USUAL_KIND),
        Key("year", "year", "The one year of a ranking, a scatter or a map; else the newest.", tried=("2024",)),
        Key("show", "word", "Of a map the values, or the verdicts.", lambda _: tuple(SHOWS), ("status",), "value"),
        Key("find", "text", "Areas whose name holds these words.", tried=("land",), form=KEYS["find"].form),
    )


def read_view(
    arguments: Iterable[tuple[str, str]], catalogue: Catalogue, kinds: Mapping[str, Kind]
) -> tuple[ExploreView, list[Problem]]:
    """The view that query arguments ask for, and what in them cannot be used, which is left out.

    `kinds` are the kinds of chart that there are, by name; without `chart` it is USUAL_KIND.
    """
    rest, embed, problems = without_embed(arguments)
    selected, wrong = parse([pair for pair in rest if pair[0] not in ("chart", *_OWN)], catalogue, OF_A_VIEW)
    problems += wrong
    horizon = catalogue.plan.usual_horizon
    if selected.horizon == (str(horizon),):
        selected = selected.but(horizon=())
    first, second = catalogue.explored_first
    view = ExploreView(kinds[USUAL_KIND], (first.id, second.id), horizon, selected, embed=embed)
    for key, text in rest:
        if not text.strip():
            continue
        if (key == "chart" or key in _OWN) and (wrong_text := no_text(key, text)):
            problems.append(wrong_text)
        elif key == "chart":
            name = _word("chart", {one.name: one.label for one in kinds.values()})(text.strip(), problems)
            view = replace(view, kind=kinds[name or USUAL_KIND])
        elif key in _OWN:
            value = _READ[key](text.strip(), problems)
            if value is not None:
                view = replace(view, **{key: value})  # type: ignore[arg-type]
    if not any(key == "edition" and selected.edition in text for key, text in rest):
        view = replace(view, data=view.data.but(edition=view.kind.edition))
    return view.plainest(), problems


def _word(key: str, words: Mapping[str, str]) -> Callable[[str, list[Problem]], str | None]:
    def read(text: str, problems: list[Problem]) -> str | None:
        if text in words:
            return text
        problems.append(unknown("unknown_value", key, text, tuple(one for one in words if one)))
        return None

    return read


def _year(text: str, problems: list[Problem]) -> int | None:
    if is_year(text):
        return int(text)
    message = f"year={told(text)}: a year of four digits is meant, such as 2024"
    problems.append(Problem("not_a_year", "year", told(text), message))
    return None


def _page(text: str, problems: list[Problem]) -> int | None:
    if _PAGE.fullmatch(text):
        return int(text)
    problems.append(Problem("not_a_page", "page", told(text), f"page={told(text)}: a page from 1 on is meant"))
    return None


def _sort(text: str, problems: list[Problem]) -> str | None:
    column = text.removeprefix("-")
    if column in ("area", "edition") or is_year(column):
        return text
    what = "the table sorts by area, edition or a year, with a minus before it downwards"
    message = f"sort={told(text)} is not known; {what}"
    problems.append(Problem("unknown_value", "sort", told(text), message, ("area", "edition")))
    return None


def _find(text: str, problems: list[Problem]) -> str | None:
    if len(text) <= MOST_LETTERS:
        return text
    problems.append(too_long("find", text))
    return None


_READ: dict[str, Callable[[str, list[Problem]], object]] = {
    "split": _word("split", SPLITS),
    "axis": _word("axis", AXES),
    "show": _word("show", SHOWS),
    "form": _word("form", FORMS),
    "year": _year,
    "page": _page,
    "sort": _sort,
    "find": _find,
}
