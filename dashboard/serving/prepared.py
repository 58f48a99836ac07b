"""Scripts compressed at set-up as small as they get, which takes seconds that no start of the server should take.

Run as `python -m dashboard.serving.prepared`, after the slim plotly.js was fetched. What was not prepared is compressed
while it is sent, and weighs a tenth more.
"""

import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import brotli

from dashboard.serving.dash_internals import script_files
from dashboard.serving.slim_plotly import SLIM

FOLDER = Path(sys.prefix) / "share" / "compressed-scripts"
_SMALLEST = 11


def compressed(script: bytes) -> bytes:
    """A script as brotli at its best."""
    smallest: bytes = brotli.compress(script, quality=_SMALLEST)
    return smallest


def prepare(files: Iterable[Path], folder: Path = FOLDER) -> str:
    """Compress files into a folder; a sentence says how many of them it holds now.

    Each is named after what it is a form of: whatever is served, no form of another version is taken for it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = [file.read_bytes() for file in files if file.exists()]
    named = {_name(content): content for content in contents}
    for old in folder.iterdir():
        if old.name not in named:
            old.unlink()
    for name, content in named.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(compressed(content))
    return f"Compressed scripts in {folder}: {len(named)}."


def prepared(script: bytes, folder: Path = FOLDER) -> bytes | None:
    """The compressed form of a script that was made at set-up; None where none was made of exactly this script."""
    file = folder / _name(script)
    return file.read_bytes() if file.exists() else None


def _name(script: bytes) -> str:
    return f"{sha256(script).hexdigest()[:32]}.br"


if __name__ == "__main__":
    print(prepare([*script_files(), SLIM]))
