"""Revisions between builds: what counts as one, and which builds are compared."""

import shutil
from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.builds import revisions
from indicators.settings import Settings
from tests.etl import beside as builds
from tests.etl.beside import CHE, NEW, OLD, WORLDBANK, ask, copied, everything

FIGURE = "kind, indicator_id, area_id, year, source_id, old_value, new_value, old_edition, new_edition"
RENAMED = f"""
    update observations set edition = '2027 (Apr)' where {WORLDBANK};
    update editions set edition = '2027 (Apr)', vintage = '2027-04' where source_id = 'worldbank'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of builds."""
    return tmp_path


@pytest.fixture
def put(folder: Path, internet_settings: Settings) -> Callable[..., Path]:
    """Puts a real build under a name into the folder, changed by SQL, and serves it if asked."""
    return partial(builds.put, internet_settings, folder)


@pytest.fixture
def write(folder: Path, internet_settings: Settings) -> Callable[..., Any]:
    """Writes the revisions into an unfinished build like the session's, changed by SQL; (path, passed over)."""

    def unfinished(changes: str = "", name: str = "20260109-120000-ffff") -> tuple[Path, tuple[str, ...]]:
        path = folder / f"{name}.building"
        with copied(internet_settings, path, changes) as connection:
            before = everything(connection)
            passed_over = revisions.write(connection, folder, name)
            assert everything(connection) - before == {("build", "revisions"), ("build", "earlier_builds")}
            connection.execute("checkpoint")
        return path, passed_over

    return unfinished


def rows(report: revisions.Report) -> list[tuple[Any, ...]]:
    return [
        (one.area_id, one.year, one.old_value, one.new_value, one.old_edition, one.new_edition)
        for one in report.changes
    ]


def test_a_first_build_has_empty_tables(write):
    """Where no other build is, both tables are there, with their columns and without rows."""
    path, passed_over = write()
    assert ask(path, "select * from revisions") == ask(path, "select * from earlier_builds") == []
    columns = [name for name, *_ in ask(path, "describe revisions")]
    assert columns == list(revisions.Revision.__dataclass_fields__)
    assert [name for name, *_ in ask(path, "describe earlier_builds")] == [
        "build_id",
        "number",
        "built_at",
        "newest_year",
        "observations",
    ]
    assert passed_over == ()


def test_equal_builds(put, write):
    """Two builds with the same figures have no revisions between them, and the earlier one is listed."""
    old = put(OLD, served=True)
    path, passed_over = write()
    assert ask(path, "select * from revisions") == []
    assert ask(path, "select * from earlier_builds") == ask(
        old, f"select '{OLD}', number, built_at, newest_year, observations from builds"
    )
    assert passed_over == ()


def test_what_counts_as_a_revision(put, write):
    """A changed, an added and a gone figure are one row each, with both values and both editions."""
    put(OLD, f"delete from observations where {WORLDBANK} and area_id = 'AUT' and year = 2020", served=True)
    path, _ = write(
        f"""
        update observations set value = value + 1 where {CHE};
        delete from observations where {WORLDBANK} and area_id = 'DEU' and year = 2020
        """
    )
    [(before,)] = ask(path.parent / f"{OLD}.duckdb", f"select value from observations where {CHE}")
    found = ask(path, f"select {FIGURE} from revisions order by kind")
    [(aut,)] = ask(path, f"select value from observations where {WORLDBANK} and area_id = 'AUT' and year = 2020")
    [(deu,)] = ask(
        path.parent / f"{OLD}.duckdb",
        f"select value from observations where {WORLDBANK} and area_id = 'DEU' and year = 2020",
    )
    edition = "2026 (Apr)"
    assert found == [
        ("added", "internet_users", "AUT", 2020, "worldbank", None, aut, None, edition),
        ("changed", "internet_users", "CHE", 2020, "worldbank", before, before + 1, edition, edition),
        ("gone", "internet_users", "DEU", 2020, "worldbank", deu, None, edition, None),
    ]
    assert ask(path, "select distinct from_build, to_build from revisions") == [(OLD, path.stem)]


LAST_DIGITS = {
    "ALB": ("50", "50 * (1 + 0.9e-9)", False),
    "AUT": ("50", "50 * (1 + 1.2e-9)", True),
    "CHE": ("50", "50 * (1 - 1.2e-9)", True),
    "DEU": ("0.5", "0.5 + 0.9e-9", False),
    "FRA": ("0.5", "0.5 + 1.2e-9", True),
    "ITA": ("0", "0.9e-9", False),
}


def test_the_last_digits_are_no_revision(put, folder: Path):
    """A difference within a billionth of the old value, or of one where that is smaller, is none."""
    cell = f"update observations set value = {{}} where {WORLDBANK} and year = 2020 and area_id = '{{}}';"
    put(OLD, "".join(cell.format(old, area_id) for area_id, (old, _, _) in LAST_DIGITS.items()))
    new = put(NEW, "".join(cell.format(new, area_id) for area_id, (_, new, _) in LAST_DIGITS.items()))
    assert ask(new, f"select count(*) from observations where {WORLDBANK} and year = 2020 and value < 1") == [(3,)]
    found = sorted(one.area_id for one in revisions.between(folder, OLD, NEW).changes)
    assert found == [area_id for area_id, (_, _, is_one) in LAST_DIGITS.items() if is_one]


