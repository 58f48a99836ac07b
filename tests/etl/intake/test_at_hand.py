"""What is at hand for a build: embedded figures, what services sent, dropped files; what makes it another build."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.asking.client import Answer
from etl.asking.raw import RawStore
from etl.intake.at_hand import Intake, hashed, read
from etl.reading.desk import Desk
from indicators.area_codes import load_area_codes
from indicators.catalogue import Catalogue
from indicators.settings import Settings

CHART = "Entity,Code,Year,Individuals using the Internet\n"
MORNING, EVENING = datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 20, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, thin_settings: Settings) -> Settings:
    return replace(thin_settings, data=tmp_path)


@pytest.fixture
def at_hand(settings: Settings, catalogue: Catalogue) -> tuple[Settings, RawStore, Desk]:
    return settings, RawStore(settings.raw), Desk(catalogue, load_area_codes(settings.catalogue, catalogue.areas))


def send(store: RawStore, rows: str, received_at: datetime = MORNING) -> None:
    content = f"{CHART}{rows}".encode()
    answer = Answer("https://example.org/use.csv", (), 200, "text/csv", content, received_at, "", "", False)
    store.keep("owid", "use", [answer], "")


def drop(settings: Settings, name: str, rows: str, at: datetime) -> Path:
    settings.drop.mkdir(exist_ok=True)
    path = settings.drop / name
    path.write_text(f"{CHART}{rows}", encoding="utf-8")
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def values(found: Intake) -> list[tuple[str, str, str]]:
    return [
        (row.file, row.fields["edition"], row.fields["value"])
        for file in found.files
        if file.held != "embedded"
        for row in file.rows
    ]


def test_order(at_hand: tuple[Settings, RawStore, Desk]):
    """Embedded figures are read first, then what services sent, then dropped files; each says where it is from."""
    settings, store, desk = at_hand
    send(store, "Kenya,KEN,2019,40\n")
    drop(settings, "a.csv", "Kenya,KEN,2019,41\n", MORNING)
    found = read(settings, desk, store)
    assert [file.held for file in found.files] == ["embedded"] * (len(found.files) - 2) + ["live", "drop"]
    assert values(found) == [
        ("raw/owid/use", "Our World in Data, as of 2026-11-24", "40"),
        ("drop/a.csv", "Our World in Data, to 2019", "41"),
    ]
    assert {source for source, _ in found.downloaded} == {"owid"}


def test_two_downloads_of_one_edition(at_hand: tuple[Settings, RawStore, Desk]):
    """Of two files of one edition the one received last speaks for the whole line; the other's figures say so."""
    settings, store, desk = at_hand
    drop(settings, "old.csv", "Kenya,KEN,2018,38\nKenya,KEN,2019,40\n", MORNING)
    drop(settings, "new.csv", "Kenya,KEN,2019,41\n", EVENING)
    found = read(settings, desk, store)
    assert [(file, value) for file, _, value in values(found)] == [("drop/new.csv", "41")]
    [old] = [file for file in found.files if file.file == "drop/old.csv"]
    assert [(aside.figures, aside.reason) for aside in old.aside] == [
        (1, "of an older copy: drop/new.csv gives other figures for the same line"),
        (1, "an older copy: drop/new.csv gives the same edition again"),
    ]


def test_a_damaged_page(at_hand: tuple[Settings, RawStore, Desk]):
    """A damaged download is refused alone, with what to do; everything else is read."""
    settings, store, desk = at_hand
    send(store, "Kenya,KEN,2019,40\n")
    [page] = (settings.raw / "owid").glob("*.csv")
    page.write_bytes(b"something else")
    drop(settings, "a.csv", "Kenya,KEN,2019,41\n", MORNING)
    found = read(settings, desk, store)
    [refused] = found.refused
    assert refused.file == "raw/owid/use"
    assert "is damaged" in refused.reason
    assert refused.reason.endswith("refresh to fetch it again")
    assert [value for *_, value in values(found)] == ["41"]


def test_what_makes_another_build(at_hand: tuple[Settings, RawStore, Desk]):
    """The inputs differ with a download, a dropped file and its date, and not with a download that was confirmed."""
    settings, store, _desk = at_hand
    seen = [hashed(settings, store)]
    send(store, "Kenya,KEN,2019,40\n")
    seen.append(hashed(settings, store))
    path = drop(settings, "a.csv", "Kenya,KEN,2019,41\n", MORNING)
    seen.append(hashed(settings, store))
    os.utime(path, (EVENING.timestamp(), EVENING.timestamp()))
    seen.append(hashed(settings, store))
    assert all(one not in seen[:number] for number, one in enumerate(seen))
    [download] = store.downloads("owid")
    store.confirm(download, EVENING, "")
    assert hashed(settings, store) == seen[-1]
