"""UNESCO UIS: answers of the API, export and bulk CSV, as the service writes them."""

import io
import json
import zipfile
from typing import Any

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.layouts.documents import open_documents
from etl.layouts.file_layout import read_pages
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.sources import uis
from etl.staging.contract import stage
from tests.samples import needs_samples, sample

BULK = """INDICATOR_ID,COUNTRY_ID,YEAR,VALUE,MAGNITUDE,QUALIFIER
SCHBSP.1.WINTERN,CHE,2021,99.5,,
SCHBSP.2.WINTERN,CHE,2021,88.5,,UIS_EST
SCHBSP.3.WINTERN,KEN,2021,,NA,
SCHBSP.2T3.WINTERN,KEN,2021,0,NIL,
CR.1,CHE,2021,98.4,,
CR.2,CHE,2021,97.3,,
"""


def record(
    series: str = "SCHBSP.1.WINTERN", area: str = "CHE", value: float | None = 99.5, **more: Any
) -> dict[str, Any]:
    known = {"indicatorId": series, "geoUnit": area, "year": 2021, "value": value, "magnitude": None, "qualifier": None}
    return known | more


def answer(*records: dict[str, Any], hints: tuple[Any, ...] = ()) -> bytes:
    return json.dumps({"hints": hints, "records": records, "indicatorMetadata": []}).encode()


def read(content: bytes, desk: Desk, version: str = "") -> ReadFile:
    return read_pages(uis.API, "schools", open_documents("schools", content), desk, "live", version=version)


def test_levels_come_from_the_series(desk):
    """Each level of school has a series of its own, and the row carries the level."""
    series = ("SCHBSP.1.WINTERN", "SCHBSP.2.WINTERN", "SCHBSP.3.WINTERN", "SCHBSP.2T3.WINTERN")
    file = read(answer(*map(record, series)), desk)
    assert [row.fields["level"] for row in file.rows] == ["primary", "lower secondary", "upper secondary", "secondary"]
    assert {(row.fields["indicator_id"], row.fields["area_id"], row.fields["year"]) for row in file.rows} == {
        ("schools_internet", "CHE", "2021")
    }
    observations, rejected = stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})
    assert (len(observations), rejected) == (4, [])


@pytest.mark.parametrize(
    ("more", "value", "status", "note"),
    [
        ({}, "99.5", "reported", ""),
        ({"qualifier": "UIS_EST"}, "99.5", "estimated", "qualifier UIS_EST"),
        ({"qualifier": "NAT_EST"}, "99.5", "estimated", "qualifier NAT_EST"),
        ({"qualifier": "E"}, "99.5", "estimated", "qualifier E"),
        ({"magnitude": "NIL", "value": 0}, "0", "reported", "magnitude NIL"),
        (
            {"footnotes": [{"type": "Source", "subtype": "Data sources", "value": "Ministry"}]},
            "99.5",
            "reported",
            "Ministry",
        ),
    ],
)
def test_marks(desk, more, value, status, note):
    """Estimates of the institute or the country are estimated; what else stands beside a value goes into the note."""
    (row,) = read(answer(record(**more)), desk).rows
    assert (row.fields["value"], row.fields["value_status"], row.fields["note"]) == (value, status, note)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (record(magnitude="NA", value=0), "no value"),
        (record(value=None), "no value"),
        (record(area="SDG: Africa"), "a group of countries of the institute's own"),
        (record(area="40510"), "a group of countries of the institute's own"),
        (record(series="CR.1"), "series CR.1 fills no indicator"),
    ],
)
def test_set_aside(desk, row, reason):
    """What is not applicable, a region or another series gives no row, and the reason is said."""
    file = read(answer(row), desk)
    assert (file.rows, file.records, file.figures) == ((), 1, 1)
    assert [aside.reason for aside in file.aside] == [reason]


def test_values_are_left_as_they_are(desk):
    """A share of more than 100 % is offered as it is, and staging refuses it with the reason."""
    file = read(answer(record(value=100.4)), desk)
    assert file.rows[0].fields["value"] == "100.4"
    _, (rejected,) = stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})
    assert rejected.column == "value"