def test_a_release_under_a_new_name_is_no_revision(put, folder: Path):
    """Where only the name of the edition is new, nothing is a revision."""
    put(OLD)
    put(NEW, RENAMED)
    assert revisions.between(folder, OLD, NEW).summary == ()


def test_both_editions_are_kept(put, folder: Path):
    """A figure that changed with a new release is one row that names the edition before and after."""
    put(OLD, f"update observations set value = 90 where {CHE}")
    put(NEW, RENAMED + f"; update observations set value = 91 where {CHE}")
    report = revisions.between(folder, OLD, NEW)
    assert rows(report) == [("CHE", 2020, 90.0, 91.0, "2026 (Apr)", "2027 (Apr)")]
    assert (report.from_build, report.to_build) == (OLD, NEW)


def test_the_newest_edition_speaks(put, folder: Path):
    """Of several editions of a cell that with the newest vintage counts: a change of an older one is no revision."""
    both = """
        insert into editions by name
            select * replace ('{name}' as edition, '{vintage}' as vintage) from editions where source_id = 'worldbank';
        insert into observations by name
            select * replace ('{name}' as edition, {value} as value) from observations where {cell}
            and edition = '2026 (Apr)'
    """
    put(OLD, both.format(name="Z 2025", vintage="2025-04", value=40, cell=CHE))
    put(NEW, both.format(name="Z 2025", vintage="2025-04", value=41, cell=CHE))
    assert revisions.between(folder, OLD, NEW).summary == ()
    put(NEW, both.format(name="A 2027", vintage="2027-04", value=41, cell=CHE))
    [row] = rows(revisions.between(folder, OLD, NEW))
    assert (row[0], row[1], *row[3:]) == ("CHE", 2020, 41.0, "2026 (Apr)", "A 2027")
    put(NEW, both.format(name="2026 (Aug)", vintage="2026-04", value=42, cell=CHE))
    assert rows(revisions.between(folder, OLD, NEW))[0][3:] == (42.0, "2026 (Apr)", "2026 (Aug)")


def test_sources_stand_apart(put, folder: Path):
    """The same figure of another source is another cell: losing one is no change of the other."""
    cell = "indicator_id = 'internet_users' and area_id = 'WLD' and year = 2024 and sex = 'both' and age = 'all'"
    cell += " and location = 'total' and source_id = 'itu_aggregates'"
    put(OLD, f"update observations set value = 71.2 where {cell}")
    put(NEW, f"delete from observations where {cell}")
    [one] = revisions.between(folder, OLD, NEW).summary
    assert astuple(one) == ("internet_users", "itu_aggregates", 0, None, None, 0, 1, 0, 1)


def test_verdicts(put, write):
    """A verdict with another status is one row with the horizon as its year; other benchmark sets are left out."""
    one = "indicator_id = 'internet_users' and area_id = 'WLD' and sex = 'both' and age = 'all' and location = 'total'"
    put(OLD, f"update progress set status = 'slow', edition = 'before' where {one}", served=True)
    path, _ = write(
        f"""
        update progress set status = 'on_track', edition = 'after' where {one} and horizon = 2030;
        update progress set status = 'slow' where {one} and horizon = 2027;
        delete from progress where indicator_id = 'internet_users' and area_id = 'CHE'
        """
    )
    assert ask(path, "select count(*) > 2 from progress where benchmark_set <> '' and status = 'on_track'") == [(True,)]
    assert ask(path, "select * exclude (from_build, to_build) from revisions") == [
        (
            "status",
            "internet_users",
            "WLD",
            2030,
            "both",
            "all",
            "total",
            "",
            "",
            None,
            None,
            "before",
            "after",
            "slow",
            "on_track",
        ),
    ]


def test_any_two_kept_builds(put, write):
    """Each pair of the newest three builds is in the newest file; one before them is not, however many are kept."""
    for day, value in ((1, 10), (2, 20), (3, 30)):
        put(f"2026010{day}-120000-aaaa", f"update observations set value = {value} where {CHE}", served=day == 3)
    path, _ = write(f"update observations set value = 40 where {CHE}")
    second, third = "20260102-120000-aaaa", "20260103-120000-aaaa"
    assert ask(path, "select from_build, to_build, old_value, new_value from revisions") == [
        (third, path.stem, 30.0, 40.0),
        (second, path.stem, 20.0, 40.0),
        (second, third, 20.0, 30.0),
    ]
    assert ask(path, "select build_id from earlier_builds") == [(third,), (second,)]


def test_the_served_build_is_always_compared(put, write):
    """An old build that is still served is compared, however many newer ones lie beside it."""
    put("20250101-120000-aaaa", f"update observations set value = 1 where {CHE}", served=True)
    for day in (1, 2, 3):
        put(f"2026010{day}-120000-aaaa")
    path, _ = write()
    assert ask(path, "select build_id from earlier_builds") == [
        ("20260103-120000-aaaa",),
        ("20260102-120000-aaaa",),
        ("20250101-120000-aaaa",),
    ]
    assert ask(path, "select count(*) from revisions where from_build like '2025%'") == [(3,)]


