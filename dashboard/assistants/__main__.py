"""python -m dashboard.assistants: tools for assistants over standard input and output, or with --http over HTTP."""

import contextlib
import importlib.util
import sys

import click

from dashboard.assistants.addresses import DEFAULT_BASE, Base
from dashboard.reading.warehouse import Warehouse
from indicators.settings import SettingsError, from_environment

_MISSING = (
    "The package mcp is not installed: tools for assistants are an extra. Set it up with `make mcp`, or with "
    "`pip install --constraint constraints.txt --editable '.[mcp]'`."
)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--http", is_flag=True, help="Serve over streamable HTTP on this machine instead of stdin and stdout.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8051, show_default=True, help="With --http; 0: a free one."
)
@click.option(
    "--base-url",
    metavar="ADDRESS",
    help=f"Where readers reach the pages and the API; else SPT_BASE_URL, else {DEFAULT_BASE}.",
)
def main(*, http: bool, port: int, base_url: str | None) -> None:
    """Serve the figures of the warehouse as tools for assistants (Model Context Protocol). Read only."""
    if importlib.util.find_spec("mcp") is None:
        raise click.ClickException(_MISSING)
    from dashboard.assistants import server as of_tools  # noqa: PLC0415 - needs the extra

    try:
        settings = from_environment()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    base = Base((base_url or settings.base_url or DEFAULT_BASE).rstrip("/"))
    server = of_tools.create_server(Warehouse(settings.current), base)
    if not http:
        if sys.stdin.isatty():
            print("Waiting for an assistant on standard input; --http serves over HTTP instead.", file=sys.stderr)
        of_tools.serve_stdio(server)
        return
    try:
        listening = of_tools.listen(port)
    except OSError as error:
        message = f"Port {port} of {of_tools.HOST} cannot be used ({error.strerror}). Name another with --port."
        raise click.ClickException(message) from error
    with listening:
        at = f"http://{of_tools.HOST}:{listening.getsockname()[1]}{of_tools.PATH}"
        print(f"Tools for assistants at {at}, for this machine only. Stop with Ctrl-C.", file=sys.stderr)
        with contextlib.suppress(KeyboardInterrupt):  # which it raises again once it has ended
            of_tools.serve_http(server, listening).run(sockets=[listening])


if __name__ == "__main__":
    main()
