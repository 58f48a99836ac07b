"""Refreshes that ask the services: what is fresh, what is unchanged, what fails, and what is served after each."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import pipeline
from etl.errors import PipelineError
from etl.guard.gate import GateError
from etl.register import SERVICES
from etl.report import BuildReport, SourceOutcome
from indicators.settings import Settings
from tests.etl.damage import ask, copy_of_the_project, rows_of
from tests.replay import Replay, ReplayServer, urls

ASKED = {service.id for service in SERVICES}
MISSING = {"itu_aggregates"}  # its workbook is not at hand: the replayed service answers 404
OWN = {
    "builds": "exclude (build_id, built_at, inputs_sha256)",
    "build_sources": "exclude (build_id, seconds, as_of, asked_at, succeeded_at, reason)",
    "build_files": "exclude (seconds, received_at)",
    "attempts": "exclude (seconds, asked_at, succeeded_at)",
}


@dataclass(frozen=True)
class Refreshed:
    """A first and a second refresh of one folder, and the paths that the second one asked for."""

    settings: Settings
    first: BuildReport
    second: BuildReport
    exports: tuple[dict[str, bytes], dict[str, bytes]]
    asked_again: tuple[str, ...]


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory, thin_settings: Settings) -> Iterator[Refreshed]:
    """Two refreshes while the services have what they have; not to be damaged."""
    folder = tmp_path_factory.mktemp("online")
    with ReplayServer() as server:
        settings = replace(copy_of_the_project(folder, thin_settings), urls=urls(server), patience=0.2)
        first = pipeline.run(settings, online=True)
        before = exported(settings, folder / "before")
        server.requests.clear()
        second = pipeline.run(settings, online=True)
        yield Refreshed(settings, first, second, (before, exported(settings, folder / "after")), tuple(server.paths()))


@pytest.fixture(scope="module")
def asked_once(tmp_path_factory: pytest.TempPathFactory, thin_settings: Settings) -> Path:
    """The folder of a project that has asked the World Bank once; not to be damaged."""
    folder = tmp_path_factory.mktemp("asked")
    with ReplayServer() as server:
        settings = replace(copy_of_the_project(folder, thin_settings), urls=urls(server), patience=0.2)
        pipeline.run(settings, online=True, source_ids=["worldbank"])
    return folder


@pytest.fixture
def served(asked_once: Path, tmp_path: Path) -> Iterator[tuple[Settings, ReplayServer]]:
    """A copy of that project, and the server, for more refreshes."""
    folder = shutil.copytree(asked_once, tmp_path / "project", symlinks=True)
    with ReplayServer(Replay()) as server:
        yield Settings(folder, folder / "data", urls=urls(server), patience=0.2), server


def exported(settings: Settings, folder: Path) -> dict[str, bytes]:
    """Every table of the served build as CSV, times and ids of the build apart."""
    folder.mkdir()
    with duckdb.connect(str(settings.current.resolve()), read_only=True) as connection:
        tables = connection.execute("select table_name from information_schema.tables order by all").fetchall()
        for (table,) in tables:
            connection.execute(f"copy (select * {OWN.get(table, '')} from {table}) to '{folder / table}.csv' (header)")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def outcome(report: BuildReport, source_id: str) -> SourceOutcome:
    return next(one for one in report.sources if one.source_id == source_id)


def again(settings: Settings, **options: Any) -> BuildReport:
    return pipeline.run(settings, online=True, source_ids=["worldbank"], **options)


def test_first_run(refreshed: Refreshed):
    """At the first refresh every service is fresh, and its figures are in the build with their own edition."""
    outcomes = {one.source_id: one.outcome for one in refreshed.first.sources if one.source_id in ASKED - MISSING}
    known = {"fresh"} if (Path(__file__).parents[3] / "shared").is_dir() else {"fresh", "embedded"}
    assert set(outcomes.values()) <= known
    assert {one for one, what in outcomes.items() if what == "fresh"} >= ASKED - MISSING - {"itu_prices"}
    held = ask(refreshed.settings, "select distinct source_id from build_files where held = 'live' and rows_kept > 0")
    assert {one for (one,) in held} >= ASKED - MISSING - {"itu_prices"}
    editions = ask(refreshed.settings, "select distinct edition from editions where source_id = 'worldbank'")
    assert ("WDI 2026-07-13",) in editions


def test_second_run(refreshed: Refreshed):
    """At the second one they are unchanged: the same build stays, and services with a version send no data."""
    assert (refreshed.second.is_new, refreshed.second.build_id) == (False, refreshed.first.build_id)
    assert outcome(refreshed.second, "worldbank").outcome == "unchanged"
    assert outcome(refreshed.second, "data360").outcome == "unchanged"
    assert [path for path in refreshed.asked_again if "/country/" in path or "Series/Data" in path] == []
    assert ask(refreshed.settings, "select count(*) from attempts where this_run") == [(len(ASKED),)]


def test_same_bytes(refreshed: Refreshed):
    """Two refreshes on the same inputs give the same bytes of every exported table, but for the outcomes."""
    before, after = refreshed.exports
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"attempts.csv", "build_sources.csv"}


def test_a_service_that_has_not_what_is_asked(refreshed: Refreshed):
    """A source that did not answer says why, and its embedded figures stand in."""
    found = outcome(refreshed.first, "itu_aggregates")
    assert (found.outcome, found.did_not_answer, found.rows_read) == (
        "embedded",
        True,
        rows_of(refreshed.settings, "itu_aggregates*"),
    )
    assert "nothing at the known addresses" in found.reason


def test_the_gate(served: tuple[Settings, ReplayServer]):
    """Figures that all grew by a fifth are not switched to, until the line that the refusal prints has a reason."""
    settings, server = served
    before = settings.current.resolve()
    server.replay.version["worldbank"], server.replay.scale["worldbank"] = "2026-10-01", 1.2
    with pytest.raises(GateError) as caught:
        again(settings)
    assert settings.current.resolve() == before
    lines = re.findall(r"^ *- \{indicator: .*\}$", str(caught.value), flags=re.MULTILINE)
    assert lines, str(caught.value)
    entries = "\n".join(line.replace("…", "the source restated its series") for line in lines)
    (settings.catalogue / "acknowledged.yaml").write_text(f"acknowledged:\n{entries}\n", encoding="utf-8")
    report = again(settings)
    assert settings.current.resolve() == report.path != before
    assert {one.reason for one in report.held.acknowledged} == {"the source restated its series"}


def test_shrunken_data(served: tuple[Settings, ReplayServer]):
    """A download of half the rows is put aside; the good copy stays in use and the source says so."""
    settings, server = served
    before = ask(settings, "select count(*) from observations where source_id = 'worldbank'")
    server.replay.version["worldbank"], server.replay.drop["worldbank"] = "2026-10-01", 0.5
    report = again(settings)
    found = outcome(report, "worldbank")
    assert (found.outcome, found.did_not_answer) == ("cached", True)
    assert "where the last good copy has" in found.reason
    assert ask(settings, "select count(*) from observations where source_id = 'worldbank'") == before
    assert list((settings.raw / "worldbank" / "refused").glob("*.reason.txt"))


def test_a_failing_service(served: tuple[Settings, ReplayServer], tmp_path: Path):
    """However a service fails, every figure is served as before, in the same build, and the source says that it did."""
    settings, server = served
    before = exported(settings, tmp_path / "before")
    server.replay.version["worldbank"] = "2026-10-01"
    for fault in ("403 page", "429 long", "html 200", "half body", "gzip garbage", "redirect loop"):
        server.fault = fault
        report = again(replace(settings, patience=0.02))
        found = outcome(report, "worldbank")
        assert (report.is_new, found.outcome, found.did_not_answer) == (False, "cached", True), fault
    # each of these builds is a copy of the one before: what a fault had changed would be in the last one
    after = exported(settings, tmp_path / "after")
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"attempts.csv", "build_sources.csv"}
    assert list(settings.warehouse.glob("*.duckdb")) == [settings.current.resolve()]


def test_strict_and_new_data(served: tuple[Settings, ReplayServer]):
    """With strict a source that fails is enough: nothing is switched, and the refusal names it.

    When it is well again, a newer version at the service is a new build, whose revisions name what changed.
    """
    settings, server = served
    before = settings.current.resolve()
    server.fault = "403 page"
    with pytest.raises(PipelineError, match=r"1 source failed and --strict allows none:\nworldbank: .*turns"):
        again(settings, strict=True)
    assert settings.current.resolve() == before
    server.fault = None
    server.replay.version["worldbank"] = "2026-10-01"
    server.replay.scale["worldbank"] = 0.98  # less: a share of 102 % would hold the switch
    report = again(settings, strict=True)
    assert (report.is_new, outcome(report, "worldbank").outcome) == (True, "fresh")
    changed = ask(
        settings,
        "select count(*), count(distinct indicator_id), median(new_value / old_value) from revisions "
        "where kind = 'changed' and source_id = 'worldbank' and new_edition = 'WDI 2026-10-01'",
    )
    assert changed[0][0] > 500
    assert changed[0][2] == pytest.approx(0.98)


def test_offline_and_one_source(served: tuple[Settings, ReplayServer]):
    """Offline nobody is asked and the copies speak; with a source named nobody else is asked."""
    settings, server = served
    server.requests.clear()
    report = pipeline.run(settings)
    assert (report.is_new, outcome(report, "worldbank").outcome, server.requests) == (False, "cached", [])
    (settings.drop).mkdir()
    (settings.drop / "x.csv").write_text("Entity,Code,Year,Individuals\nKenya,KEN,2020,30\n", encoding="utf-8")
    report = pipeline.run(settings)
    found = outcome(report, "worldbank")
    assert (found.outcome, found.did_not_answer) == ("cached", False)
    assert re.match(r"not asked; the copy of \d+ \w+ 20\d\d", found.reason)
    again(settings)
    assert {path.split("/")[1] for path in server.paths()} == {"v2"}


def test_two_folders(tmp_path: Path, thin_settings: Settings):
    """The same downloads in two folders give the same bytes of every exported table, ids and times apart."""
    found = []
    for name in ("one", "two"):
        settings = copy_of_the_project(tmp_path / name, thin_settings)
        settings.drop.mkdir(parents=True)
        (settings.drop / "x.csv").write_text("Entity,Code,Year,Individuals\nKenya,KEN,2020,30\n", encoding="utf-8")
        pipeline.run(settings)
        found.append(exported(settings, tmp_path / f"{name}-csv"))
    assert found[0] == found[1]
