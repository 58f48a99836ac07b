"""Reads which differences between a new build and the served one somebody has looked at and found right."""

from enum import StrEnum
from pathlib import Path

from pydantic import field_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import STRICT
from indicators.entries import build, read_yaml, refuse_doubles

PLACEHOLDER = "…"
"""What the entry that a refresh prints has for a reason; somebody has to put one in its place."""


NOTHING_SERVED = "nothing"
"""What an entry says in `since` that counts while no build is served."""


class FindingKind(StrEnum):
    """What can be wrong with a new build, held against the served one, and with a line, held against others."""

    VALUES_CHANGED = "values_changed"
    ECONOMIES_LOST = "economies_lost"
    YEARS_THINNED = "years_thinned"
    UNIT_CHANGED = "unit_changed"
    LINE_OUT_OF_SCALE = "line_out_of_scale"
    VALUE_IMPOSSIBLE = "value_impossible"


@dataclass(frozen=True, config=STRICT)
class Acknowledgement:
    """One such difference. It counts only while the build `since` is served, so it expires by itself; where no build is
    served yet, `since` is NOTHING_SERVED.
    """

    indicator: str
    finding: FindingKind
    since: str
    reason: str

    @field_validator("indicator", "since", "reason")
    @classmethod
    def _not_empty(cls, text: str) -> str:
        if text in {"", PLACEHOLDER}:
            raise ValueError("some words")
        return text


def load_acknowledged(folder: Path) -> tuple[Acknowledgement, ...]:
    """The entries of acknowledged.yaml under `folder` (data/catalogue), in file order.

    Raises CatalogueError, one sentence naming file, entry and key, at the first thing wrong. The indicator need not
    be in the catalogue: that it was taken out may be what is acknowledged.
    """
    path = folder / "acknowledged.yaml"
    entries = read_yaml(path, ("acknowledged",))["acknowledged"]
    found = tuple(
        build(Acknowledgement, entry, path, f"acknowledgement {number} of {entry.get('indicator', 'no indicator')}")
        for number, entry in enumerate(entries, start=1)
    )
    refuse_doubles([f"{one.indicator} {one.finding} since {one.since}" for one in found], path, "acknowledgement")
    return found
