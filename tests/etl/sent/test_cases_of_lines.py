"""The cases about lines and their age, read in place; each kind has small files of its own beside its module."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from etl import pipeline
from etl.guard.gate import GateError
from etl.intake import drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile, without_older_copies
from indicators.settings import Settings
from tests.cases import case, needs_cases
from tests.etl.damage import ask, copy_of_the_project
from tests.etl.taken import take

pytestmark = needs_cases

HOUSEHOLDS = ("datahub_households_one_economy_a.csv", "datahub_households_one_economy_b.csv")
NEWER, OLDER = "datahub_newer_and_fuller_1777000000000.csv", "datahub_older_and_thinner_1766000000000.csv"
ZERO = "0 in place of a figure: Fixed basket, 5 GB is always above it"


def dropped(folder: Path, names: Iterable[str]) -> None:
    """Copy cases into a drop folder, each later than the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    for day, name in enumerate(names, start=1):
        shutil.copyfile(case(name), folder / name)
        os.utime(folder / name, (1_790_000_000 + 86_400 * day,) * 2)


def at_hand(folder: Path, desk: Desk) -> list[ReadFile]:
    files, refused = drop.read_folder(folder, desk)
    assert refused == []
    return without_older_copies(files)


@pytest.mark.parametrize("names", [HOUSEHOLDS, HOUSEHOLDS[::-1]])
def test_one_economy_each(tmp_path: Path, desk: Desk, names: tuple[str, ...]):
    """Two downloads of the same series for one economy each complete each other, whichever came first."""
    dropped(tmp_path, names)
    rows = [row.fields for file in at_hand(tmp_path, desk) for row in file.rows]
    assert [(row["area_id"], row["value"], row["edition"]) for row in rows] == [
        ("KEN", "47.4679", "ITU DataHub, to 2024"),
        ("BRA", "85", "ITU DataHub, to 2024"),
    ]


@pytest.mark.parametrize("names", [(NEWER, OLDER), (OLDER, NEWER)])
def test_two_vintages(project: Settings, names: tuple[str, ...]):
    """Of two vintages the newer is shown first, whatever alphabet and dates of the copies say; both are kept."""
    dropped(project.drop, names)
    pipeline.run(project)
    editions = "select distinct edition, vintage from editions where file like 'drop/%' order by vintage"
    assert ask(project, editions) == [
        ("ITU DataHub, as of 2025-12-17", "2025-12"),
        ("ITU DataHub, as of 2026-04-24", "2026-04"),
    ]
    shown = """
        select area_id, year, value, edition from series
        where indicator_id = 'internet_users' and is_headline and is_latest and area_id in ('KEN', 'IND')
        order by area_id
    """
    assert ask(project, shown) == [
        ("IND", 2025, 70.0, "ITU DataHub, as of 2026-04-24"),
        ("KEN", 2024, 34.98, "ITU DataHub, as of 2026-04-24"),
    ]
    assert ask(project, "select count(*) from observations where file like 'drop/%'") == [(3,)]


def test_a_price_of_zero(desk: Desk):
    """A price of exactly 0 is set aside with the reason; the figure beside it is kept."""
    taken = take(case("datahub_price_of_zero.csv").read_bytes(), desk)
    assert taken.figures("area_id", "year", "value") == [("BDI", 2019, 964.29)]
    assert (taken.aside, taken.rejected) == ({ZERO: 1}, [])


def test_one_economy_in_fractions(tmp_path: Path, internet_settings: Settings):
    """Uganda at a hundredth of what it had is held at the gate and named; acknowledged, it is served and said."""
    project = copy_of_the_project(tmp_path, internet_settings)
    shutil.copytree(internet_settings.warehouse, project.warehouse, symlinks=True)
    dropped(project.drop, ["worldbank_one_economy_in_fractions.csv"])
    served = project.current.resolve()
    with pytest.raises(GateError) as caught:
        pipeline.run(project)
    _, sentence, *_, entry = str(caught.value).splitlines()
    assert sentence.startswith(
        "internet_users from worldbank (data/drop/worldbank_one_economy_in_fractions.csv): the figures of UGA are "
        "about 1/100 of what they were, as if they came on another scale. UGA, 2024: 0.15 (it was 8.95); 2023: 0.12 "
    )
    assert project.current.resolve() == served
    text = f"acknowledged:\n{entry.replace('…', 'looked at')}\n"
    (project.catalogue / "acknowledged.yaml").write_text(text, encoding="utf-8")
    report = pipeline.run(project)
    assert [one.reason for one in report.held.acknowledged] == ["looked at"]
    assert pipeline.run(project).is_new is False


def test_one_economy_in_fractions_where_nothing_is_served(tmp_path: Path, internet_settings: Settings):
    """The first build of all is held, too: other sources say a hundred times as much of Uganda."""
    project = copy_of_the_project(tmp_path, internet_settings)
    dropped(project.drop, ["worldbank_one_economy_in_fractions.csv"])
    with pytest.raises(GateError, match="the figures of UGA are about 1/100 of those of worldbank"):
        pipeline.run(project)
    assert not project.current.exists()
    shutil.rmtree(project.drop)
    assert pipeline.run(replace(project)).path is not None
