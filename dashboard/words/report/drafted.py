"""A drafted text as its parts: words, words of others, figures that lead to their rows, and marks of footnotes.

One structure for all who write it down: the page, a document of Word, Markdown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dashboard.address.selection import Selection
from indicators.model import Indicator

Resource = Literal["observations", "progress"]


@dataclass(frozen=True)
class Rows:
    """The rows of the warehouse that a figure is of: what the API answers for a selection."""

    resource: Resource
    selection: Selection

    @property
    def href(self) -> str:
        """The path of these rows."""
        return f"/api/v1/{self.resource}.json?{self.selection.query_string()}"


@dataclass(frozen=True)
class Number:
    """A number of a figure and where it stands in its rows.

    It is `column` of the one row, or of that of the year `at`, `times` as much; with `less` the difference to the same
    column of that year, both as they are shown. It is shown with at most `decimals` decimals. `column` is empty of what
    the unit says: of how many.
    """

    value: float
    unit: str
    decimals: int
    column: str = "value"
    at: int | None = None
    less: int | None = None
    times: float = 1.0


@dataclass(frozen=True)
class Figure:
    """A figure in a text: as it is written, the numbers in it in their order, and its rows."""

    text: str
    numbers: tuple[Number, ...]
    rows: Rows


@dataclass(frozen=True)
class Told:
    """What the catalogue or another module says as a whole, with the path that it leads to; empty for none."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Mark:
    """The mark of a footnote, by its number."""

    number: int


Part: TypeAlias = str | Figure | Told | Mark
"""A part of a passage. The only digits in plain words are those of years."""

Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph of the draft; `topic` says what about its target it tells."""

    topic: str
    parts: Parts


@dataclass(frozen=True)
class Table:
    """A table of the draft: its headings, and for each row the cells, the first of which names it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Parts, ...], ...]


@dataclass(frozen=True)
class Dot:
    """A row of a picture: of whom, its newest value with its label, and the value that it is compared with.

    `is_computed` tells what was computed here from what was published.
    """

    area_id: str
    name: str
    value: float
    label: str
    before: float | None = None
    is_computed: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture of the draft: its title, what it shows in words, what its signs mean, its rows, the level of the
    benchmark with its name, and the ends of its scale.
    """

    name: str
    title: str
    words: str
    legend: str
    dots: tuple[Dot, ...]
    benchmark: tuple[float, str] | None
    low: float
    high: float


@dataclass(frozen=True)
class Measured:
    """What is told of one indicator of a target: passages, a picture and a table, where there are any."""

    indicator: Indicator
    title: str
    passages: tuple[Passage, ...]
    picture: Picture | None
    table: Table | None


@dataclass(frozen=True)
class Section:
    """A target's part of the draft; `missing` says what is not available and why, a line each."""

    target_id: str
    title: str
    opening: Passage
    measured: tuple[Measured, ...]
    missing: tuple[Parts, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of the section, in their order."""
        return (self.opening, *(one for each in self.measured for one in each.passages))


@dataclass(frozen=True)
class Note:
    """A footnote: its number, what it says, and the address where it was read with a word for what is there; both are
    empty where there is none.
    """

    number: int
    text: str
    url: str
    where: str


@dataclass(frozen=True)
class View:
    """A named view: what it shows, the path at which it is drawn, and what is missing for it."""

    title: str
    href: str
    words: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The section "Impact" for a year: an opening, a part for each target, footnotes, and what data cannot say."""

    title: str
    lead: str
    year: int
    edition: str
    build_id: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    cannot_say: tuple[str, ...]
    views: tuple[View, ...] = field(default=())


def plain_text(parts: Sequence[Part]) -> str:
    """Parts as text alone, without the marks of footnotes."""
    return "".join(one if isinstance(one, str) else "" if isinstance(one, Mark) else one.text for one in parts)
