"""Three refreshes of a thin project: with dropped files, with other ones, and with services that are down.

The dropped figures are MADE UP FOR THE TESTS. Between the first two refreshes a figure falls so far that a verdict
changes, two others move a little, one is new, and a file is taken away; the third finds the same files.
"""

import shutil
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest

from etl import pipeline
from etl.register import SERVICES
from indicators.settings import Settings
from tests.etl.damage import in_full, thin_copy_of_the_project
from tests.once import once, undamaged

YEARS = range(2018, 2026)
ONLINE = {
    "BRA": (70, 73, 76, 79, 82, 85, 88, 91),
    "CHE": (92, 93, 94, 95, 96, 97, 97.5, 98),
    "KEN": (20, 23, 25, 27, 29, 32, 35, 38),
    "WLD": (50, 53, 56, 59, 62, 65, 68, 71),
    "ZZZ": ("", "", "", "", "", "", "", 12),
    "SGP": (88, 89, 92, 96, 96, 97, 97, 140.2),
}
LATER = ONLINE | {
    "BRA": (70, 73, 76, 79, 82, 85, 88, 84),
    "KEN": (20, 23, 25, 27, 29, 32, 36, 38.5),
    "FRA": ("", "", "", "", "", "", "", 89),
}
SURVEY = (
    "Survey Year,Country Name,E-Government Rank,E-Government Index,E-Participation Index,Online Service Index\n"
    "2026,Switzerland ,20,0.91,0.8,0.88\n"
    "2026,Kenya,90,0.58,0.6,0.0\n"
    "2026,Atlantis,193,0.1,0.1,0.2\n"
)
UNUSABLE = {
    "figures.xlsx": "<!DOCTYPE html>\n<html><head><title>Are you a robot?</title></head><body>Wait</body></html>\n",
    "sea.csv": "Station,Depth,Salinity\nNorth,12,35.1\n",
    "half.json": '[{"page": 1, "pages": 1, "total": 3}, [{"countryiso3code": "CHE", "da',
}
IN_FULL = ("itu_datahub_internet_users_2026_04", "itu_aggregates_2025_11", "egov_2024", "un_wpp_2022")
"""The publications that the dropped files are held against; of the others the first rows are enough."""
AT_ONCE = 0.01  # patience: a refused connection is asked for again after milliseconds


def bulk_csv(online: Mapping[str, tuple[float | str, ...]], day: str) -> str:
    """A bulk download of the World Bank with the share of people online, by code and year."""
    head = f'"Data Source","World Development Indicators",\n\n"Last Updated Date","{day}",\n\n'
    columns = ("Country Name", "Country Code", "Indicator Name", "Indicator Code", *map(str, YEARS))
    lines = [columns] + [(code, code, "Online", "IT.NET.USER.ZS", *values) for code, values in online.items()]
    return head + "".join(",".join(f'"{cell}"' for cell in line) + ",\n" for line in lines)


def drop(settings: Settings, files: Mapping[str, str]) -> None:
    """Put these files into the drop folder, in place of all that is there."""
    settings.drop.mkdir(parents=True, exist_ok=True)
    for path in settings.drop.iterdir():
        path.unlink()
    for name, text in files.items():
        (settings.drop / name).write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Refreshes:
    """The data as each refresh left it, the earlier ones as copies."""

    first: Settings
    second: Settings
    refused: Settings


def refreshes(factory: pytest.TempPathFactory) -> Iterator[Refreshes]:
    """What three refreshes left behind, made once for all workers in the time of two builds; not to be damaged."""
    folder = once(factory, "refreshes", _refresh)
    project = folder / "project"
    yield Refreshes(
        Settings(project, folder / "first"), Settings(project, folder / "second"), Settings(project, project / "data")
    )
    assert undamaged(folder), "a test has written to the refreshes that all tests read"


def _refresh(folder: Path) -> None:
    """Refresh three times."""
    settings = in_full(thin_copy_of_the_project(folder / "project"), *IN_FULL)
    drop(settings, {"wdi.csv": bulk_csv(ONLINE, "2026-10-01"), "egov 2026.csv": SURVEY} | UNUSABLE)
    pipeline.run(settings)
    _keep(settings, folder / "first")
    drop(settings, {"wdi.csv": bulk_csv(LATER, "2026-11-02")} | UNUSABLE)
    _acknowledge(settings, "the survey of 2026 was taken away", "e_government_index", "online_service_index")
    pipeline.run(settings)
    _keep(settings, folder / "second")
    ask_nobody(settings)


def _acknowledge(settings: Settings, reason: str, *indicators: str) -> None:
    """Say that years of some indicators are thinned out on purpose."""
    shared = f'finding: years_thinned, since: "{build_id(settings)}", reason: "{reason}"'
    entries = "".join(f"  - {{indicator: {one}, {shared}}}\n" for one in indicators)
    (settings.catalogue / "acknowledged.yaml").write_text(f"acknowledged:\n{entries}", encoding="utf-8")


def ask_nobody(settings: Settings) -> None:
    """Refresh with every service at an address where nobody listens."""
    with socket.socket() as held:  # bound and not listening: whoever connects is refused
        held.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{held.getsockname()[1]}"
        urls = {service.id: nobody for service in SERVICES}
        pipeline.run(replace(settings, urls=urls, patience=AT_ONCE), online=True)


def changed(refreshed: Refreshes, folder: Path, sql: str) -> Settings:
    """A copy of the last build, changed by SQL."""
    settings, path = Settings(refreshed.refused.project, folder), refreshed.refused.current.resolve()
    settings.warehouse.mkdir()
    shutil.copyfile(path, settings.warehouse / path.name)
    with duckdb.connect(str(settings.warehouse / path.name)) as connection:
        connection.execute(sql)
    settings.current.symlink_to(path.name)
    return settings


def build_id(settings: Settings) -> str:
    """The id of the served build."""
    with duckdb.connect(str(settings.current.resolve()), read_only=True) as connection:
        [(found,)] = connection.execute("select build_id from builds").fetchall()
    return str(found)


def _keep(settings: Settings, folder: Path) -> None:
    shutil.copytree(settings.warehouse, folder / "warehouse", symlinks=True)
