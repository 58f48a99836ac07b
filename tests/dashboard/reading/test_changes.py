"""What changed of importance: each line once, the world first, verdicts before figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash

from dashboard.app import create_app
from dashboard.reading.changes import LastRefresh, last_refresh, ranked
from dashboard.reading.revisions import builds
from dashboard.reading.warehouse import Snapshot, served
from tests.dashboard.refreshes import Refreshes, changed


@pytest.fixture
def snapshot(refused: Dash) -> Iterator[Snapshot]:
    """The newest build, which holds the comparison."""
    with refused.server.app_context(), served().snapshot() as opened:
        yield opened


def of_pair(snapshot: Snapshot, limit: int = 100):
    new, old = builds(snapshot)["build_id"]
    return ranked(snapshot, old, new, limit)


def test_a_verdict_comes_first_with_its_figure(snapshot: Snapshot):
    """A verdict that flipped comes before figures, of the usual horizon, and with the figure that made it flip."""
    last = last_refresh(snapshot)
    first = last.changes[0]
    assert last.since is not None
    assert last.since < snapshot.build.built_at
    assert (first.kind, first.indicator_id, first.area) == ("status", "internet_users", "Brazil")
    assert (first.horizon, first.old_text, first.new_text) == (2030, "on_track", "moderate")
    assert (first.figure_year, first.old_value, first.new_value) == (2025, 91, 84)


def test_each_line_once(snapshot: Snapshot):
    """An indicator of an area is one change, whatever of it changed: of several years the newest."""
    found = of_pair(snapshot)
    lines = [(one.indicator_id, one.area_id) for one in found]
    assert len(lines) == len(set(lines))
    (kenya,) = [one for one in found if (one.indicator_id, one.area_id) == ("internet_users", "KEN")]
    assert (kenya.figure_year, kenya.old_value, kenya.new_value) == (2025, 38, 38.5)
    (france,) = [one for one in found if (one.indicator_id, one.area_id) == ("internet_users", "FRA")]
    assert (france.kind, france.figure_year, france.old_value, france.new_value) == ("status", 2025, None, 89)


def test_what_matters_comes_first(refreshed: Refreshes, tmp_path: Path):
    """The world comes before groups and these before economies; among equals a verdict before a figure."""
    sql = """
        insert into revisions by name
        select from_build, to_build, 'changed' as kind, 'internet_users' as indicator_id, area_id, 2024 as year,
            'both' as sex, 'all' as age, 'total' as location, '' as level, 'itu_facts_figures' as source_id,
            70.0 as old_value, 71.0 as new_value
        from (select distinct from_build, to_build from revisions), unnest(['LDC', 'WLD']) as of_areas(area_id)
    """
    app = create_app(changed(refreshed, tmp_path, sql))
    with app.server.app_context(), served().snapshot() as snapshot:
        found = of_pair(snapshot)
        three = last_refresh(snapshot).changes
    assert [one.area_id for one in found[:3]] == ["WLD", "LDC", "BRA"]
    assert three == found[:3]
    kinds = [one.kind for one in found[2:]]
    assert kinds == sorted(kinds, key=["status", "changed", "added", "gone"].index)


def test_one_build_has_no_changes(first: Dash):
    """Without an earlier build nothing changed."""
    with first.server.app_context(), served().snapshot() as snapshot:
        assert last_refresh(snapshot) == LastRefresh(None, [])
