"""A refresh that cannot write: the disk is full, the folder may only be read, or somebody stops it at once."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from etl import pipeline
from indicators.settings import PROJECT, Settings
from tests.etl.damage import copy_of_the_project, drop_news
from tests.etl.folder import assert_tidy, builds
from tests.faults.test_warehouse import as_nobody
from tests.faults.wire import until

_REFUSED = """
try:
    pipeline.run(Settings(root, data))
except OSError as error:
    assert "Permission denied" in str(error), error
else:
    raise AssertionError("it was written")
"""


@contextmanager
def room_for(most: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("most", [50_000, 1_000_000])
def test_a_full_disk(served_project: Settings, most: int):
    """A build that finds no room fails, leaves nothing behind, and what was served is served; with room it is built."""
    served = served_project.current.resolve()
    drop_news(served_project)
    with room_for(most), pytest.raises((OSError, duckdb.Error)):
        pipeline.run(served_project)
    assert served_project.current.resolve() == served
    assert builds(served_project.warehouse) == [served.name]
    assert pipeline.run(served_project).path == served_project.current.resolve() != served
    assert_tidy(served_project.warehouse)


def test_a_folder_that_may_only_be_read(thin_settings: Settings):
    """A refresh into it fails with the name of what could not be written; what was served is served."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        settings = copy_of_the_project(Path(folder) / "project", thin_settings)
        shutil.copytree(thin_settings.warehouse, settings.warehouse, symlinks=True)
        drop_news(settings)
        pipeline.run(settings)  # by which everything is loaded
        drop_news(settings, 2)
        served = settings.current.resolve()
        for path in (Path(folder), *Path(folder).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            as_nobody(thin_settings, settings, _REFUSED)
            assert settings.current.resolve() == served
        finally:
            for path in (Path(folder), *(path for path in Path(folder).rglob("*") if path.is_dir())):
                path.chmod(0o755)


def test_stopped_at_once(tmp_path: Path):
    """Ctrl-C before the program is loaded shows a sentence, and no traceback."""
    environment = os.environ | {"SPT_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "etl", "refresh", "--offline"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have handed on that it ignores it
    refresh = subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, before)
    until(lambda: "duckdb" in Path(f"/proc/{refresh.pid}/maps").read_text(encoding="utf-8"))  # one of the first to load
    refresh.send_signal(signal.SIGINT)
    _, said = refresh.communicate(timeout=60)
    assert "Traceback" not in said
    assert refresh.returncode == 1
