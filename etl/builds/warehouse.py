"""The folder of builds: write beside, check, switch the link `current` in one step, tidy what is left over.

Why not one fixed file name: DuckDB caches an open database by path, so readers would go on seeing the old file.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.builds import history
from etl.errors import BusyError, PipelineError
from etl.quoting import literal
from indicators.builds import build_id_of, builds_in, is_build_id, number_of_copy, observations_file

KEPT_BUILDS = 3
"""How many builds are kept where nobody says otherwise, the served one among them."""

_UNFINISHED = ".building"
_HALF_MADE = ".current.new"


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


@dataclass(frozen=True)
class Served:
    """The build behind `current`; `was_asked` says that services were asked for it."""

    build_id: str
    path: Path
    observations: int
    was_asked: bool


def served_with(folder: Path, inputs: str) -> Served | None:
    """The served build if it was made from inputs of this fingerprint, None otherwise."""
    path = (folder / "current").resolve()
    if not path.is_file():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute(
                """
                select build_id, inputs_sha256, observations, (select coalesce(bool_or(this_run), false) from attempts)
                from builds
                """
            ).fetchone()
    except duckdb.Error:
        return None
    return Served(found[0], path, found[2], found[3]) if found and found[1] == inputs else None


def amend(folder: Path, path: Path, change: Callable[[duckdb.DuckDBPyConnection], None]) -> Path:
    """Serve a copy of a build with a change that touches none of its figures; its build id stays."""
    name = f"{build_id_of(path)}+{number_of_copy(path) + 1}"
    beside = folder / f"{name}{_UNFINISHED}"
    try:
        shutil.copyfile(path, beside)
        with duckdb.connect(str(beside)) as connection:
            change(connection)
            connection.execute("checkpoint")
    except BaseException:
        beside.unlink(missing_ok=True)
        Path(f"{beside}.wal").unlink(missing_ok=True)
        raise
    amended = publish(folder, name)
    tidy(folder)
    return amended


_ROWS_TOGETHER = 4096
_FIGURES_OF_A_THREAD = 50_000
_LEAST_MEMORY, _MEMORY_OF_A_FIGURE = 128_000_000, 1_400
"""In bytes. Without a limit DuckDB takes all that there is; what does not fit waits on the disk, for little time."""


@contextmanager
def writing(folder: Path, build_id: str, figures: int = 0) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new, unfinished database; it is removed when the block fails.

    Its groups of rows are small: a question about one indicator passes over those of the others. With few `figures`, to
    share the work out to threads would cost more than it saves; with many it may use more memory.
    """
    path = folder / f"{build_id}{_UNFINISHED}"
    threads = min(len(os.sched_getaffinity(0)), 1 + figures // _FIGURES_OF_A_THREAD)
    memory = max(_LEAST_MEMORY, _MEMORY_OF_A_FIGURE * figures)
    connection = duckdb.connect(
        config={"threads": threads, "memory_limit": f"{memory}B", "temp_directory": f"{path}.waiting"}
    )
    try:
        connection.execute(f"attach {literal(str(path))} as build (row_group_size {_ROWS_TOGETHER})")
        connection.execute("use build")
        yield connection
        connection.execute("checkpoint")
    except BaseException:
        connection.close()
        for half in (path, Path(f"{path}.wal"), unfinished_observations(folder, build_id)):
            half.unlink(missing_ok=True)
        raise
    connection.close()


def unfinished_observations(folder: Path, build_id: str) -> Path:
    """Where the Parquet file of a build is written; `publish` gives it its name."""
    return folder / f"{build_id}.parquet{_UNFINISHED}"


def publish(folder: Path, build_id: str) -> Path:
    """Give the finished database its name and point `current` at it; the path of the build comes back.

    Its Parquet file, if one was written, is there before anybody can ask for it.
    """
    unfinished, final = folder / f"{build_id}{_UNFINISHED}", folder / f"{build_id}.duckdb"
    if Path(f"{unfinished}.wal").exists():
        raise PipelineError(f"{unfinished} was not written completely: a .wal file is left. Refresh again.")
    beside = unfinished_observations(folder, build_id)
    if beside.exists():
        beside.replace(observations_file(folder, build_id))
    unfinished.replace(final)
    link = folder / _HALF_MADE
    link.unlink(missing_ok=True)
    link.symlink_to(final.name)
    os.replace(link, folder / "current")
    return final


def tidy(folder: Path, keep: int | None = None) -> list[Path]:
    """Remove what killed builds left, other files of the served build, and all but `keep` builds; they come back.

    What has not the name of a build is nobody's to remove, and counts for none.

    The served build is one of those that are kept, however old; the others are those that were made last. Without
    `keep` every finished build stays.
    """
    served = (folder / "current").resolve()
    others = [path for path in builds_in(folder) if path != served]
    old = [path for path in others if build_id_of(path) == build_id_of(served)]
    if keep is not None:
        newest = [path for path in history.newest_first(folder) if path != served and path not in old]
        old += newest[keep - served.exists() :]
    staying = {build_id_of(path) for path in (served, *others) if path not in old}
    beside = [path for path in folder.glob("*.parquet") if is_build_id(build_id_of(path))]
    old += [path for path in beside if build_id_of(path) not in staying]
    leftovers = [path for pattern in (f"*{_UNFINISHED}*", "*.wal") for path in folder.glob(pattern)]
    half_made = folder / _HALF_MADE  # a link to nothing is found by no glob
    leftovers += [half_made] if half_made.is_symlink() else []
    for path in old + leftovers:
        if path.is_dir() and not path.is_symlink():  # where DuckDB puts what does not fit into memory
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return old + leftovers
