"""The line of builds: their order as they recorded it, and what they know of builds that are gone."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
import pytest

from etl import pipeline
from etl.builds import history, revisions, warehouse
from indicators.builds import SCHEMA, is_build_id
from indicators.settings import Settings
from tests.etl import beside
from tests.etl.beside import NEW, OLD, everything
from tests.etl.damage import ask, drop_news
from tests.etl.folder import builds

PAST = "select number, build_id from past_builds order by number, build_id"


@pytest.fixture
def put(tmp_path: Path, internet_settings: Settings) -> Callable[..., Path]:
    """Puts a real build under a name into the folder, changed by SQL, and serves it if asked."""
    return partial(beside.put, internet_settings, tmp_path)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, served_project: Settings) -> Callable[..., str]:
    """Builds with something new, by a clock that shows a moment; the id of the build."""

    def built(moment: str, news: int, keep: int = 3) -> str:
        class Clock(datetime):
            @classmethod
            def now(cls, _zone=None):
                return datetime.fromisoformat(moment).replace(tzinfo=UTC)

        monkeypatch.setattr(pipeline, "datetime", Clock)
        drop_news(served_project, news)
        return pipeline.run(served_project, keep=keep).build_id

    return built


def test_a_first_build(thin_settings: Settings):
    """A first build has the number 1 and knows of none before it; its id has the form that all have."""
    assert ask(thin_settings, PAST) == []
    [(build_id, number, schema)] = ask(thin_settings, "select build_id, number, schema from builds")
    assert (number, schema) == (1, SCHEMA)
    assert is_build_id(build_id)
    assert not is_build_id(f"{build_id}+2")


def test_a_clock_that_is_set_back(served_project: Settings, at: Callable[..., str]):
    """The builds that were made last are kept and compared, whatever their names and times say.

    Each carries the ids of all before it, also of those that are gone.
    """
    folder = served_project.warehouse
    first = served_project.current.resolve().stem
    later, back, further = (at(day, number) for number, day in enumerate(("2031-01-01", "2030-01-01", "2030-01-02")))
    assert later > further > back, "by its name the build before the last would be the oldest"
    assert builds(folder) == sorted(f"{one}.duckdb" for one in (later, back, further))
    assert [path.stem for path in history.newest_first(folder)] == [further, back, later]
    assert ask(served_project, PAST) == [(1, first), (2, later), (3, back)]
    assert ask(served_project, "select number from builds") == [(4,)]
    assert ask(served_project, "select build_id from earlier_builds order by number desc") == [(back,), (later,)]
    assert ask(served_project, "select distinct from_build, to_build from revisions order by all") == sorted(
        [(back, further), (later, further), (later, back)]
    )
    report = revisions.between(folder)
    assert (report.from_build, report.to_build) == (back, further)


def test_what_is_known_of_builds_that_are_gone(served_project: Settings, at: Callable[..., str]):
    """A build that was tidied away is still known, with its moment and its figures, and once."""
    first = served_project.current.resolve().stem
    [about] = ask(served_project, "select number, build_id, built_at, newest_year, observations from builds")
    made = [at(f"2030-01-0{day}", day, keep=1) for day in (1, 2)]
    assert builds(served_project.warehouse) == [f"{made[-1]}.duckdb"]
    assert ask(served_project, PAST) == [(1, first), (2, made[0])], "the first is known from the second alone"
    assert ask(served_project, "from past_builds where number = 1") == [about]


def test_builds_of_other_programs(put, tmp_path: Path, internet_settings: Settings):
    """Builds from before there were numbers count as older, by their names; of a damaged one the name is known."""
    unnumbered = "alter table builds drop column number; drop table past_builds"
    put(NEW, unnumbered)
    put(OLD, unnumbered)
    (tmp_path / "20260103-120000-dddd.duckdb").write_bytes(b"half")
    put("20250101-120000-cccc", served=True)
    assert [path.stem for path in history.newest_first(tmp_path)] == [
        "20250101-120000-cccc",
        "20260103-120000-dddd",
        NEW,
        OLD,
    ]
    with beside.copied(internet_settings, tmp_path / "x.building", "drop table past_builds") as connection:
        before = everything(connection)
        assert history.write(connection, tmp_path) == 2
        assert everything(connection) - before == {("build", "past_builds")}
        found = connection.execute("select number, build_id, built_at is null from past_builds").fetchall()
    assert found == [
        (0, "20260103-120000-dddd", True),
        (0, OLD, False),
        (0, NEW, False),
        (1, "20250101-120000-cccc", False),
    ]


def test_a_file_is_read_once(put, tmp_path: Path):
    """What a finished build records is read once; a file that takes its place is read anew."""
    path = put(OLD, served=True)
    assert history.recorded([path])[path].number == 1
    path.unlink()
    put(OLD, "update builds set number = 7")
    assert history.recorded([path])[path].number == 7
    path.unlink()
    assert history.recorded([path]) == {path: history.Past(0, OLD)}
    assert warehouse.tidy(tmp_path, keep=1) == []


def test_readers_are_not_disturbed(put, tmp_path: Path):
    """While somebody reads a build its order is asked, and the reader goes on."""
    path = put(OLD, served=True)
    with duckdb.connect(str(path), read_only=True) as reader:
        assert history.newest_first(tmp_path) == [path]
        assert reader.execute("select count(*) from builds").fetchall() == [(1,)]
