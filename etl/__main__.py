"""The command line: python -m etl refresh | sources | check."""

import sys

import click
import duckdb
from rich.console import Console
from rich.table import Table

from etl import pipeline, summary
from etl.errors import PipelineError
from indicators.catalogue import CatalogueError, load_catalogue
from indicators.settings import from_environment


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Fill the warehouse that the dashboard serves."""


@cli.command()
@click.option("--offline", is_flag=True, help="Ask no live service: build from the embedded figures.")
@click.option("--source", "source_ids", multiple=True, metavar="ID", help="Ask only this source; may be repeated.")
@click.option("--strict", is_flag=True, help="Switch nothing and exit 1 when any row was rejected.")
def refresh(offline: bool, source_ids: tuple[str, ...], strict: bool) -> None:
    """Build a new warehouse and serve it; the old one stays in place when anything fails."""
    settings, console = from_environment(), Console()
    known = load_catalogue(settings.catalogue).source_by_id
    for source_id in source_ids:
        if source_id not in known:
            raise click.BadParameter(
                f"{source_id!r} is no source; expected one of {', '.join(known)}", param_hint="--source"
            )
    if not offline:
        console.print("No live service is connected yet: this build is made from the embedded figures alone.")
    with summary.progress_bar(console) as progress:
        report = pipeline.run(settings, progress, strict=strict)
    summary.print_report(report, console)


@cli.command()
def sources() -> None:
    """List the sources, their licences and editions."""
    catalogue = load_catalogue(from_environment().catalogue)
    table = Table("source", "title", "licence", "editions")
    for one in catalogue.sources:
        editions = sorted({edition.name for publication in one.publications for edition in publication.editions})
        table.add_row(one.id, f"{one.publisher}: {one.title}", one.licence, ", ".join(editions))
    Console().print(table)


@cli.command()
def check() -> None:
    """Check the catalogue and the embedded figures without serving anything new."""
    report = pipeline.run(from_environment(), serve=False)
    summary.print_report(report, Console(), served=False)


def main() -> None:
    """Run the command line; what fails is one sentence on stderr and exit 1."""
    try:
        cli.main(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit("Stopped; what was served before is still served.")
    except (CatalogueError, PipelineError, duckdb.Error, OSError) as error:
        sys.exit(f"{error}\nNothing was switched: what was served before is still served.")


if __name__ == "__main__":
    main()
