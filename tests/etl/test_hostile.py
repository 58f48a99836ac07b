"""Files that were made to break whoever reads them: each is refused alone, with its name, and the others are built."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from etl import drop, pipeline
from etl.errors import RefusedFileError
from etl.limits import Limits
from etl.reading import Desk
from etl.report import BuildReport
from indicators.settings import Settings
from tests.etl.damage import ask, copy_of_the_project
from tests.etl.hostile import HOSTILE, chart, large_text, many_sheets, zipped_text
from tests.etl.taken import add

SMALL = Limits(memory=24 << 20)
GOOD = "zz good.csv"


FEWER = {"sheets.xlsx": partial(many_sheets, 2_000)}  # what ten thousand take is no matter of a test
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


@pytest.mark.parametrize("make", [large_text, zipped_text])
def test_what_is_too_large_for_the_limit(make: Callable[[int], bytes], desk: Desk, tmp_path: Path):
    """A file for which the memory does not suffice is refused with the limit; the others are read."""
    (tmp_path / "large").write_bytes(make(8_000_000))
    (tmp_path / GOOD).write_bytes(chart(1))
    files, [refused] = drop.read_folder(tmp_path, desk, SMALL)
    assert [one.file for one in files] == [f"drop/{GOOD}"]
    assert refused.reason.startswith("drop/large: reading it takes more than 24 MiB of memory; a file may take 24 MiB")


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
