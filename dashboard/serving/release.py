"""Which program it is that answers: two that may answer differently have different names."""

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from indicators.settings import BORDERS, METHODS, PROJECT

_SOURCES = ("dashboard", "indicators")
_USED = (
    "dash",
    "duckdb",
    "flask",
    "flask-compress",
    "markdown-it-py",
    "numpy",
    "pandas",
    "pillow",
    "plotly",
    "pyarrow",
    "pysdmx",
    "xlsxwriter",
)


@cache
def release() -> str:
    """A hash of all that an answer is made by: sources, texts that they read, and the packages that they use."""
    named = [f"{name} {version(name)}" for name in _USED]
    found = sha256(" ".join([sys.version, *named]).encode())
    files = [file for folder in _SOURCES for file in sorted((PROJECT / folder).rglob("*")) if _counts(file)]
    for file in (*files, METHODS, BORDERS):
        found.update(f"{file.relative_to(PROJECT)}\0".encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def _counts(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts
