"""What a format is, and what it is told of an answer beside its rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.address.selection import Problem
from dashboard.columns import Column
from dashboard.reading.streams import Rows
from dashboard.reading.warehouse import Build
from dashboard.words.sources import cited_as
from indicators.areas import Area
from indicators.sources import Source

Options = Mapping[str, str]
"""The parameters of a format that an address sets, by name: each has one of the values that the format allows."""


@dataclass(frozen=True)
class About:
    """What an answer is: what it shows, of which build, what was asked, and whose figures are in it.

    `name` is that of its file, without suffix; `address` repeats the answer as long as its build is kept; `query` is
    the question in the API's own order of parameters. `first` and `last` are the places of the rows that are given,
    of all that were found; `next_cursor` asks for those that follow. `own` is the user's own group, if any.
    """

    resource: str
    title: str
    name: str
    address: str
    query: str
    build: Build
    columns: tuple[Column, ...]
    total: int
    first: int
    last: int
    next_cursor: str | None
    find_sources: Callable[[], tuple[Source, ...]] = field(repr=False, compare=False)
    own: Area | None = None

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the figures, with their licences; asked of the warehouse when a format needs them."""
        return self.find_sources()

    @property
    def citation(self) -> str:
        """How to cite the answer: what it shows, the build and its day, whose figures, and the address."""
        return f"{cited_as(self.title, [source.title for source in self.sources], self.build)} {self.address}"

    @property
    def built_at(self) -> str:
        """When the build was made."""
        return f"{self.build.built_at.isoformat()}Z"


@dataclass(frozen=True)
class Format:
    """A format: the suffix of its address and file, its media type, and how rows are written.

    `says` is what it is called where formats are offered. `write` gives the bytes piece by piece. `options` are its own
    parameters with the values they take, the usual one first, and `wrong` says which do not go together. Of one that
    is `paged`, `limit` and `cursor` ask for a part; all others give all rows. `most_rows` is how many it has room for;
    `resources` are those that it can say, all where none is named. `further` are columns that it needs beside those of
    the others.
    """

    suffix: str
    media_type: str
    says: str
    write: Callable[[Rows, About, Options], Iterator[bytes]]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: Callable[[Options], Problem | None] = lambda _: None
    paged: bool = False
    most_rows: int | None = None
    resources: tuple[str, ...] = ()
    further: tuple[Column, ...] = ()
