"""What was asked: a snapshot, where readers reach the pages, and the arguments as a selection, or why they are none."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.address.selection import Problem, Selection, parse, unknown, unknown_area
from dashboard.assistants.addresses import Base
from dashboard.assistants.answers import BuildAnswer, Counted, SourceAnswer
from dashboard.assistants.arguments import Arguments, pairs
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import Observation
from indicators.areas import Area
from indicators.model import Indicator

MOST_ROWS = 50
"""Figures in one answer: about what an assistant can read at once."""

MOST_VERDICTS = 25
"""Verdicts in one answer: each says more than a figure does."""


_NAMING = ("indicator", "target", "area", "area_type", "member_of", "group")
"""What a selection has to name at least one of: all that is held is a file, and no answer."""


class RefusedError(Exception):
    """A call that cannot be answered; `problems` say why, the first in the answer itself."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


@dataclass(frozen=True)
class Asking:
    """One call: all that it reads is of one build."""

    snapshot: Snapshot
    base: Base

    def selection(self, asked: Arguments, parameters: tuple[str, ...]) -> Selection:
        """The selection that arguments ask for. Raises RefusedError for what cannot be used."""
        selection, problems = parse(pairs(asked, parameters), self.snapshot.catalogue, parameters)
        if problems := self._names_with_commas(asked) or problems:
            raise RefusedError(*problems)
        if not any(getattr(selection, name) for name in _NAMING):
            message = f"nothing is asked for; expected one of {', '.join(_NAMING)}, best an indicator and an area"
            raise RefusedError(Problem("nothing_asked", "indicator", "", message, _NAMING))
        return selection

    def _names_with_commas(self, asked: Arguments) -> list[Problem]:
        """Of names that stand in lists and hold a comma, that they are no ids; `parse` would take them for several."""
        catalogue = self.snapshot.catalogue
        return [
            unknown_area(parameter, one, tuple(catalogue.area_by_id), catalogue)
            for parameter in ("area", "member_of", "group")
            for one in _as_list(getattr(asked, parameter, ""))
            if "," in one and catalogue.codes.likely(one)
        ]

    def indicator(self, asked: str) -> Indicator:
        """The indicator of an id. Raises RefusedError with the one that is close."""
        known = self.snapshot.catalogue.indicator_by_id
        if asked not in known:
            raise RefusedError(unknown("unknown_value", "indicator", asked, tuple(known)))
        return known[asked]

    def area(self, asked: str, parameter: str = "area") -> Area:
        """The area of an id. Raises RefusedError with what may have been meant; nothing is guessed."""
        catalogue = self.snapshot.catalogue
        if asked not in catalogue.area_by_id:
            raise RefusedError(unknown_area(parameter, asked, tuple(catalogue.area_by_id), catalogue))
        return catalogue.area_by_id[asked]

    @property
    def build(self) -> BuildAnswer:
        """The build that is asked."""
        build = self.snapshot.build
        return BuildAnswer(id=build.build_id, built_at=f"{build.built_at.isoformat()}Z", newest_year=build.newest_year)

    def sources(self, rows: Iterable[Observation]) -> list[SourceAnswer]:
        """The sources of some figures with their licences and the editions that are used."""
        editions: dict[str, dict[str, None]] = {}
        for row in rows:
            editions.setdefault(row.source_id, {})[row.edition] = None
        known = self.snapshot.catalogue.source_by_id
        return [
            SourceAnswer(
                source_id=source_id,
                title=known[source_id].title,
                publisher=known[source_id].publisher,
                licence=known[source_id].licence,
                licence_url=known[source_id].licence_url or "",
                terms=known[source_id].terms or "",
                attribution=known[source_id].attribution,
                editions=list(names),
            )
            for source_id, names in editions.items()
        ]


def _as_list(words: str | list[str]) -> list[str]:
    return [] if isinstance(words, str) else words


def counted(total: int, given: int, csv: str) -> Counted:
    """How many rows there are and are given, and where the others are."""
    rest = ""
    if given < total:
        rest = (
            f"{given} of {total} rows are here, in the order of the file. For the others ask a narrower question "
            f"(an area, years, one indicator), or open the file, which has all of them: {csv}"
        )
    return Counted(total=total, given=given, rest=rest)
