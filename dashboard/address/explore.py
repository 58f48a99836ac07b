"""What is chosen on the page Explore: every control, from and to the query string."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from urllib.parse import urlencode

from dashboard.address.embed import EMBED, without_embed
from dashboard.address.lens import Lens, lens_of
from dashboard.address.selection import Problem, Selection, parse, unknown
from indicators.catalogue import Catalogue
from indicators.vocabulary import DEFAULT_HORIZON, AreaType

CHARTS = {
    "trend": "Trend",
    "panels": "Small multiples",
    "ranking": "Ranking",
    "change": "Change",
    "scatter": "Scatter",
    "heat": "Heat table",
    "map": "Tile map",
    "table": "Table",
}
SPLITS = {"area": "One panel per area", "indicator": "One panel per indicator"}
AXES = {"": "As usual", "fit": "Fitted to the figures", "log": "Logarithmic"}
SHOWS = {"value": "Values", "status": "Status"}
FIRST_INDICATORS = ("internet_users",)
_OF_ECONOMIES = ("scatter", "map")
_OF_ONE_INDICATOR = ("map", "heat", "change", "ranking")
_SELECTED = (
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
PAGE_ROWS = 50
PANELS = 12


@dataclass(frozen=True)
class ExploreView:
    """The state of the page; what is empty stands for its default, which is left out of the address.

    `data` names indicators, areas, breakdowns, years, edition and lens. The areas shown are those of `area`, all of
    `area_type`, the economies of `member_of`, and `group`, the reader's own. `year` is the one year of a ranking, a
    scatter or a map; without it, the newest of each line. `sort` is a column of the table, with a minus downwards.
    """

    data: Selection = field(default_factory=Selection)
    chart: str = "trend"
    year: int | None = None
    split: str = "area"
    axis: str = ""
    show: str = "value"
    sort: str = ""
    find: str = ""
    page: int = 1
    embed: bool = False

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators shown; a scatter takes two; a map, a heat table, a ranking and a change the first."""
        chosen = self.data.indicator or FIRST_INDICATORS
        if self.chart == "scatter":
            second = tuple(one for one in ("gci_score", *FIRST_INDICATORS) if one not in chosen)
            return (chosen + second)[:2]
        return chosen[:1] if self.chart in _OF_ONE_INDICATOR else chosen

    @property
    def areas(self) -> Selection:
        """Which areas are shown: `area`, `area_type`, `member_of` and `group` of a selection, defaults filled in."""
        own = self.data
        if own.area or own.area_type or own.member_of or own.group:
            return Selection(area=own.area, area_type=own.area_type, member_of=own.member_of, group=own.group)
        if self.chart in _OF_ECONOMIES:
            return Selection(area_type=(AreaType.ECONOMY.value,))
        return Selection(area=("WLD",), area_type=(AreaType.ITU_REGION.value,))

    @property
    def lens(self) -> Lens:
        """The horizon and the set of benchmarks that the view is judged by."""
        return lens_of(self.data)

    def plainest(self) -> "ExploreView":
        """The same view with nothing said that goes without saying: defaults, and what its chart does not know."""
        own = {name: of for name, of in _ONLY_OF.items() if self.chart not in of}
        view = replace(self, **{name: getattr(_PLAIN, name) for name in own})
        bare = replace(view, data=view.data.but(area=(), area_type=(), member_of=(), group=()))
        asked, usual = view.areas, bare.areas
        if all(set(getattr(asked, name)) == set(getattr(usual, name)) for name in _AREAS):
            view = bare
        if view.data.indicator == FIRST_INDICATORS:
            view = replace(view, data=view.data.but(indicator=()))
        return view

    def query_string(self, **changes: object) -> str:
        """The address of the view, or of one that differs from it in `changes`; defaults are left out."""
        view = replace(self, **changes)  # type: ignore[arg-type]
        own = {
            each.name: getattr(view, each.name)
            for each in fields(view)
            if each.name not in ("data", EMBED) and getattr(view, each.name) != each.default
        }
        parts = [view.data.query_string(), urlencode(own | ({EMBED: 1} if view.embed else {}))]
        return "&".join(filter(None, parts))


_PLAIN = ExploreView()
_AREAS = ("area", "area_type", "member_of", "group")
_ONLY_OF = {
    "year": ("ranking", "scatter", "map"),
    "split": ("panels",),
    "axis": ("trend",),
    "show": ("map",),
}


def read_view(arguments: Iterable[tuple[str, str]], catalogue: Catalogue) -> tuple[ExploreView, list[Problem]]:
    """The view that query arguments ask for, and what in them cannot be used, which is left out."""
    rest, embed, problems = without_embed(arguments)
    own = {each.name for each in fields(ExploreView)} - {"data", EMBED}
    selected, wrong = parse([pair for pair in rest if pair[0] not in own], catalogue, _SELECTED)
    problems += wrong
    if selected.horizon == (str(DEFAULT_HORIZON),):
        selected = selected.but(horizon=())
    view = ExploreView(selected, embed=embed)
    for key, text in rest:
        if key not in own or not text.strip():
            continue
        value = _READ[key](text.strip(), problems)
        if value is not None:
            view = replace(view, **{key: value})  # type: ignore[arg-type]
    return view.plainest(), problems


def _word(key: str, words: Mapping[str, str]) -> Callable[[str, list[Problem]], str | None]:
    def read(text: str, problems: list[Problem]) -> str | None:
        if text in words:
            return text
        problems.append(unknown("unknown_value", key, text, tuple(one for one in words if one)))
        return None

    return read


def _year(text: str, problems: list[Problem]) -> int | None:
    if text.isdecimal() and len(text) == 4 and int(text):
        return int(text)
    problems.append(Problem("not_a_year", "year", text, f"year={text}: a year of four digits is meant, such as 2024"))
    return None


def _page(text: str, problems: list[Problem]) -> int | None:
    if text.isdecimal() and len(text) < 5 and int(text):
        return int(text)
    problems.append(Problem("not_a_page", "page", text, f"page={text}: a page from 1 on is meant"))
    return None


def _sort(text: str, problems: list[Problem]) -> str | None:
    column = text.removeprefix("-")
    if column in ("area", "edition") or (column.isdecimal() and len(column) == 4):
        return text
    message = f"sort={text} is not known; the table sorts by area, edition or a year, with a minus before it downwards"
    problems.append(Problem("unknown_value", "sort", text, message, ("area", "edition")))
    return None


_READ: dict[str, Callable[[str, list[Problem]], object]] = {
    "chart": _word("chart", CHARTS),
    "split": _word("split", SPLITS),
    "axis": _word("axis", AXES),
    "show": _word("show", SHOWS),
    "year": _year,
    "page": _page,
    "sort": _sort,
    "find": lambda text, _: text[:60],
}
