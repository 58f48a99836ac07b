"""The command line as it is spoken to: in this process with a project of one's own, or as the words of a process."""

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner

from etl.__main__ import main
from indicators.settings import Settings, from_environment


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def etl(
    *words: str, data: Path | None = None, project: Settings | None = None, more: dict[str, str] | None = None
) -> Done:
    """Say these words to the command line in this process; its data are those of the project, if one is given.

    As a process does, an exit with a sentence writes it to stderr and is a 1.
    """
    if project is not None:
        data = project.data

    def settings() -> Settings:
        known = from_environment()
        return replace(known, project=project.project) if project else known

    with CliRunner().isolation(env=environment(data) | (more or {})) as (stdout, stderr, _):
        try:
            main(words, settings)
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
            if isinstance(left.code, str):
                sys.stderr.write(f"{left.code}\n")
        sys.stdout.flush()
        sys.stderr.flush()
        return Done(code, stdout.getvalue().decode(), stderr.getvalue().decode())


def environment(data: Path | None = None) -> dict[str, str]:
    """The variables of the environment, with a terminal that is wide enough, and where the data are."""
    own = {name: value for name, value in os.environ.items() if name != "SPT_DATA_DIR"}
    return own | {"COLUMNS": "140", "PYTHONDONTWRITEBYTECODE": "1"} | ({"SPT_DATA_DIR": str(data)} if data else {})
