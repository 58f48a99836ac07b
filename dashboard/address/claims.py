"""What of the figures of a report is shown: which report, about which target, and what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.address.selection import Problem, no_text, unknown
from indicators.catalogue import Catalogue
from indicators.claims import Answer

PARAMETERS = {"claims": "report", "claims_target": "target", "claims_verdict": "verdict", "claims_newest": "newest"}
"""The keys of the address of a page, each with the filter of /api/v1/claims that it stands for."""


@dataclass(frozen=True)
class ClaimsView:
    """A report, and which of its figures; an empty word asks for all. `rest` is what else stands in the address."""

    report: str = ""
    target: str = ""
    verdict: str = ""
    newest: str = ""
    rest: tuple[tuple[str, str], ...] = ()

    @property
    def chosen(self) -> dict[str, str]:
        """The filters of /api/v1/claims."""
        return {name: str(getattr(self, name)) for name in PARAMETERS.values()}

    def query(self) -> str:
        """The same as a question of /api/v1/claims."""
        return urlencode({name: word for name, word in self.chosen.items() if word})

    def address(self, **changes: str) -> str:
        """The address of the page with other filters."""
        words = self.chosen | changes
        own = [(key, words[name]) for key, name in PARAMETERS.items()]
        return urlencode([*self.rest, *((key, word) for key, word in own if word)], safe=",")


def read_view(
    arguments: Iterable[tuple[str, str]], catalogue: Catalogue, reports: Sequence[str]
) -> tuple[ClaimsView, list[Problem]]:
    """The view that query arguments ask for, of the first of the reports if they name none; what in them cannot be
    used is left out. Keys of others are kept as they are.
    """
    allowed = {
        "claims": tuple(reports),
        "claims_target": tuple(catalogue.target_by_id),
        "claims_verdict": tuple(Answer),
        "claims_newest": tuple(Answer),
    }
    chosen: dict[str, str] = {"report": reports[0] if reports else ""}
    rest: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for key, text in arguments:
        if key not in PARAMETERS:
            rest.append((key, text))
        elif wrong := no_text(key, text):
            problems.append(wrong)
        elif text and text not in allowed[key]:
            problems.append(unknown("unknown_value", key, text, allowed[key]))
        elif text:
            chosen[PARAMETERS[key]] = text
    return ClaimsView(**chosen, rest=tuple(rest)), problems
