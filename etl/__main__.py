"""The command line: python -m etl refresh | add | sources | licences | check | revisions | claims | report."""

import os
import signal
import subprocess
import sys

_STOPPED = "Stopped; what was served before is still served."
_ITS_OWN = __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _stop_loading(*_: object) -> None:
    """End at once: an exception might end up as the cause of another one in a library that is being loaded."""
    os.write(sys.stderr.fileno(), f"{_STOPPED}\n".encode())
    os._exit(1)


if _ITS_OWN:  # loading the rest takes a moment, in which Ctrl-C ends it with the same sentence
    signal.signal(signal.SIGINT, _stop_loading)

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import click
import duckdb
from rich.table import Table

from etl import pipeline, trial
from etl.builds import revisions
from etl.builds.warehouse import KEPT_BUILDS
from etl.claims import reader as claims_reader
from etl.claims.relations import load_relations
from etl.claims.table import judged
from etl.errors import PipelineError, RefusedFileError
from etl.intake import adding
from etl.printed import add_report, claims_report, revisions_report, summary
from etl.printed.licences import licences
from etl.quoting import quoted
from etl.reading.desk import Desk
from etl.register import SERVICES
from etl.sources import published
from indicators.catalogue_files import load_catalogue
from indicators.claims import Answer
from indicators.entries import CatalogueError
from indicators.settings import Settings, SettingsError, from_environment

_MOST_DIGITS = 6

Asked = Callable[[], Settings]
"""What says the settings, once a command needs them."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Fill the warehouse that the dashboard serves."""


