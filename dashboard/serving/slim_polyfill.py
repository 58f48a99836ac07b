"""Of Dash's polyfill only what its scripts use in a browser of today: the runtime of generators, a tenth of its weight.

The rest teaches browsers of before 2017 what the pages' own style sheets already take for granted.
"""

from functools import cache
from pathlib import Path

import dash

from dashboard.serving.dash_internals import COMPONENTS, file_of

_FOLDER = "dash/deps/polyfill@"
_SETS, _BEGINS, _ENDS = "regeneratorRuntime=", ":[function(", "},{}]"


def slim(path: str) -> str | None:
    """What is sent for Dash's polyfill, with or without a fingerprint in its path: the runtime of generators as a
    script of its own. None for any other script, and where the polyfill has another form and is to be sent whole.
    """
    return _of_file(Path(file_of(path)).name) if path.startswith(f"{COMPONENTS}{_FOLDER}") else None


@cache
def _installed() -> dict[str, Path]:
    return {file.name: file for file in (Path(dash.__file__).parent / "deps").glob("polyfill@*.js")}


def _of_file(name: str) -> str | None:
    file = _installed().get(name)
    return _runtime(file) if file is not None else None


@cache
def _runtime(file: Path) -> str | None:
    return generators(file.read_text(encoding="utf-8"))


def generators(polyfill: str) -> str | None:
    """The part of a bundle that sets the runtime of generators, called by itself; None where it cannot be found."""
    at = polyfill.find(_SETS)
    begin, end = polyfill.rfind(_BEGINS, 0, at), polyfill.find(_ENDS, at)
    if -1 in (at, begin, end):
        return None
    return f"({polyfill[begin + len(':[') : end + 1]})(0,{{exports:{{}}}},{{}});"
