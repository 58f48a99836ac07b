"""What must hold between figures of one report, and figures that no indicator of the catalogue holds.

data/claims/relations.yaml says it, and the catalogue of its indicators.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic.dataclasses import dataclass as checked

from indicators.benchmark import STRICT
from indicators.catalogue import Catalogue
from indicators.entries import CatalogueError, build, read_yaml, refuse_doubles

FILE = "relations.yaml"
_ADDING_UNITS = frozenset(
    {
        *("countries", "companies", "persons", "million_people", "billion_people", "billion_subscriptions"),
        *("tbit_s", "billion_kg", "million_t_co2", "billion_t_co2", "twh"),
    }
)

As = Literal["product", "ratio", "share_of_sum", "sum", "rest", "at_most", "within"]


@checked(frozen=True, config=STRICT)
class Measure:
    """A figure that a report prints and no indicator holds; `adds` where those of areas make that of the world."""

    id: str
    title: str
    unit: str
    adds: bool = False


@dataclass(frozen=True)
class Part:
    """An indicator that stands in a relation, in place of the breakdown of the whole in one of its columns."""

    indicator_id: str
    column: str = ""
    word: str = ""


@checked(frozen=True, config=STRICT)
class _Written:
    of: str
    as_: str
    parts: tuple[str, ...]
    times: float = 1
    low: float = 0
    high: float = 0


@dataclass(frozen=True)
class Relation:
    """What the figures of indicator `of` are: the product, ratio, … of those of its parts, times a factor of units."""

    of: str
    kind: As
    parts: tuple[Part, ...]
    times: float = 1
    low: float = 0
    high: float = 0


@dataclass(frozen=True)
class Relations:
    """Measures by id, relations by what they are of, and the indicators whose figures of areas add up."""

    measures: dict[str, Measure]
    of: dict[str, tuple[Relation, ...]]
    adding: frozenset[str]


def load_relations(folder: Path, catalogue: Catalogue) -> Relations:
    """The relations of data/claims and of the catalogue. Raises CatalogueError for what cannot be."""
    path = folder / FILE
    content = read_yaml(path, ("measures", "relations")) if path.exists() else {"measures": [], "relations": []}
    measures = [build(Measure, one, path, f"measure {one.get('id', 'without an id')}") for one in content["measures"]]
    refuse_doubles([one.id for one in measures], path, "measure")
    known = {one.id for one in measures} | set(catalogue.indicator_by_id)
    written = [_relation(one, path, known) for one in content["relations"]]
    found: dict[str, tuple[Relation, ...]] = {}
    for one in (*_stated(catalogue), *written):
        found[one.of] = (*found.get(one.of, ()), one)
    adding = {one.id for one in measures if one.adds} | {
        one.id for one in catalogue.indicators if one.unit in _ADDING_UNITS
    }
    return Relations({one.id: one for one in measures}, found, frozenset(adding))


def _relation(entry: dict[str, object], path: Path, known: set[str]) -> Relation:
    label = f"relation of {entry.get('of', 'nothing')}"
    content = {("as_" if key == "as" else key): value for key, value in entry.items()}
    content["parts"] = tuple(entry.get("parts") or ())  # type: ignore[arg-type]
    one = build(_Written, content, path, label)
    expected = {"product": 2, "ratio": 2, "share_of_sum": 2, "sum": 2, "at_most": 1, "within": 1}
    if one.as_ not in expected:
        raise CatalogueError(f"data/claims/{FILE}: {label}: key 'as' is {one.as_!r}; expected {', '.join(expected)}")
    if len(one.parts) < expected[one.as_]:
        raise CatalogueError(f"data/claims/{FILE}: {label}: 'parts' names too few; expected {expected[one.as_]}")
    if unknown := next((each for each in (one.of, *one.parts) if each not in known), ""):
        raise CatalogueError(
            f"data/claims/{FILE}: {label}: {unknown!r} is no indicator of the catalogue and no measure of this file"
        )
    return Relation(one.of, one.as_, tuple(map(Part, one.parts)), one.times, one.low, one.high)  # type: ignore[arg-type]


def _stated(catalogue: Catalogue) -> list[Relation]:
    """What the catalogue states of its indicators."""
    found: list[Relation] = []
    for one in catalogue.indicators:
        if one.product_of:
            found.append(Relation(one.id, "product", tuple(map(Part, one.product_of))))
        if one.sum_of:
            found.append(Relation(one.id, "sum", tuple(map(Part, one.sum_of))))
        if one.complement_of:
            found.append(Relation(one.id, "rest", (Part(one.complement_of),)))
        if one.at_most:
            found.append(Relation(one.id, "at_most", (Part(one.at_most),)))
        if of := one.ratio_of:
            parts = tuple(Part(of.indicator, of.by, word) for word in (of.numerator, of.denominator))
            found.append(Relation(one.id, "ratio", parts))
    return found
