"""The builds that lie beside the served one: which are kept, which were there and are gone, and what never was."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import duckdb

from indicators.builds import (
    FORM_OF_AN_ID,
    SCHEMA,
    build_id_of,
    builds_in,
    is_build_id,
    number_of_copy,
    observations_file,
)


class Past(NamedTuple):
    """A build that one of those that are kept is or knows of; the moment (UTC) is None where it was not recorded.

    `schema` is None of a build that is gone, that cannot be read, or that was made before schemas had numbers.
    """

    number: int
    build_id: str
    built_at: datetime | None = None
    schema: int | None = None


class BuildNotThereError(Exception):
    """A build that was asked for and cannot be asked.

    `code` says why: `not_a_build` (the id is none), `unknown_build` (no build here knows of it), `build_gone` (it was
    there), `build_of_another_program` or `build_unreadable` (its file is there). `kept` are the ids of the builds that
    can be asked, that made last first, and `served` is the id of the served one, empty where there is none.
    """

    def __init__(self, code: str, build_id: str, message: str, folder: "Kept") -> None:
        """The message says what is with the build, and which there are."""
        there = [f"{one} (served)" if one == folder.served else one for one in folder.builds]
        super().__init__(f"{message} Kept {'is' if len(there) == 1 else 'are'} {', '.join(there) or 'none'}.")
        self.code, self.build_id, self.kept, self.served = code, build_id, folder.builds, folder.served


def behind(link: Path) -> Path:
    """The file that a link leads to; the link itself where that cannot be told."""
    try:
        return link.resolve()
    except (OSError, RuntimeError):  # a folder that may not be entered, links in a circle
        return link


def is_there(path: Path) -> bool:
    """Whether a file can be found."""
    try:
        return path.exists()
    except OSError:
        return False


class Kept:
    """The folder of builds as it is at a moment: `files` by build, and the `served` one."""

    def __init__(self, current: Path) -> None:
        """Look at the folder of the link `current`."""
        served = behind(current)
        found = sorted(builds_in(current.parent), key=number_of_copy)
        self.files = {build_id_of(path): path for path in found} | (
            {build_id_of(served): served} if is_there(served) else {}
        )
        self.served = build_id_of(served) if is_there(served) else ""
        self._folder = current.parent

    @property
    def past(self) -> Sequence[Past]:
        """Every build that one of those that are kept is or knows of, in the order in which they were made."""
        return _past(tuple(sorted(self.files.values())))

    @property
    def builds(self) -> tuple[str, ...]:
        """The ids of the builds that are kept and that this program reads, that made last first."""
        return tuple(one.build_id for one in reversed(self.past) if one.build_id in self.files and one.schema == SCHEMA)

    @property
    def with_file(self) -> tuple[str, ...]:
        """The ids of the builds whose observations lie beside them as one Parquet file."""
        return tuple(one for one in sorted(self.files) if self.observations(one))

    def observations(self, build_id: str) -> Path | None:
        """That file of a build, if there is one."""
        path = observations_file(self._folder, build_id)
        return path if build_id in self.files and path.is_file() else None

    def missing(self, build_id: str) -> BuildNotThereError:
        """Why a build is not among those that are kept."""
        if not is_build_id(build_id):
            said = f"{build_id[:_SHORT]!r} is no id of a build; expected {FORM_OF_AN_ID}."
            return BuildNotThereError("not_a_build", build_id, said, self)
        known = next((one for one in self.past if one.build_id == build_id), None)
        if known is None:
            said = f"No build {build_id} is known here: none of the builds that are kept has it among those before it."
            return BuildNotThereError("unknown_build", build_id, said, self)
        made = f" of {known.built_at:%Y-%m-%d %H:%M} UTC" if known.built_at else ""
        return BuildNotThereError("build_gone", build_id, f"Build {build_id}{made} is no longer kept.", self)

    def of_another_program(self, build_id: str) -> BuildNotThereError:
        """That the tables of a build are not those that this program reads."""
        said = f"Build {build_id} was made by another version of the program, whose tables this one does not read."
        return BuildNotThereError("build_of_another_program", build_id, said, self)

    def unreadable(self, build_id: str) -> BuildNotThereError:
        """That the file of a build is damaged."""
        return BuildNotThereError("build_unreadable", build_id, f"The file of build {build_id} cannot be read.", self)


_SHORT = 40

_OWN = "select number, $build_id, built_at, schema from kept.builds"
_UNNUMBERED = "select 0, $build_id, built_at, null from kept.builds"
_BEFORE = "select number, build_id, built_at, null from kept.past_builds"


@lru_cache(8)
def _past(paths: tuple[Path, ...]) -> Sequence[Past]:
    """What these files record of themselves and of the builds before them; of a damaged one, its name."""
    known: dict[str, Past] = {}
    with duckdb.connect(config={"threads": 1}) as connection:
        for path in paths:
            for one in _recorded(connection, path):
                before = known.get(one.build_id, one)
                known[one.build_id] = one if one.built_at and before.schema is None else before
    return sorted(known.values(), key=lambda one: (one.number, one.built_at or datetime.min, one.build_id))  # noqa: DTZ901


def _recorded(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Past]:
    own = {"build_id": build_id_of(path)}
    found: list[tuple[int, str, datetime | None, int | None]] = []
    with suppress(duckdb.Error):
        connection.execute("attach $path as kept (read_only)", {"path": str(path)})
        try:
            found = connection.execute(_OWN, own).fetchall()
            found += connection.execute(_BEFORE).fetchall()
        except duckdb.Error:  # made before builds had numbers
            found = connection.execute(_UNNUMBERED, own).fetchall()
        finally:
            connection.execute("detach kept")
    return [Past(*one) for one in found] or [Past(0, build_id_of(path))]
