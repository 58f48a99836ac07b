"""python -m dashboard.report: the draft of a year as a file of Word, Markdown or HTML; python -m etl report runs it."""

from pathlib import Path

import click

from dashboard.address.keys import LATEST
from dashboard.address.report import read_view
from dashboard.reading.drafts import editions_of, years_of
from dashboard.reading.warehouse import NoWarehouseError, Warehouse
from dashboard.report.errors import TemplateError
from dashboard.report.files import ENDINGS, write
from dashboard.report.made import made
from dashboard.words.report.draft import in_short
from indicators.settings import SettingsError, from_environment

_DEFAULT_BASE = "http://127.0.0.1:8050"
"""Where `make run` serves the pages and the API, to which the figures lead."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--year", metavar="YEAR", help="The year that the report is about; else the one before the newest.")
@click.option("--edition", default=LATEST, show_default=True, metavar="EDITION", help="Tell its figures only.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The file to write; its ending says what it is: {', '.join(ENDINGS)}.",
)
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A .docx whose styles, paper and head a document of Word takes.",
)
@click.option(
    "--base-url", metavar="ADDRESS", help=f"Where readers reach the tracker; else SPT_BASE_URL, else {_DEFAULT_BASE}."
)
def main(year: str | None, edition: str, out: Path, template: Path | None, base_url: str | None) -> None:
    """Draft the section "Impact" of the annual report from the served build."""
    if out.suffix not in ENDINGS:
        raise click.BadParameter(
            f"{out.name} ends in {out.suffix or 'nothing'!r}; expected one of {', '.join(ENDINGS)}", param_hint="--out"
        )
    if template and out.suffix != ".docx":
        raise click.BadParameter(f"{out.name} takes no styles; expected an ending in .docx", param_hint="--template")
    try:
        settings = from_environment()
        root = (base_url or settings.base_url or _DEFAULT_BASE).rstrip("/")
        with Warehouse(settings.current).snapshot() as snapshot:
            asked = [("edition", edition), *([("year", year)] if year is not None else [])]
            view, problems = read_view(asked, years_of(snapshot), editions_of(snapshot))
            if problems:
                raise click.ClickException(problems[0].message)
            draft, when = made(snapshot, view), snapshot.build.built_at
        write(draft, out, lambda path: f"{root}{path}", when, template)
    except (NoWarehouseError, SettingsError, TemplateError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: {in_short(draft)}, of version {draft.build_id}")


if __name__ == "__main__":
    main()
