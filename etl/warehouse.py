"""The folder of builds: write beside, check, switch the link `current` in one step, tidy what is left over.

Why not one fixed file name: DuckDB caches an open database by path, so readers would go on seeing the old file.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.errors import BusyError, PipelineError

KEPT_BUILDS = 3
_UNFINISHED = ".building"


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the folder for one writer and tidy up after killed ones; BusyError when another refresh runs."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BusyError(
                f"Another refresh is writing to {folder}; expected one at a time. Wait for it to end and try again."
            ) from None
        tidy(folder)
        yield


@contextmanager
def writing(folder: Path, build_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new, unfinished database; it is removed when the block fails."""
    path = folder / f"{build_id}{_UNFINISHED}"
    connection = duckdb.connect(str(path))
    try:
        yield connection
        connection.execute("checkpoint")
    except BaseException:
        connection.close()
        path.unlink(missing_ok=True)
        Path(f"{path}.wal").unlink(missing_ok=True)
        raise
    connection.close()


def publish(folder: Path, build_id: str) -> Path:
    """Give the finished database its name and point `current` at it; the path of the build comes back."""
    unfinished, final = folder / f"{build_id}{_UNFINISHED}", folder / f"{build_id}.duckdb"
    if Path(f"{unfinished}.wal").exists():
        raise PipelineError(f"{unfinished} was not written completely: a .wal file is left. Refresh again.")
    unfinished.replace(final)
    link = folder / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(final.name)
    os.replace(link, folder / "current")
    tidy(folder)
    return final


def tidy(folder: Path) -> list[Path]:
    """Remove what killed builds left and all but the newest builds; the removed paths come back."""
    served = (folder / "current").resolve()
    builds = sorted(folder.glob("*.duckdb"), key=lambda path: path.name, reverse=True)
    old = [path for path in builds[KEPT_BUILDS:] if path != served]
    leftovers = [path for pattern in (f"*{_UNFINISHED}*", "*.wal", ".current.new") for path in folder.glob(pattern)]
    for path in old + leftovers:
        if path.is_dir() and not path.is_symlink():  # where DuckDB puts what does not fit into memory
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return old + leftovers
