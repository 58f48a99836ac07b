"""Figures that a report prints, with what became of them: which reports there are, and the claims of one."""

from dashboard.reading.warehouse import Snapshot


def reports(snapshot: Snapshot) -> tuple[str, ...]:
    """The reports whose figures were checked, the newest first."""
    rows = snapshot.cursor.execute("select distinct report from claims order by report desc").fetchall()
    return tuple(report for (report,) in rows)
