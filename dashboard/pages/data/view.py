"""What is chosen on the page Data, from and to the query string."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from dashboard.address.lens import PARAMETERS as LENS
from dashboard.address.selection import MOST_TOLD, Problem, unknown
from indicators.catalogue import Catalogue


@dataclass(frozen=True)
class DataView:
    """The target whose years are shown, the source whose refused rows are, and the two builds that are compared.

    An empty source means all of them; `since` is `until` where only one build is kept.
    """

    target: str
    source: str
    since: str
    until: str

    def query_string(self, first: "DataView") -> str:
        """What differs from the page as it opens."""
        differing = [(key, value) for key, value in vars(self).items() if value != getattr(first, key)]
        return urlencode(differing, safe=",")


def read_view(
    arguments: Iterable[tuple[str, str]], catalogue: Catalogue, kept: Sequence[str]
) -> tuple[DataView, list[Problem]]:
    """The view that query arguments ask for, and the first MOST_TOLD of what in them cannot be used, which is left out.

    `kept` are the ids of the builds that can be compared, newest first.
    """
    chosen = vars(opening(catalogue, kept)).copy()
    problems: list[Problem] = []
    allowed = {
        "target": tuple(catalogue.target_by_id),
        "source": tuple(catalogue.source_by_id),
        "since": tuple(kept),
        "until": tuple(kept),
    }
    names = tuple(field.name for field in fields(DataView))
    for key, value in arguments:
        if key in LENS or len(problems) == MOST_TOLD:
            continue
        if key not in names:
            problems.append(unknown("unknown_parameter", key, "", names))
        elif value not in allowed[key]:
            problems.append(unknown("unknown_value", key, value, allowed[key]))
        else:
            chosen[key] = value
    return DataView(**chosen), problems


def opening(catalogue: Catalogue, kept: Sequence[str]) -> DataView:
    """What the page opens with where these builds are kept, newest first: the newest against the one before it, and the
    target of what Explore opens with.
    """
    target = catalogue.explored_first[0].target or catalogue.targets[0].id
    return DataView(target, "", kept[:2][-1], kept[0])