@pytest.mark.parametrize(
    ("hints", "said"),
    [
        ((), "has no record; expected some"),
        (({"code": "X", "message": "Unknown geoUnit ZZZ"},), "has no record and says: Unknown geoUnit ZZZ; expected"),
        (("No data", "Nothing found"), "has no record and says: No data; Nothing found; expected"),
    ],
)
def test_an_empty_answer_is_refused(desk, hints, said):
    """An answer without records is no file of figures, and what the service says about it is passed on."""
    with pytest.raises(RefusedFileError, match=said):
        drop.read_file("uis.json", answer(hints=hints), desk)


@pytest.mark.parametrize(
    ("version", "edition", "vintage"),
    [
        ("20260507-91260335", "UIS database 20260507", "2026-05"),
        ("", "UIS database, to 2021", "2021-12"),
        ("latest", "UIS database, to 2021", "2021-12"),
    ],
)
def test_the_version_is_the_edition(desk, version, edition, vintage):
    """The day within the version of the database names the edition; without one the newest year does."""
    (release,) = read(answer(record()), desk, version).releases
    assert (release.name, release.vintage) == (edition, vintage)


@pytest.mark.parametrize(
    "spell", [str, str.lower, lambda text: "\ufeff" + text.replace(",", ";").replace("\n", "\r\n")]
)
def test_bulk_file(desk, spell):
    """The bulk CSV is read in capitals or not, with either separator; series without indicator share one reason."""
    content = spell(BULK).encode()
    if spell is str.lower:  # the header alone is written small, in some years
        content = BULK.encode().replace(BULK.splitlines()[0].encode(), BULK.splitlines()[0].lower().encode())
    (file,) = drop.read_file("SDG_DATA_NATIONAL.csv", content, desk)
    assert (file.layout, file.records, file.figures) == ("UNESCO UIS, export or bulk CSV", 6, 6)
    assert [(row.fields["level"], row.fields["value"], row.fields["value_status"]) for row in file.rows] == [
        ("primary", "99.5", "reported"),
        ("lower secondary", "88.5", "estimated"),
        ("secondary", "0", "reported"),
    ]
    assert {aside.reason: aside.figures for aside in file.aside} == {
        "no value": 1,
        "a series that fills no indicator": 2,
    }


def test_export_zip(desk):
    """The export is a zip of the table, a README and the licence; regions in it are set aside."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("README.md", "UIS data, CC BY-SA 4.0")
        archive.writestr(
            "data.csv",
            "indicatorId,geoUnit,year,value,qualifier,magnitude\n"
            "SCHBSP.1.WINTERN,CHE,2021,99.5,,\nSCHBSP.1.WINTERN,SDG: Africa,2021,40,,\n",
        )
        archive.writestr(
            "SDG_DATA_REGIONAL.csv",
            "indicator_id,region_id,year,value,magnitude,qualifier\nSCHBSP.1.WINTERN,SDG: World,2021,50,,\n",
        )
    country, region = drop.read_file("export.zip", packed.getvalue(), desk)
    assert [row.fields["area_id"] for row in country.rows] == ["CHE"]
    assert (region.rows, region.aside[0].reason) == ((), "a group of countries of the institute's own")


@needs_samples
def test_samples(desk):
    """The recorded answer has 14 records of a series that fills nothing; the recorded empty one is refused."""
    (file,) = drop.read_file("a.json", sample("uis_api/uis_data_records.json").read_bytes(), desk)
    assert (file.layout, file.records, len(file.rows)) == ("UNESCO UIS, answer of the API", 14, 0)
    assert [(aside.reason, aside.figures) for aside in file.aside] == [("series CR.1 fills no indicator", 14)]
    with pytest.raises(RefusedFileError, match="has no record"):
        drop.read_file("b.json", sample("uis_api/uis_data_empty.json").read_bytes(), desk)