def _how_many(_context: click.Context, _option: click.Parameter, text: str) -> int:
    """The number of builds to keep."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS and int(text)):
        raise click.BadParameter(
            f"{quoted(text)!r} is no number of builds to keep; expected 1 or more. The served build is one of them: it "
            "is never removed."
        )
    return int(text)


@cli.command()
@click.option("--offline", is_flag=True, help="Ask no live service: build from what is at hand.")
@click.option("--source", "source_ids", multiple=True, metavar="ID", help="Ask only this source; may be repeated.")
@click.option(
    "--strict",
    is_flag=True,
    help="Switch nothing and exit 1 when a source failed, a file was refused or an embedded row was rejected.",
)
@click.option(
    "--keep",
    default=str(KEPT_BUILDS),
    metavar="N",
    callback=_how_many,
    help=f"How many builds are kept, the served one among them; older ones are removed. Default: {KEPT_BUILDS}.",
)
@click.pass_obj
def refresh(asked: Asked, offline: bool, source_ids: tuple[str, ...], strict: bool, keep: int) -> None:
    """Ask the services, then build a warehouse from all that is at hand.

    It is served when it is whole; the old one stays in place when anything fails.
    """
    settings, console = asked(), summary.console()
    known = load_catalogue(settings.catalogue).source_by_id
    for source_id in source_ids:
        if source_id not in known:
            raise click.BadParameter(
                f"{source_id!r} is no source; expected one of {', '.join(known)}", param_hint="--source"
            )
    with summary.progress_bar(console) as (progress, tell):
        report = pipeline.run(
            settings, progress, online=not offline, source_ids=source_ids, tell=tell, strict=strict, keep=keep
        )
    summary.print_report(report, console)


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of the files, and copy nothing.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day as of which their figures stand (YYYY-MM-DD), where the files do not tell.",
)
@click.pass_obj
def add(asked: Asked, files: tuple[Path, ...], dry_run: bool, as_of: datetime | None) -> None:
    """Recognise downloaded files by their content, say what a refresh makes of them, and copy them to the drop folder.

    All are copied or none. Exit 0: a refresh serves what is promised of them. Exit 1: nothing was copied, since one is
    not recognised, is broken, would give no figure, or would keep the refresh from switching.
    """
    settings, console = asked(), summary.console()
    catalogue = load_catalogue(settings.catalogue)
    desk = Desk(catalogue, catalogue.codes)
    added = adding.find(files, settings.drop, desk, as_of.date() if as_of else None)
    with console.status("Try them") as status:
        tried = trial.run(settings, added, lambda step: status.update(f"Try them: {step}"))
    add_report.print_trial(tried, console)
    if problems := tried.problems():
        raise RefusedFileError("\n".join([*problems, "Nothing was copied."]))
    if not dry_run:
        adding.copy(added)
    add_report.print_places(added, console, copied=not dry_run)


@cli.command()
@click.pass_obj
def sources(asked: Asked) -> None:
    """List the sources, their licences and editions, and which of them are asked."""
    catalogue = load_catalogue(asked().catalogue)
    live = {service.id for service in SERVICES}
    table = Table("source", "title", "asked", "licence", "embedded editions")
    for one in catalogue.sources:
        editions = sorted({edition.name for publication in one.publications for edition in publication.editions})
        is_asked = "yes" if one.id in live else "no"
        table.add_row(one.id, f"{one.publisher}: {one.title}", is_asked, one.licence, ", ".join(editions))
    summary.console().print(table)


@cli.command("licences")
@click.option("--write", is_flag=True, help="Write it to DATA_LICENSES.md of the project instead of printing it.")
@click.pass_obj
def show_licences(asked: Asked, write: bool) -> None:
    """The text of DATA_LICENSES.md: publishers, files, licences, attributions and terms, from the catalogue."""
    settings = asked()
    catalogue = load_catalogue(settings.catalogue)
    text = licences(catalogue, published.read(settings.published, catalogue))
    if write:
        settings.licences.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)


@cli.command()
@click.pass_obj
def check(asked: Asked) -> None:
    """Check the catalogue and everything at hand without serving anything new."""
    report = pipeline.run(asked(), serve=False)
    summary.print_report(report, summary.console(), served=False)


@cli.command("revisions")
@click.option("--from", "from_build", default="", metavar="BUILD", help="The older build; default: the one before.")
@click.option("--to", "to_build", default="", metavar="BUILD", help="The newer build; default: the served one.")
@click.pass_obj
def show_revisions(asked: Asked, from_build: str, to_build: str) -> None:
    """What changed between two builds that are kept: values, figures added and gone, statuses."""
    console = summary.console()
    try:
        report = revisions.between(asked().warehouse, from_build, to_build)
    except revisions.NothingToCompareError as nothing:
        console.print(str(nothing), markup=False, soft_wrap=True)
    else:
        revisions_report.print_revisions(report, console)


@cli.command()
@click.option("--year", metavar="YEAR", help="The year that the report is about; else the one before the newest.")
@click.option("--edition", metavar="EDITION", help="Tell the figures of this edition only; else the newest of each.")
@click.option("--out", required=True, metavar="FILE", help="The file to write: .docx, .md, .zip (Markdown) or .html.")
@click.option("--template", metavar="FILE", help="A .docx whose styles, paper and head a document of Word takes.")
@click.pass_obj
def report(asked: Asked, year: str | None, edition: str | None, out: str, template: str | None) -> None:
    """Draft the section "Impact" of the annual report from the served build.

    The sentences are the dashboard's, which the pipeline does not import: its own program writes them.
    """
    options = {"--year": year, "--edition": edition, "--out": out, "--template": template}
    said = [word for name, value in options.items() if value is not None for word in (name, value)]
    program = [sys.executable, "-m", "dashboard.report", *said]
    done = subprocess.run(program, env=os.environ | {"SPT_DATA_DIR": str(asked().data)}, check=False)  # noqa: S603 - own
    if done.returncode:
        sys.exit(done.returncode)


@cli.command("claims")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def check_claims(asked: Asked, file: Path) -> None:
    """Check the figures of a draft, a table as CSV or a workbook, against the served build: an answer per row.

    Every row needs indicator_id, area_id, year, printed and edition; docs/data.md has the other columns. Exit 1 where a
    figure is inconsistent or a row cannot be read.
    """
    settings = asked()
    if not settings.current.exists():
        raise PipelineError("There is no build to check against; run python -m etl refresh first.")
    catalogue = load_catalogue(settings.catalogue)
    relations = load_relations(settings.claims, catalogue)
    found = claims_reader.read(file, catalogue, relations)
    with duckdb.connect(str(settings.current.resolve()), read_only=True) as connection:
        verdicts = judged(connection, found, relations, catalogue)
    claims_report.print_claims(verdicts, found.faults, summary.console())
    if found.faults or any(one.answer is Answer.INCONSISTENT for one in verdicts):
        sys.exit(1)


def main(words: Sequence[str] | None = None, settings: Asked = from_environment) -> None:
    """Run the command line with these words (of the process, if none are given); what fails is a sentence and exit 1.

    A process that was started with Ctrl-C ignored (nohup, or & in a script) goes on ignoring it: whoever starts it so
    wants it to outlive the terminal. SIGTERM ends it at once, and the next refresh tidies up.
    """
    try:
        cli.main(words, obj=settings, standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(_STOPPED)
    except RefusedFileError as error:
        sys.exit(str(error))
    except (CatalogueError, PipelineError, SettingsError, duckdb.Error, OSError) as error:
        sys.exit(f"{error}\nNothing was switched: what was served before is still served.")


if __name__ == "__main__":
    if _ITS_OWN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
