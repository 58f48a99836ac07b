"""The gate before the switch: it stops a build that differs from the served one by more than a revision does.

Thresholds are about published figures, indicator by indicator; what computed figures do follows from these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from etl.builds.revisions import gathered
from etl.builds.served import beside
from etl.errors import PipelineError
from etl.guard import sanity, thinned
from etl.guard.findings import LOST_PERCENT, SHOWN, Finding, listed, number, percent, words
from etl.model.models import SQL
from indicators.acknowledged import NOTHING_SERVED, PLACEHOLDER, Acknowledgement, FindingKind
from indicators.builds import build_id_of

CHANGE_PERCENT = 10
"""A figure that changed by more, relative to its old value, counts as changed."""
CHANGED_PERCENT = 5
"""An indicator may have no larger part of its figures changed."""
FEWEST_FIGURES = 10
"""Fewer figures in both builds say nothing about a part of them or a median."""
FACTOR_PERCENT = 2
"""So near to a factor, the median looks like another unit."""
FACTORS = {
    factor: words
    for power in (1, 2, 3, 6, 9)
    for factor, words in ((10.0**power, f"{10**power:,} times"), (10.0**-power, f"1/{10**power:,} of"))
} | {12.0: "12 times", 1 / 12: "1/12 of"}
"""The factors between units, and a monthly and a yearly price."""

_SQL = SQL / "gate"
_ENTRIES = "data/catalogue/acknowledged.yaml"


class GateError(PipelineError):
    """The new build differs from the served one in a way that somebody has to look at first."""


@dataclass(frozen=True)
class Held:
    """A build that may be served: what it was held against, or in `note` why against nothing, and what was waved on."""

    served_build: str = ""
    note: str = ""
    acknowledged: tuple[Finding, ...] = ()


def hold(
    served: Path | None, connection: duckdb.DuckDBPyConnection, acknowledged: Sequence[Acknowledgement] = ()
) -> Held:
    """Hold an unfinished build against the served one, a file or the link to it.

    Raises GateError, one line for each finding and the entry that would let it pass, unless all are acknowledged.
    """
    if served is None or not served.exists():
        with beside(connection, None):
            found = [*sanity.out_of_scale(connection, embedded=False)]
        waved = _let_through(found, acknowledged, NOTHING_SERVED)
        return Held(note="No build is served yet: there was nothing to hold this one against.", acknowledged=waved)
    served = served.resolve()
    with gathered(connection, [served], own="new") as passed_over:
        if passed_over:
            return Held(
                note=f"The served build {build_id_of(served)} cannot be read, or an older version of the program made "
                "it: this one was held against nothing."
            )
        connection.execute(_query("1_common"))
        try:
            with beside(connection, served):
                lost, units = [*_economies(connection)], [*_units(connection)]
                years = thinned.findings(connection, {one.indicator_id for one in lost})
                lines = sanity.out_of_scale(connection, {(one.indicator_id, one.source_id) for one in units})
                found = [*_values(connection), *lost, *years, *units, *lines, *sanity.impossible(connection)]
        finally:
            connection.execute("drop view temp.common")
    return Held(build_id_of(served), acknowledged=_let_through(found, acknowledged, build_id_of(served)))


def _let_through(found: Sequence[Finding], acknowledged: Sequence[Acknowledgement], since: str) -> tuple[Finding, ...]:
    """The findings with the reasons why they are right; GateError if one has none."""
    reasons = {(one.indicator, one.finding): one.reason for one in acknowledged if one.since == since}
    reasoned = [replace(one, reason=reasons.get((one.indicator_id, one.kind), "")) for one in found]
    if refused := [one for one in reasoned if not one.reason]:
        raise GateError(_message(refused, since))
    return tuple(reasoned)


def _values(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Indicators with too many figures that changed by too much."""
    for indicator_id, figures, changed in _ask(connection, "values", share=CHANGE_PERCENT / 100):
        if figures >= FEWEST_FIGURES and 100 * changed > CHANGED_PERCENT * figures:
            yield Finding(
                FindingKind.VALUES_CHANGED,
                indicator_id,
                f"{indicator_id}: {changed:,} of {figures:,} figures ({percent(changed, figures)}) changed by more "
                f"than {CHANGE_PERCENT} %; the gate allows {CHANGED_PERCENT} %. {_largest(connection, indicator_id)}",
            )


def _economies(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Indicators that lost too many economies."""
    for indicator_id, economies, lost, in_catalogue in _ask(connection, "economies"):
        if 100 * len(lost) <= LOST_PERCENT * economies:
            continue
        if in_catalogue:
            what = f"{len(lost):,} of {economies:,} economies ({percent(len(lost), economies)}) have no figure any more"
        else:
            what = f"the catalogue no longer has this indicator, and with it {economies:,} economies lost their figures"
        yield Finding(
            FindingKind.ECONOMIES_LOST,
            indicator_id,
            f"{indicator_id}: {what}; the gate allows {LOST_PERCENT} %. Lost: {listed(lost)}.",
        )


def _units(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Indicators whose figures from one source look as if they came in another unit."""
    for indicator_id, source_id, figures, median in _ask(connection, "units", fewest=FEWEST_FIGURES):
        factor = next((FACTORS[one] for one in FACTORS if abs(median / one - 1) * 100 <= FACTOR_PERCENT + 1e-9), "")
        if factor:
            yield Finding(
                FindingKind.UNIT_CHANGED,
                indicator_id,
                f"{indicator_id} from {source_id}: figures are about {factor} what they were (by {number(median)} at "
                f"the median of {figures:,}), as if the unit had changed. "
                f"{_largest(connection, indicator_id, source_id)}",
                source_id=source_id,
            )


def _largest(connection: duckdb.DuckDBPyConnection, indicator_id: str, source_id: str = "") -> str:
    """The figures that changed most, in words."""
    chosen = {"indicator_id": indicator_id, "source_id": source_id, "share": CHANGE_PERCENT / 100, "shown": SHOWN}
    rows = _ask(connection, "largest", **chosen)
    cells = []
    for area_id, year, *breakdown, source, old, new in rows:
        cells.append(f"{' '.join([area_id, str(year), *words(breakdown)])} ({source}): {number(old)} → {number(new)}")
    return f"The largest changes: {'; '.join(cells)}."


def _message(refused: Sequence[Finding], served: str) -> str:
    kinds = dict.fromkeys((one.indicator_id, one.kind) for one in refused)
    entries = [
        f'  - {{indicator: {indicator_id}, finding: {kind}, since: "{served}", reason: "{PLACEHOLDER}"}}'
        for indicator_id, kind in kinds
    ]
    differs = f"The new build differs from the served build {served} by more than the gate allows:"
    return "\n".join(
        [
            "The new build has figures that cannot be served as they are:" if served == NOTHING_SERVED else differs,
            *(one.sentence for one in refused),
            "The new build is not kept. If the source is wrong, mend it. If the change is right, add to the list "
            f"'acknowledged' in {_ENTRIES}, with the reason in place of {PLACEHOLDER}, and run make etl again:",
            *entries,
        ]
    )


def _query(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def _ask(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return connection.execute(_query(name), parameters).fetchall()
