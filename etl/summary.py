"""What the terminal shows: a bar while the build works, a table of sources at its end, one sentence when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.pipeline import STEPS, BuildReport
from etl.pipeline import Progress as Step

_SHOWN_REJECTS = 20


@contextmanager
def progress_bar(console: Console) -> Iterator[Step]:
    """A bar over the steps of the build; the callable that comes back moves it on."""
    columns = (SpinnerColumn(), TextColumn("{task.description:<26}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("Start", total=len(STEPS))

        def advance(step: str) -> None:
            bar.update(task, description=step, completed=STEPS.index(step))

        yield advance
        bar.update(task, description="Done", completed=len(STEPS))


def print_report(report: BuildReport, console: Console, *, served: bool = True) -> None:
    """The table of sources, the rejected rows, and what is served now."""
    table = Table(title=f"Build {report.build_id}", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("source", "outcome", "rows read", "rejected", "newest year", "seconds"):
        numeric = heading not in ("source", "outcome")
        table.add_column(heading, justify="right" if numeric else "left")
    for one in report.sources:
        outcome = f"{one.outcome} ({one.reason})" if one.reason else one.outcome
        newest = str(one.newest_year or "–")
        table.add_row(
            one.source_id, outcome, f"{one.rows_read:,}", f"{one.rows_rejected:,}", newest, f"{one.seconds:.2f}"
        )
    console.print(table)
    for row in report.rejected[:_SHOWN_REJECTS]:
        console.print(f"Rejected: {row.sentence()}", style="yellow", markup=False, soft_wrap=True)
    if len(report.rejected) > _SHOWN_REJECTS:
        more = len(report.rejected) - _SHOWN_REJECTS
        console.print(f"… and {more} more rejected rows, in the table rejected_rows and on the page Data.")
    rejected = "1 row rejected" if len(report.rejected) == 1 else f"{len(report.rejected):,} rows rejected"
    done = "served" if served else "checked, nothing switched"
    console.print(
        f"{report.observations:,} observations {done}, {rejected}, "
        f"{report.checks} checks hold, {report.seconds:.1f} s.",
        highlight=False,
    )
