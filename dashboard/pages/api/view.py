"""What is chosen on the page of the API, from and to the query string: a resource, a format, and a question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.address.lens import PARAMETERS as LENS
from dashboard.address.selection import Problem, Selection, parse, unknown
from dashboard.api.formats import FORMATS
from dashboard.api.resources import RESOURCES, Resource
from indicators.catalogue import Catalogue
from indicators.vocabulary import BREAKDOWNS, TOTALS

FIELDS = ("indicator", "area_type", "area", "sex", "age", "location", "level", "from", "to", "edition")
"""The keys of the form that choose rows."""

OFFERED: Mapping[str, Resource] = {name: one for name, one in RESOURCES.items() if not one.others}
"""The resources that the form offers: all but the one whose question is the address of another page."""

COMMAS = "csv_commas"
"""CSV as Excel reads it where decimals have commas: beside the formats, one that the form offers."""

_WITH_COMMAS = (("bom", "1"), ("delimiter", "semicolon"), ("decimal", "comma"))


@dataclass(frozen=True)
class ApiView:
    """A question to the API: of a resource, in a format of the form (`suffix`, or COMMAS), for a selection."""

    resource: Resource
    format: str
    data: Selection

    def path(self, suffix: str = "", build: str = "") -> str:
        """The path that answers it, in the chosen format or another; of the served build or one by its id."""
        chosen = suffix or self.format
        said = urlencode([*(_WITH_COMMAS if chosen == COMMAS else ()), *([("build", build)] if build else [])])
        query = "&".join(filter(None, (self.data.query_string(), said)))
        usual = next(iter(FORMATS))
        return self.resource.address({COMMAS: "csv", usual: ""}.get(chosen, chosen), query)

    def query_string(self) -> str:
        """The address of the page with this question."""
        said = urlencode({"resource": self.resource.name, "format": self.format})
        return "&".join(filter(None, (said, self.data.query_string())))


def opening() -> ApiView:
    """What the page opens with."""
    everybody = {name: (total,) for name, total in zip(BREAKDOWNS, TOTALS, strict=True) if total}
    data = Selection(indicator=("internet_users",), area=("WLD", "LDC")).but(**everybody)
    return ApiView(OFFERED["observations"], "csv", data)


def formats_of(resource: Resource) -> dict[str, str]:
    """The formats that the form offers for a resource: what it is called, by what stands in the address."""
    named = {one.suffix: one.says for one in resource.formats}
    return named | {COMMAS: "CSV for Excel with decimal commas"}


def read_view(arguments: Iterable[tuple[str, str]], catalogue: Catalogue) -> tuple[ApiView, list[Problem]]:
    """The question that query arguments ask, and what in them cannot be used, which is left out.

    A list of the catalogue takes none of the fields that choose figures, and figures are of no horizon: what every page
    may have in its address is left out without a word.
    """
    given = list(arguments)
    if all(key in LENS for key, _ in given):
        return opening(), []
    problems: list[Problem] = []
    named = {key: value for key, value in given if value and key in ("resource", "format")}
    resource = OFFERED[_one_of("resource", named.get("resource", "observations"), OFFERED, problems)]
    chosen = _one_of("format", named.get("format", "csv"), formats_of(resource), problems)
    takes = [key for key in FIELDS if key in resource.takes]
    silent = {"resource", "format", *FIELDS, *LENS}.difference(resource.takes)
    left = [(key, value) for key, value in given if key not in silent]
    data, wrong = parse(left, catalogue, resource.takes if takes else ())
    return ApiView(resource, chosen, data), problems + wrong


def _one_of(key: str, value: str, words: Mapping[str, object], problems: list[Problem]) -> str:
    """The word that is asked for, or the first where it is none of them."""
    if value in words:
        return value
    problems.append(unknown("unknown_value", key, value, tuple(words)))
    return next(iter(words))
