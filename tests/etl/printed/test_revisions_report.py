"""Two builds compared for the command line: which ones, in what order, and what the terminal shows."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console

from etl.builds import revisions
from etl.builds.revisions import NothingToCompareError, Report
from etl.errors import PipelineError
from etl.printed.revisions_report import print_revisions
from indicators.settings import Settings
from tests.etl import beside as builds
from tests.etl.beside import CHE, NEW, OLD, WORLDBANK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of builds."""
    return tmp_path


@pytest.fixture
def put(folder: Path, internet_settings: Settings) -> Callable[..., Path]:
    """Puts a real build under a name into the folder, changed by SQL, and serves it if asked."""
    return partial(builds.put, internet_settings, folder)


def test_the_largest_changes_come_first(put, folder: Path):
    """Changes are ordered by their size relative to the old value; one from zero has none and comes last."""
    put(
        OLD,
        f"""
        update observations set value = 10 where {WORLDBANK} and area_id in ('CHE', 'FRA', 'DEU') and year = 2020;
        update observations set value = 0 where {WORLDBANK} and area_id = 'AUT' and year = 2020
        """,
    )
    put(
        NEW,
        f"""
        update observations set value = 11 where {WORLDBANK} and area_id = 'CHE' and year = 2020;
        update observations set value = 5 where {WORLDBANK} and area_id = 'FRA' and year = 2020;
        update observations set value = 13 where {WORLDBANK} and area_id = 'DEU' and year = 2020;
        update observations set value = 99 where {WORLDBANK} and area_id = 'AUT' and year = 2020
        """,
    )
    report = revisions.between(folder, OLD, NEW)
    assert [one.area_id for one in report.changes] == ["FRA", "DEU", "CHE", "AUT"]


def test_which_builds_are_compared(put, folder: Path):
    """Without names it is the served build and the one before it, which need not be the newest two."""
    names = [f"2026010{day}-120000-aaaa" for day in (1, 2, 3)]
    for name in names:
        put(name)
    chosen = {
        ("", ""): (names[1], names[2]),
        ("", names[1]): (names[0], names[1]),
        (names[0], ""): (names[0], names[2]),
        (names[2], names[0]): (names[2], names[0]),
    }
    for asked, expected in chosen.items():
        report = revisions.between(folder, *asked)
        assert (report.from_build, report.to_build) == expected
    put(names[1], served=True)
    report = revisions.between(folder)
    assert (report.from_build, report.to_build) == (names[0], names[1])


def test_a_build_that_is_not_kept(put, folder: Path):
    """Asked for another build, the command names those that are kept."""
    put(OLD), put(NEW)
    for asked in ((OLD, "2025"), ("2025", NEW)):
        with pytest.raises(PipelineError, match=rf"Build 2025 is not kept in .*; expected one of {NEW}, {OLD}\."):
            revisions.between(folder, *asked)


def test_nothing_to_compare(put, folder: Path):
    """With no build, one build, only later ones, or one against itself, a sentence says so."""
    with pytest.raises(NothingToCompareError, match="no build is kept in"):
        revisions.between(folder / "missing")
    put(OLD, served=True)
    with pytest.raises(NothingToCompareError, match=rf"only build {OLD} is kept in .*\. Run make etl"):
        revisions.between(folder)
    put(NEW)
    with pytest.raises(NothingToCompareError, match=rf"no build before {OLD} is kept in .* with --from: {NEW}\."):
        revisions.between(folder)
    with pytest.raises(NothingToCompareError, match=f"Both are build {NEW}"):
        revisions.between(folder, NEW, NEW)


def test_a_damaged_build_cannot_be_asked_for(put, folder: Path):
    """A build that cannot be read is named in a sentence."""
    put(OLD, "drop table progress")
    put(NEW, served=True)
    with pytest.raises(PipelineError, match=f"Build {OLD} in .* cannot be compared: it is damaged, or an older"):
        revisions.between(folder)


def printed(report: Report) -> str:
    console = Console(width=200, record=True, file=io.StringIO())
    print_revisions(report, console)
    return console.export_text()


def test_the_terminal_shows_a_comparison(put, folder: Path):
    """The command prints what changed by indicator and source, 20 verdicts and 20 figures, and how many there are."""
    put(OLD, f"update observations set value = 50 where {CHE}")
    put(
        NEW,
        f"""
        update observations set value = 1.01 * value where {WORLDBANK} and year = 2021;
        update observations set value = 40 where {CHE};
        update progress set status = 'reversing' where indicator_id = 'internet_users' and benchmark_set = ''
        """,
    )
    report = revisions.between(folder, OLD, NEW)
    lines = [" ".join(line.split()) for line in printed(report).splitlines()]
    changes, verdicts = len(report.changes), len(report.statuses)
    assert changes > 100 < verdicts
    assert f"From build {OLD} to {NEW}" in lines
    assert "indicator source changed median size of change largest change added gone verdicts areas" in lines
    assert f"internet_users worldbank {changes} 1.0 % -20.0 % – – – {report.summary[1].areas}" in lines
    assert f"Verdicts that changed: 20 of {verdicts:,}" in lines
    assert f"Figures that changed most: 20 of {changes}" in lines
    assert "internet_users CHE 2020 worldbank 50 40 -20.0 %" in lines
    assert sum(line.endswith("+1.0 %") for line in lines) == 19
    assert sum(line.endswith(" reversing") for line in lines) == 20


def test_the_terminal_shows_that_nothing_changed(put, folder: Path):
    """Equal builds are one sentence."""
    put(OLD), put(NEW)
    assert printed(revisions.between(folder)).split() == (
        f"Builds {OLD} and {NEW} hold the same figures and verdicts.".split()
    )
