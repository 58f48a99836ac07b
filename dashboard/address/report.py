"""What a draft of the annual report is asked for: the year that it is about, and the edition of its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.address.claims import PARAMETERS as OF_CLAIMS
from dashboard.address.embed import without_embed
from dashboard.address.keys import LATEST
from dashboard.address.lens import PARAMETERS as OF_A_LENS
from dashboard.address.selection import Problem, is_year, no_text, told, unknown

PARAMETERS = ("year", "edition")


@dataclass(frozen=True)
class ReportView:
    """The year of a draft, and the edition whose figures it tells: `latest` stands for the newest that has a figure."""

    year: int
    edition: str = LATEST

    @property
    def named_edition(self) -> str:
        """The edition that is asked for by its name; empty for the newest of each figure."""
        return "" if self.edition == LATEST else self.edition

    def query(self, **changes: object) -> str:
        """The address of the draft, or of one that differs in `changes`, as a query string."""
        asked = {"year": self.year, "edition": self.edition} | changes
        return urlencode({key: value for key, value in asked.items() if value != LATEST})


def read_view(
    arguments: Iterable[tuple[str, str]], years: tuple[int, int], editions: Iterable[str]
) -> tuple[ReportView, list[Problem]]:
    """The draft that query arguments ask for, and what in them cannot be used, which is left out.

    `years` are the first and the last year that a draft can be about: without a year it is the last one that is over
    in all figures, the last but one. `editions` are those that have a figure for it.
    """
    rest, _, problems = without_embed(arguments)
    first, last = years
    year, edition, known = max(first, last - 1), LATEST, tuple(editions)
    for key, text in rest:
        said = text.strip()
        if key in OF_A_LENS:
            continue  # the draft judges by all horizons, against the first benchmark of each indicator
        if key in OF_CLAIMS:
            continue  # they filter the printed figures below the draft (dashboard.address.claims)
        if key not in PARAMETERS:
            problems.append(unknown("unknown_parameter", key, "", PARAMETERS))
        elif wrong := no_text(key, said):
            problems.append(wrong)
        elif not said:
            continue
        elif key == "year":
            if is_year(said) and first <= int(said) <= last:
                year = int(said)
            else:
                message = f"year={told(said)}: a year from {first} to {last} is meant"
                problems.append(Problem("not_a_year", "year", told(said), message))
        elif said in (LATEST, *known):
            edition = said
        else:
            problems.append(unknown("unknown_value", "edition", said, (LATEST, *known)))
    return ReportView(year, edition), problems
