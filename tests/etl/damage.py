"""Damages a copy of the project and looks at what is served afterwards."""

import csv
import shutil
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from etl import pipeline
from etl.reading.rows import COLUMNS
from indicators.settings import Settings
from tests.etl.attached import attached

# A new row that keeps the contract: its file gives Internet use in 2024 for two groups, not for this one.
FILE = "itu_sdg_page_2024.csv"
NEXT_LINE = 4
FIRST_ROWS = 4
GOOD_ROW = {
    "indicator_id": "internet_users",
    "area_id": "SIDS",
    "year": "2024",
    "sex": "both",
    "age": "all",
    "location": "total",
    "level": "",
    "value": "67",
    "unit": "percent",
    "qualifier": "",
    "value_status": "estimated",
    "edition": "2024",
    "document": "ITU and the SDG indicators",
    "locator": "text on 17.8.1",
    "url": "",
    "quoted_by": "",
    "read_in": "publication",
    "note": "",
}


def copy_of_the_project(folder: Path, origin: Settings | None = None) -> Settings:
    """The catalogue and the figures of a project (this one, if none is given) in a folder, without a warehouse."""
    settings, origin = Settings(project=folder, data=folder / "data"), origin or Settings()
    shutil.copytree(origin.catalogue, settings.catalogue)
    shutil.copytree(origin.published, settings.published)
    shutil.copytree(origin.claims, settings.claims)
    return settings


def thin_copy_of_the_project(folder: Path) -> Settings:
    """The same with the first rows of each publication: all of the mechanics and few figures, built in no time."""
    settings = copy_of_the_project(folder)
    for path in settings.published.glob("*.csv"):
        first = islice(csv.reader(path.open(encoding="utf-8", newline="")), 1 + FIRST_ROWS)
        with (folder / "thin.csv").open("w", encoding="utf-8", newline="") as thin:
            csv.writer(thin, lineterminator="\n").writerows(first)
        (folder / "thin.csv").replace(path)
    return settings


def in_full(settings: Settings, *publications: str) -> Settings:
    """A thin project, with all figures of these publications."""
    for name in publications:
        shutil.copy(Settings().published / f"{name}.csv", settings.published)
    return settings


def rows_of(settings: Settings, pattern: str = "*") -> int:
    """How many figures the embedded files of a project hold whose names match."""
    return sum(
        len(list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())))
        for path in settings.published.glob(f"{pattern}.csv")
    )


def replace(path: Path, old: str, new: str) -> None:
    """Put `new` where `old` first stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old!r}: the test damages nothing"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Put text at the end of a file."""
    with path.open("a", encoding="utf-8") as handle:
        handle.write(text)


def append_row(settings: Settings, **changed: str) -> None:
    """Put a good row, changed in some columns, at the end of FILE."""
    with (settings.published / FILE).open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, COLUMNS, lineterminator="\n").writerow(GOOD_ROW | changed)


def drop_news(settings: Settings, number: int = 0) -> None:
    """Put a file that no build has seen into the drop folder, so that the next refresh has something to build."""
    settings.drop.mkdir(parents=True, exist_ok=True)
    news = f"Entity,Code,Year,Individuals using the Internet\nKenya,KEN,2019,{number % 100}\n"
    (settings.drop / "news.csv").write_text(news, encoding="utf-8")


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    """The rows that the served build answers."""
    with attached(settings.current.resolve()) as connection:
        return connection.execute(query).fetchall()


def refusal(settings: Settings, kind: type[Exception]) -> str:
    """The message with which the pipeline refuses; what was served before must be served still, and nothing be left."""
    before = sorted(path.name for path in settings.warehouse.iterdir())
    served = settings.current.resolve(strict=True)
    with pytest.raises(kind) as caught:
        pipeline.run(settings)
    assert sorted(path.name for path in settings.warehouse.iterdir()) == before
    assert settings.current.resolve(strict=True) == served
    assert ask(settings, "select count(*) > 0 from observations") == [(True,)]
    return str(caught.value)