BROKEN = {
    "an earlier schema of figures": "alter table editions drop column vintage",
    "no verdicts": "drop table progress",
    "no table builds": "drop table builds",
    "no row in builds": "delete from builds",
}


@pytest.mark.parametrize("what", BROKEN)
def test_builds_of_an_earlier_schema_are_passed_over(put, write, what: str):
    """A build that lacks a table, a column or its own row is named, not compared, and stops nothing."""
    put(OLD, BROKEN[what], served=True)
    put(NEW)
    path, passed_over = write(f"update observations set value = 1 where {CHE}")
    assert passed_over == (OLD,)
    assert ask(path, "select distinct from_build, to_build from revisions") == [(NEW, path.stem)]
    assert ask(path, "select build_id from earlier_builds") == [(NEW,)]


@pytest.mark.parametrize("content", [b"", b"half", b"x" * 100_000])
def test_damaged_builds_are_passed_over(put, folder: Path, write, content: bytes):
    """A file that is no database is named and stops nothing."""
    put(NEW, served=True)
    (folder / f"{OLD}.duckdb").write_bytes(content)
    path, passed_over = write()
    assert passed_over == (OLD,)
    assert ask(path, "select build_id from earlier_builds") == [(NEW,)]


@pytest.mark.parametrize("name", ["it's é ü/%20 #", 'a "b" a;b\'); --'])
def test_any_path(tmp_path: Path, internet_settings: Settings, name: str):
    """Quotes and other marks in the path of the folder do no harm."""
    inside = tmp_path / name
    inside.mkdir(parents=True)
    builds.put(internet_settings, inside, OLD)
    builds.put(internet_settings, inside, NEW, f"update observations set value = 1 where {CHE}")
    assert len(revisions.between(inside, OLD, NEW).changes) == 1
    with duckdb.connect(str(shutil.move(inside / f"{NEW}.duckdb", inside / f"{NEW}.building"))) as connection:
        assert revisions.write(connection, inside, NEW) == ()


def test_readers_are_not_disturbed(put, write):
    """While somebody reads the served build, a new one is compared with it, and the reader goes on."""
    old = put(OLD, f"update observations set value = 1 where {CHE}", served=True)
    with duckdb.connect(str(old), read_only=True) as reader:
        path, passed_over = write()
        assert passed_over == ()
        assert reader.execute(f"select value from observations where {CHE}").fetchall() == [(1.0,)]
    assert ask(path, "select old_value from revisions") == [(1.0,)]


def test_a_stable_order(put, write):
    """Rows come by builds, kind and key, and the same from one run to the next."""
    put(OLD, f"update observations set value = value / 2 where {WORLDBANK}; delete from observations where year = 2022")
    put(NEW, "delete from observations where year = 2021", served=True)
    path, _ = write(name="20260108-120000-eeee")
    again, _ = write(name="20260108-120000-eeee")
    found = ask(path, "select * from revisions")
    assert found == ask(again, "select * from revisions")
    assert len(found) > 3000
    key = "to_build desc, from_build desc, kind, indicator_id, area_id, year, sex, age, location, level, source_id"
    assert found == ask(path, f"select * from revisions order by {key}")


def test_summary(put, write):
    """By indicator and source: how many figures changed, were added, are gone, by how much, and where.

    Of −10, −50 and +20 per cent the median size is 20 per cent, whichever way the figures went.
    """
    put(OLD, f"update observations set value = 0 where {WORLDBANK} and area_id = 'AUT' and year = 2020", served=True)
    path, _ = write(
        f"""
        update observations set value = 0.9 * value where {CHE};
        update observations set value = 0.5 * value where {WORLDBANK} and area_id = 'CHE' and year = 2021;
        update observations set value = 1.2 * value where {WORLDBANK} and area_id = 'FRA' and year = 2021;
        delete from observations where {WORLDBANK} and area_id = 'DEU' and year in (2020, 2021);
        update progress set status = 'reversing' where indicator_id = 'internet_users' and area_id in ('CHE', 'FRA')
            and benchmark_set = ''
        """
    )
    with duckdb.connect(str(path), read_only=True) as connection:
        verdicts, figures = revisions.summary(connection, OLD, path.stem)
        assert revisions.summary(connection, path.stem, OLD) == ()
    assert (figures.indicator_id, figures.source_id) == ("internet_users", "worldbank")
    assert (figures.changed, figures.added, figures.gone, figures.statuses, figures.areas) == (4, 0, 2, 0, 4)
    assert figures.median_size == pytest.approx(0.2)
    assert figures.largest_change == pytest.approx(-0.5)
    assert (verdicts.indicator_id, verdicts.source_id, verdicts.changed, verdicts.areas) == ("internet_users", "", 0, 2)
    assert verdicts.statuses == ask(path, "select count(*) from revisions where kind = 'status'")[0][0] >= 4
    assert verdicts.median_size is verdicts.largest_change is None
