"""Figures that a report prints, with what became of them: which reports there are, and the claims of one."""

from collections.abc import Mapping
from typing import NamedTuple

from dashboard.reading.warehouse import Snapshot

_CHOSEN = """
    report = $report and $target in ('', target_id) and $verdict in ('', verdict) and $newest in ('', newest_verdict)
"""


class Claim(NamedTuple):
    """A printed figure with its verdicts, as /api/v1/claims gives it."""

    claim_id: str
    target_id: str
    indicator: str
    area: str
    year: float
    sex: str
    age: str
    location: str
    level: str
    as_of: str
    printed: str
    qualifier: str
    unit: str
    locator: str
    verdict: str
    reason: str
    arithmetic: str
    newest_verdict: str
    newest_reason: str


class Counts(NamedTuple):
    """How many figures of a report have each verdict in their own edition and in the newest, and how many of those that
    are reproduced are held in another document than the report itself.
    """

    own: dict[str, int]
    newest: dict[str, int]
    elsewhere: int


def reports(snapshot: Snapshot) -> tuple[str, ...]:
    """The reports whose figures were checked, the newest first."""
    return tuple(report for (report,) in snapshot.rows("select distinct report from claims order by report desc"))


def claims(snapshot: Snapshot, chosen: Mapping[str, str]) -> list[Claim]:
    """The figures of a report, filtered by target and verdicts, in their order."""
    columns = ", ".join(Claim._fields)
    rows = snapshot.rows(f"select {columns} from claims where {_CHOSEN} order by position", dict(chosen))
    return [Claim(*row) for row in rows]


def counts(snapshot: Snapshot, report: str) -> Counts:
    """How many figures of a report have each verdict."""
    rows = snapshot.rows(
        """
        select verdict, newest_verdict, verdict = 'reproduced' and not same_document as elsewhere, count(*)
        from claims where report = $report group by all order by all
        """,
        {"report": report},
    )
    own: dict[str, int] = {}
    newest: dict[str, int] = {}
    for verdict, of_newest, _, count in rows:
        own[verdict] = own.get(verdict, 0) + count
        newest[of_newest] = newest.get(of_newest, 0) + count
    return Counts(own, newest, sum(count for *_, elsewhere, count in rows if elsewhere))
