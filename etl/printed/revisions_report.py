"""What the terminal shows of a comparison: what changed by indicator and source, verdicts, the largest changes."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from etl.builds.revisions import IndicatorRevisions, Report, Revision
from indicators.vocabulary import TOTALS

_SHOWN = 20


def print_revisions(report: Report, console: Console) -> None:
    """The comparison as tables, or one sentence when nothing differs."""
    if not report.summary:
        console.print(f"Builds {report.from_build} and {report.to_build} hold the same figures and verdicts.")
        return
    console.print(_by_indicator(report))
    if report.statuses:
        console.print(_verdicts(report.statuses))
    if report.changes:
        console.print(_changes(report.changes))


def _by_indicator(report: Report) -> Table:
    table = _table(
        f"From build {report.from_build} to {report.to_build}",
        left=("indicator", "source"),
        right=("changed", "median size of change", "largest change", "added", "gone", "verdicts", "areas"),
    )
    for one in report.summary:
        table.add_row(one.indicator_id, one.source_id or "–", *_counts(one))
    return table


def _counts(one: IndicatorRevisions) -> tuple[str, ...]:
    figures = [_count(one.changed), _size(one.median_size), _percent(one.largest_change)]
    return (*figures, *(_count(number) for number in (one.added, one.gone, one.statuses, one.areas)))


def _verdicts(rows: Sequence[Revision]) -> Table:
    table = _table(_title("Verdicts that changed", rows), left=("indicator", "area", "horizon", "before", "after"))
    for one in rows[:_SHOWN]:
        table.add_row(one.indicator_id, _place(one), str(one.year), one.old_text, one.new_text)
    return table


def _changes(rows: Sequence[Revision]) -> Table:
    table = _table(
        _title("Figures that changed most", rows),
        left=("indicator", "area", "year", "source"),
        right=("before", "after", "change"),
    )
    for one in rows[:_SHOWN]:
        old, new = one.old_value or 0.0, one.new_value or 0.0
        change = _percent((new - old) / abs(old) if old else None)
        table.add_row(one.indicator_id, _place(one), str(one.year), one.source_id, f"{old:.6g}", f"{new:.6g}", change)
    return table


def _table(title: str, left: Sequence[str], right: Sequence[str] = ()) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in (*left, *right):
        table.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    return table


def _title(what: str, rows: Sequence[Revision]) -> str:
    return f"{what}: {_SHOWN} of {len(rows):,}" if len(rows) > _SHOWN else f"{what}: {len(rows)}"


def _place(one: Revision) -> str:
    """The area, and the breakdown where it is not the total."""
    breakdown = zip((one.sex, one.age, one.location, one.level), TOTALS, strict=True)
    return ", ".join([one.area_id, *(word for word, total in breakdown if word != total)])


def _count(number: int) -> str:
    return f"{number:,}" if number else "–"


def _percent(change: float | None) -> str:
    return "–" if change is None else f"{100 * change:+,.1f} %"


def _size(size: float | None) -> str:
    return "–" if size is None else f"{100 * size:,.1f} %"
