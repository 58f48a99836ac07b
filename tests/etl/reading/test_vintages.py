"""The moment as of which a downloaded file stands: what its name, its archive and its workbook say of it."""

import gzip
import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from etl.reading import vintages
from etl.reading.rows import AsOf
from tests.etl.disguises import seven_zipped

NAMES = {
    "individuals_1777000000000.csv": "2026-04-24",
    "individuals_1777000000.csv": "2026-04-24",
    "individuals 2026-04-24.csv": "2026-04-24",
    "individuals_20260424_115503.csv": "2026-04-24",
    "20260424115503.csv": "2026-04-24",
    "individuals 24.04.2026.csv": "2026-04-24",
    "individuals 04-24-2026.csv": "2026-04-24",
    "individuals_1777000000000 (1).csv": "2026-04-24",
    "2026-04-24/individuals.csv": "2026-04-24",
    "2020-01-01/individuals_1777000000000.csv": "2026-04-24",
    "download_1777000000000.zip/data.csv": "2026-04-24",
    "individuals 2026-04-24 2026-04-24.csv": "2026-04-24",
    "individuals_1777000000000_as-of-2025-05-01.csv": "2025-05-01",
    "a_as-of-2025-05-01.zip/individuals_1777000000000.csv": "2025-05-01",
}
NO_MOMENT = (
    "individuals.csv",
    "API_IT.NET.USER.ZS_DS2_en_csv_v2_115503.csv",
    "itu_gci_2024.csv",
    "prices_2008-2025.xlsx",
    "individuals 05-11-2026.csv",
    "2019-05-01 to 2026-04-24.csv",
    "individuals 2026-13-45.csv",
    "individuals_17770000000001.csv",
    "individuals_0777000000000.csv",
    "individuals_1977000000000.csv",
    "individuals 2049-01-01.csv",
    "series 1999-01-01.csv",
)


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str):
    """A moment or a date in a name is read, the innermost first; what somebody said of the file goes before any."""
    found = vintages.of(f"drop/{name}", b"a,b\n", {})
    assert found is not None
    assert (found.day, found.grounds) == (NAMES[name], vintages.SAID if "as-of" in name else vintages.NAMED)


@pytest.mark.parametrize("name", NO_MOMENT)
def test_names_without_a_moment(name: str):
    """Other numbers, days that may be another, several dates, and those still to come are no moment."""
    assert vintages.of(f"drop/{name}", b"a,b\n", {}) is None


def test_milliseconds_are_kept_apart():
    """Of two downloads of one day the moment tells the newer."""
    first, second = (vintages.of(f"a_{moment}.csv", b"", {}) for moment in ("1777000000000", "1777000001000"))
    assert first is not None
    assert second is not None
    assert second.at - first.at == timedelta(seconds=1)


def test_what_is_said_travels_in_the_name():
    """The name says as of which day a file stands; said again, the last word counts."""
    said = vintages.named("my download.csv", date(2026, 5, 1))
    assert said == "my download_as-of-2026-05-01.csv"
    assert vintages.named(said, date(2026, 6, 1)) == "my download_as-of-2026-06-01.csv"
    assert vintages.unnamed(said) == "my download.csv"
    assert vintages.named("download", date(2026, 5, 1)) == "download_as-of-2026-05-01"
    assert vintages.unnamed("of_as-of-now.csv") == "of_as-of-now.csv"


def archive(at: tuple[int, int, int, int, int, int], **members: bytes) -> bytes:
    """A zip whose members were last written at that moment."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name, at), content)
    return into.getvalue()


def within(name: str, content: bytes, member: str) -> AsOf | None:
    return vintages.of(member, b"a,b\n", vintages.packed(name, content))


def test_dates_of_archives():
    """A zip, a gzip and a 7z file keep when their members were written, each member its own date."""
    zipped = archive((2025, 12, 2, 10, 30, 0), a=b"1", b=b"2")
    assert within("x.zip", zipped, "x.zip/a") == AsOf(datetime(2025, 12, 2, 10, 30, tzinfo=UTC), vintages.PACKED)
    assert within("x.zip", zipped, "x.zip/a/inner.csv") is not None
    assert within("x.zip", zipped, "x.zip/c") is None
    packed = gzip.compress(b"a,b\n", mtime=1_764_671_400)
    assert within("x.gz", packed, "x.gz") == AsOf(datetime(2025, 12, 2, 10, 30, tzinfo=UTC), vintages.PACKED)
    seven = within("x.7z", seven_zipped(a=b"1"), "x.7z/a")
    assert seven is not None
    assert seven.at.date() in {datetime.now(UTC).date(), datetime.now(UTC).date() - timedelta(days=1)}


def test_archives_without_dates():
    """An archive that keeps no dates (1980, 0) says nothing, and one that is broken says nothing here."""
    assert within("x.zip", archive((1980, 1, 1, 0, 0, 0), a=b"1"), "x.zip/a") is None
    assert within("x.gz", gzip.compress(b"a", mtime=0), "x.gz") is None
    for broken in (b"PK\x03\x04 half", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c half", b"a,b\n"):
        assert vintages.packed("x", broken) == {}


CORE = b"<cp:coreProperties><dcterms:created>2006-09-16T00:00:00Z</dcterms:created>%s</cp:coreProperties>"
SAVED = b'<dcterms:modified xsi:type="dcterms:W3CDTF">2025-12-02T09:15:00Z</dcterms:modified>'


def test_the_date_of_a_workbook():
    """A workbook says when it was last saved; the dates of its parts say nothing."""
    book = archive((2026, 5, 1, 0, 0, 0), **{"docProps/core.xml": CORE % SAVED})
    assert vintages.packed("x.xlsx", book) == {}
    assert vintages.of("x.xlsx", book, {}) == AsOf(datetime(2025, 12, 2, 9, 15, tzinfo=UTC), vintages.SAVED)
    for without in (CORE % b"", b"<not xml", b"x" * 200_000):
        assert vintages.of("x.xlsx", archive((2026, 5, 1, 0, 0, 0), **{"docProps/core.xml": without}), {}) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-11", "2026-07-11"),
        (" 2025-11-17T13:13:18.000Z", "2025-11-17"),
        ("2026-02-30", None),
        ("2049-01-01", None),
        ("11/7/2026", None),
        ("", None),
    ],
)
def test_a_day_that_a_cell_states(text: str, day: str | None):
    """A cell states a day in the order of ISO 8601, or none."""
    found = vintages.stated(text)
    assert (found.date().isoformat() if found else None) == day
