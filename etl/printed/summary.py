"""What the terminal shows: a bar while the build works, a table of sources at its end, what was refused and why."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.intake.services import Told
from etl.pipeline import STEPS
from etl.pipeline import Progress as Step
from etl.report import BuildReport

_SHOWN_REJECTS = 20
_WIDTH, _SHORT = 160, 60


def console() -> Console:
    """The terminal; what goes into a file or a pipe is wide enough for the table of sources."""
    found = Console()
    return found if found.is_terminal else Console(width=max(found.width, _WIDTH))


@contextmanager
def progress_bar(console: Console) -> Iterator[tuple[Step, Told]]:
    """A bar over the steps of the build, and a line for each service while it is asked; what moves them comes back."""
    columns = (SpinnerColumn(), TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("Start", total=len(STEPS))
        services: dict[str, TaskID] = {}

        def advance(step: str) -> None:
            bar.update(task, description=step, completed=STEPS.index(step))

        def tell(source_id: str, doing: str) -> None:
            if source_id not in services:
                services[source_id] = bar.add_task("", total=1)
            done = int(doing != "asking")
            bar.update(services[source_id], description=f"  {source_id}: {doing}", completed=done)
            if done:
                bar.stop_task(services[source_id])

        yield advance, tell
        bar.update(task, description="Done", completed=len(STEPS))


def print_report(report: BuildReport, console: Console, *, served: bool = True) -> None:
    """The table of sources, what was refused and rejected, and what is served now."""
    console.print(_sources(report))
    if report.dropped:
        console.print(_dropped(report))
    for file in report.refused:
        console.print(f"Not used: {file.reason}", style="yellow", markup=False, soft_wrap=True)
    for row in report.rejected[:_SHOWN_REJECTS]:
        console.print(f"Rejected: {row.sentence()}", style="yellow", markup=False, soft_wrap=True)
    if len(report.rejected) > _SHOWN_REJECTS:
        more = len(report.rejected) - _SHOWN_REJECTS
        console.print(f"… and {more:,} more rejected rows, in the table rejected_rows and on the page Data.")
    for finding in report.held.acknowledged:
        console.print(f"Acknowledged: {finding.sentence} ({finding.reason})", markup=False, soft_wrap=True)
    _print_unanswered(report, console)
    rejected = "1 row rejected" if len(report.rejected) == 1 else f"{len(report.rejected):,} rows rejected"
    if report.is_new:
        done = "served" if served else "checked, nothing switched"
        console.print(
            f"{report.observations:,} observations {done}, {rejected}, "
            f"{report.checks} checks hold, {report.seconds:.1f} s.",
            highlight=False,
        )
    else:
        console.print(
            f"Nothing has changed since build {report.build_id}: its {report.observations:,} observations stay served, "
            f"{rejected}, {report.seconds:.1f} s.",
            highlight=False,
        )


def _sources(report: BuildReport) -> Table:
    table = Table(title=f"Build {report.build_id}", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("source", "outcome", "rows read", "rejected", "set aside", "newest year", "seconds"):
        numeric = heading not in ("source", "outcome")
        table.add_column(heading, justify="right" if numeric else "left", no_wrap=heading != "outcome")
    for one in report.sources:
        outcome = f"{one.outcome} ({_short(one.reason)})" if one.reason else one.outcome
        table.add_row(
            one.source_id,
            outcome,
            f"{one.rows_read:,}",
            f"{one.rows_rejected:,}",
            f"{one.figures_set_aside:,}",
            str(one.newest_year or "–"),
            f"{one.seconds:.2f}",
        )
    return table


def _dropped(report: BuildReport) -> Table:
    table = Table(title="Files of the drop folder", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("file", "recognised as", "rows", "kept", "rejected", "set aside"):
        numeric = heading not in ("file", "recognised as")
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for one in report.dropped:
        counts = (one.records, one.rows_kept, one.rows_rejected, one.figures_set_aside)
        table.add_row(one.file.removeprefix("drop/"), one.layout, *(f"{count:,}" for count in counts))
    return table


def _print_unanswered(report: BuildReport, console: Console) -> None:
    unanswered = [one for one in report.sources if one.did_not_answer]
    for one in unanswered:
        console.print(f"Not answered: {one.source_id}: {one.reason}.", style="yellow", markup=False, soft_wrap=True)
    if unanswered:
        count = "1 source" if len(unanswered) == 1 else f"{len(unanswered)} sources"
        console.print(
            f"Warning: {count} did not answer as expected; older copies of their figures are served, if there are any.",
            style="yellow",
            markup=False,
            soft_wrap=True,
        )


def _short(reason: str) -> str:
    """The kernel of a reason, for a cell of the table: without the address and what to do."""
    kernel = re.sub(r"https?://\S+: ", "", reason).split("; ")[0]
    return kernel if len(kernel) <= _SHORT else f"{kernel[:_SHORT]}…"
