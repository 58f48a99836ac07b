"""What changed between two builds: the numbers of the page are those that a reader counts in the two files."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import duckdb
import pytest
from dash import Dash

from dashboard.reading import revisions
from dashboard.reading.warehouse import Snapshot, served
from dashboard.rows import known, rows
from etl.builds.revisions import between
from indicators.settings import Settings
from tests.dashboard.refreshes import Refreshes

Cells = dict[tuple[Any, ...], float]
Verdicts = dict[tuple[Any, ...], str]


@dataclass(frozen=True)
class Counted:
    """Two builds as read from their own files, cell by cell."""

    old: Cells
    new: Cells
    old_verdicts: Verdicts
    new_verdicts: Verdicts

    @property
    def changed(self) -> dict[tuple[Any, ...], float]:
        """The relative change of each figure that both hold and that is another one."""
        return {
            key: (self.new[key] - value) / abs(value)
            for key, value in self.old.items()
            if key in self.new and abs(self.new[key] - value) > 1e-9
        }

    @property
    def flipped(self) -> set[tuple[Any, ...]]:
        """The verdicts that both give, and differently."""
        return {key for key, word in self.old_verdicts.items() if self.new_verdicts.get(key, word) != word}


@pytest.fixture(scope="module")
def counted(refreshed: Refreshes) -> Counted:
    """The two builds as a reader with two files would compare them."""
    old, new = _read(refreshed.first), _read(refreshed.second)
    return Counted(old[0], new[0], old[1], new[1])


@pytest.fixture
def snapshot(refused: Dash) -> Iterator[Snapshot]:
    """The newest build, which holds the comparison."""
    with refused.server.app_context(), served().snapshot() as opened:
        yield opened


@pytest.fixture
def pair(snapshot: Snapshot) -> tuple[str, str]:
    """The ids of the older and of the newer build."""
    new, old = revisions.builds(snapshot)["build_id"]
    return old, new


def test_builds(snapshot: Snapshot, refreshed: Refreshes):
    """The builds that can be compared are those whose files are kept, newest first, each with its own numbers."""
    expected = []
    for settings in (refreshed.second, refreshed.first):
        with duckdb.connect(str(settings.current.resolve()), read_only=True) as connection:
            expected += connection.execute("select build_id, newest_year, observations from builds").fetchall()
    found = revisions.builds(snapshot)[["build_id", "newest_year", "observations"]]
    assert [tuple(row) for row in rows(found)] == expected


def test_summary(snapshot: Snapshot, pair: tuple[str, str], counted: Counted):
    """By indicator and source: how many figures changed, came and went, by how much, in how many areas."""
    found = {(row.indicator_id, row.source_id): row for row in rows(revisions.summary(snapshot, *pair))}
    changes: dict[tuple[str, str], list[float]] = {}
    for key, change in counted.changed.items():
        changes.setdefault((key[0], key[-1]), []).append(change)
    added = Counter((key[0], key[-1]) for key in counted.new.keys() - counted.old.keys())
    gone = Counter((key[0], key[-1]) for key in counted.old.keys() - counted.new.keys())
    verdicts = Counter((key[0], "") for key in counted.flipped)
    assert set(found) == set(changes) | set(added) | set(gone) | set(verdicts)
    assert all((changes, added, gone, verdicts))
    for key, row in found.items():
        own = changes.get(key, [])
        assert (row.changed, row.added, row.gone, row.statuses) == (len(own), added[key], gone[key], verdicts[key])
        if own:
            assert row.median_size == pytest.approx(median(map(abs, own)))
            assert row.largest_change == pytest.approx(max(own, key=abs))
    assert found["internet_users", "worldbank"].areas == 3


def test_the_terminal_tells_the_same(snapshot: Snapshot, pair: tuple[str, str], refreshed: Refreshes):
    """The page and the terminal give the same numbers for the same two builds, under the same words."""
    told = {(one.indicator_id, one.source_id): one for one in between(refreshed.second.warehouse, *pair).summary}
    found = rows(revisions.summary(snapshot, *pair))
    assert {(row.indicator_id, row.source_id) for row in found} == set(told)
    for row in found:
        one = told[row.indicator_id, row.source_id]
        for name in ("changed", "median_size", "largest_change", "added", "gone", "statuses", "areas"):
            shown, printed = getattr(row, name), getattr(one, name)
            assert (shown if known(shown) else None) == pytest.approx(printed), name


def test_by_area(snapshot: Snapshot, pair: tuple[str, str], counted: Counted):
    """By area the same numbers, the most changed first; areas of which figures only came are left out."""
    found = rows(revisions.by_area(snapshot, *pair))
    changed = Counter(key[1] for key in counted.changed)
    gone = Counter(key[1] for key in counted.old.keys() - counted.new.keys())
    verdicts = Counter(key[1] for key in counted.flipped)
    assert {row.area_id: (row.changed, row.gone, row.statuses) for row in found} == {
        area: (changed[area], gone[area], verdicts[area]) for area in {*changed, *gone, *verdicts}
    }
    assert [row.changed for row in found] == sorted((row.changed for row in found), reverse=True)


def test_changes(snapshot: Snapshot, pair: tuple[str, str], counted: Counted):
    """The largest relative changes come first, and no more rows than asked for."""
    found = rows(revisions.changes(snapshot, *pair, "changed", 20))
    assert [row.change for row in found] == pytest.approx(sorted(counted.changed.values(), key=abs, reverse=True))
    assert (found[0].area, found[0].year, found[0].old_value, found[0].new_value) == ("Brazil", 2025, 91, 84)
    assert len(rows(revisions.changes(snapshot, *pair, "changed", 2))) == 2
    assert len(rows(revisions.changes(snapshot, *pair, "gone", 20))) == len(counted.old.keys() - counted.new.keys())


def test_a_flipped_verdict(snapshot: Snapshot, pair: tuple[str, str], counted: Counted):
    """A verdict that turned is there with both words; the figure that turned it stands among the changes."""
    found = rows(revisions.changes(snapshot, *pair, "status", 20))
    assert len(found) == len(counted.flipped)
    assert ("Brazil", 2030, "on_track", "moderate") in [(r.area, r.year, r.old_text, r.new_text) for r in found]


def test_the_other_way_round(snapshot: Snapshot, pair: tuple[str, str]):
    """The comparison goes from the older build to the newer one; a pair that is none has no rows."""
    old, new = pair
    for since, until in ((new, old), (old, old), ("", new)):
        assert revisions.summary(snapshot, since, until).empty
        assert revisions.by_area(snapshot, since, until).empty
        assert revisions.changes(snapshot, since, until, "changed", 20).empty


def _read(settings: Settings) -> tuple[Cells, Verdicts]:
    """The figures of a build in the newest edition of each source, and its verdicts against the default benchmarks."""
    with duckdb.connect(str(settings.current.resolve()), read_only=True) as connection:
        figures = connection.execute(
            """
            select indicator_id, area_id, year, sex, age, location, level, source_id, value
            from observations join editions using (source_id, edition, file) order by vintage, edition
            """
        ).fetchall()
        verdicts = connection.execute(
            """
            select indicator_id, area_id, horizon, sex, age, location, level, status
            from progress where benchmark_set = ''
            """
        ).fetchall()
    return {tuple(key): value for *key, value in figures}, {tuple(key): word for *key, word in verdicts}
