"""Files that were made to break whoever reads them: each is refused alone, with its name, and the others are built."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from etl import pipeline
from etl.errors import RefusedFileError
from etl.intake import drop
from etl.limits import Limits
from etl.reading.desk import Desk
from etl.report import BuildReport
from indicators.settings import Settings
from tests.etl.damage import ask, copy_of_the_project
from tests.etl.sent.hostile import (
    HOSTILE,
    chart,
    large_json,
    large_text,
    long_year,
    many_series,
    many_sheets,
    zipped_json,
)
from tests.etl.taken import add, take

SMALL = Limits(memory=12 << 20)
GOOD = "zz good.csv"


FEWER = {"sheets.xlsx": partial(many_sheets, 200)}  # what ten thousand take is no matter of a test
QUICK = ("far cell.xlsx", "digits.json", "half.json", "damaged.7z")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, thin_settings: Settings) -> tuple[Settings, BuildReport]:
    """A project with every hostile file in its drop folder, and a good one behind them, with its build."""
    project = copy_of_the_project(tmp_path_factory.mktemp("project"), thin_settings)
    project.drop.mkdir()
    for name, hostile in HOSTILE.items():
        (project.drop / name).write_bytes(FEWER.get(name, hostile.content)())
    (project.drop / GOOD).write_bytes(chart(1))
    return project, pipeline.run(project)


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_refused_alone(built: tuple[Settings, BuildReport], name: str):
    """A hostile file is refused with its name and the reason, in a short sentence that the build serves."""
    project, report = built
    [reason] = [one.reason for one in report.refused if one.file == f"drop/{name}"]
    assert reason.startswith(f"drop/{name}: {HOSTILE[name].said}")
    assert len(reason) < 1_500
    assert (f"drop/{name}", reason) in ask(project, "select file, reason from refused_files")


def test_the_others_are_built(built: tuple[Settings, BuildReport]):
    """The good file among them is served with its figure, and nothing else is refused."""
    project, report = built
    assert len(report.refused) == len(HOSTILE)
    assert ask(project, f"select value from observations where file = 'drop/{GOOD}'") == [(83.3,)]


@pytest.mark.parametrize("make", [large_json, zipped_json])
def test_what_is_too_large_for_the_limit(make: Callable[[int], bytes], desk: Desk, tmp_path: Path):
    """A file for which the memory does not suffice is refused with the limit; the others are read.

    Its text is larger than what a process may have at hand from before: 32 MiB are asked of the system each time.
    """
    (tmp_path / "large").write_bytes(make(40_000_000))
    (tmp_path / GOOD).write_bytes(chart(1))
    files, [refused] = drop.read_folder(tmp_path, desk, SMALL)
    assert [one.file for one in files] == [f"drop/{GOOD}"]
    assert refused.reason.startswith("drop/large: reading it takes more than 12 MiB of memory; a file may take 12 MiB")


def test_what_says_the_same_again_and_again(desk: Desk):
    """A file with very many rows of one key is refused, with the first of them: they are not told one by one."""
    with pytest.raises(RefusedFileError) as caught:
        drop.read_file("a file", large_text(600_000), desk)
    assert "27,940 of 28,000 rows break the row contract; expected at most 20,000. The first, line " in str(
        caught.value
    )
    assert len(str(caught.value)) < 400


def test_a_year_of_five_thousand_digits(desk: Desk):
    """Such a year is none: its figure is not kept, and the one beside it is."""
    taken = take(long_year(), desk)
    assert taken.figures("year") == [(2019,)]
    told = [*(one.value for one in taken.rejected), *taken.aside]
    assert max(map(len, told)) < 500


def test_as_many_reasons_as_figures(desk: Desk):
    """A file cannot fill the account with words of its own: the rarest reasons are put together, long ones cut."""
    (file,) = drop.read_file("a file", many_series(1_000), desk)
    assert sum(one.figures for one in file.aside) == file.figures == 1_000
    assert len(file.aside) == 401
    assert max(len(one.reason) for one in file.aside) == 401


def test_add_refuses_them(desk: Desk, tmp_path: Path):
    """`add` refuses each with the reason for which a build would, and copies none."""
    paths = [tmp_path / name for name in (*QUICK, GOOD)]
    for path in paths:
        path.write_bytes(HOSTILE[path.name].content() if path.name in QUICK else chart(1))
    with pytest.raises(RefusedFileError) as caught:
        add(paths, tmp_path / "drop", desk)
    *lines, last = str(caught.value).splitlines()
    assert all(line.startswith(f"{name}: {HOSTILE[name].said}") for line, name in zip(lines, QUICK, strict=True))
    assert last == "Nothing was copied."
    assert not (tmp_path / "drop").exists()
