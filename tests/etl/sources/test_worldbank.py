"""World Bank: answers of the API old and new, and the three files of a bulk download."""

import io
import json
import zipfile
from typing import Any

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.staging.contract import stage
from tests.samples import needs_samples, sample

NEW = {"page": 1, "pages": 1, "per_page": 20000, "total": 1, "sourceid": "2", "lastupdated": "2026-07-13"}
OLD = {"page": 1, "pages": 1, "per_page": "20000", "lastupdated": "2018-04-24", "total": 1}
BULK = (
    '\ufeff"Data Source","World Development Indicators",\r\n\r\n"Last Updated Date","2026-04-08",\r\n\r\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2023","2024","2025",\r\n'
    '"Switzerland","CHE","Individuals using the Internet","IT.NET.USER.ZS","97.3","98.1","",\r\n'
    '"World","WLD","Individuals using the Internet","IT.NET.USER.ZS","67.1","","",\r\n'
    '"Not classified","INX","Individuals using the Internet","IT.NET.USER.ZS","","","",\r\n'
)
COUNTRIES = (
    '\ufeff"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\r\n'
    '"CHE","Europe & Central Asia","High income","","Switzerland",\r\n'
    '"WLD","","","World aggregate,\nin two lines","World",\r\n'
)
ASIDE = "an area that is not tracked (an aggregate of the service's own, or a territory)"


def row(iso3: str = "CHE", iso2: str = "CH", value: float | None = 97.3, **more: Any) -> dict[str, Any]:
    return {
        "indicator": {"id": "IT.NET.USER.ZS", "value": ""},
        "country": {"id": iso2, "value": ""},
        "countryiso3code": iso3,
        "date": "2023",
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    } | more


def read(data: Any, desk: Desk) -> ReadFile:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    (file,) = drop.read_file("worldbank", content, desk)
    return file


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


@pytest.mark.parametrize("meta", [NEW, OLD])
def test_answer(desk, meta):
    """Old and new answers differ in their first element alone; the day of the update names the edition."""
    file = read([meta, [row()]], desk)
    (one,) = file.rows
    assert [one.fields[name] for name in ("indicator_id", "area_id", "year", "value", "value_status")] == [
        "internet_users",
        "CHE",
        "2023",
        "97.3",
        "reported",
    ]
    assert [release.name for release in file.releases] == [f"WDI {meta['lastupdated']}"]
    assert stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})[1] == []


@pytest.mark.parametrize(
    ("iso3", "iso2"), [("AFE", "ZH"), ("", "1A"), ("", "S3"), ("", "XU"), ("WLD", "1W"), ("INX", "XY")]
)
def test_aggregates_old_and_new(desk, iso3, iso2):
    """New answers fill the code of an aggregate, old ones leave it empty and have two letters: both are set aside."""
    file = read([NEW, [row(), row(iso3, iso2)]], desk)
    assert ([one.fields["area_id"] for one in file.rows], aside(file)) == (["CHE"], {ASIDE: 1})


def test_two_letters_of_a_country_are_a_country(desk):
    """Old answers may give a country by its two letters alone."""
    assert [one.fields["area_id"] for one in read([OLD, [row("", "CH")]], desk).rows] == ["CHE"]


def test_missing_values(desk):
    """A null is no value, and an answer with null in place of rows is refused."""
    assert aside(read([NEW, [row(value=None)]], desk)) == {"no value": 1}
    with pytest.raises(RefusedFileError, match="without a record: it holds no figure"):
        read([NEW | {"total": 0}, None], desk)


@pytest.mark.parametrize(("status", "expected"), [("E", "estimated"), ("F", "projected"), ("", "reported")])
def test_status(desk, status, expected):
    """An estimate and a forecast are marked as such."""
    (one,) = read([NEW, [row(obs_status=status)]], desk).rows
    assert one.fields["value_status"] == expected


def test_sexes_have_series_of_their_own(desk):
    """Women and men come as series of their own."""
    series = ("IT.NET.USER.FE.ZS", "IT.NET.USER.MA.ZS")
    rows = read([NEW, [row(indicator={"id": one, "value": ""}) for one in series]], desk).rows
    assert [one.fields["sex"] for one in rows] == ["female", "male"]


def test_an_error_with_status_200_is_refused(desk):
    """An error comes as a list of one element, and what it says is passed on."""
    error = [{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}]
    with pytest.raises(RefusedFileError, match=r"an error of the service .The provided parameter value is not valid."):
        read(error, desk)


def test_bulk_file(desk):
    """Four lines stand above the header, each line ends with a comma, and the newest year may be wholly empty."""
    file = read(BULK.encode(), desk)
    assert [(one.fields["area_id"], one.fields["year"], one.fields["value"], one.line) for one in file.rows] == [
        ("CHE", "2023", "97.3", 6),
        ("CHE", "2024", "98.1", 6),
    ]
    assert (file.records, file.figures, aside(file)) == (3, 3, {ASIDE: 1})
    assert [(one.name, one.vintage) for one in file.releases] == [("WDI 2026-04-08", "2026-04")]


def test_zip_of_three_files(desk):
    """Of the zip's three files the table is read, the countries hold no figures, and the third is passed over."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("API_IT.NET.USER.ZS_DS2_en_csv_v2_1.csv", BULK)
        archive.writestr("Metadata_Country_API_IT.NET.USER.ZS_DS2_en_csv_v2_1.csv", COUNTRIES)
        archive.writestr(
            "Metadata_Indicator_API_IT.NET.USER.ZS_DS2_en_csv_v2_1.csv", '"INDICATOR_CODE","INDICATOR_NAME",\n'
        )
    table, countries = drop.read_file("API.zip", packed.getvalue(), desk)
    assert (len(table.rows), len(countries.rows)) == (2, 0)


def test_list_of_countries(desk):
    """The list of countries, in which an aggregate has an empty region, holds no figures."""
    file = read(COUNTRIES.encode(), desk)
    assert (file.rows, file.records) == ((), 2)
    assert aside(file) == {"a list of countries with their income groups: no figures": 2}
    api = [{"total": 1}, [{"id": "CHE", "iso2Code": "CH", "incomeLevel": {"id": "HIC"}}]]
    assert aside(read(api, desk)) == {"a list of countries with their income groups: no figures": 1}


@needs_samples
@pytest.mark.parametrize(
    ("name", "records", "rows", "edition"),
    [
        ("worldbank_api_json/wb_IT.NET.BBND.P2.json", 180, 177, "WDI 2026-04-08"),
        ("worldbank_api_json/SP.POP.TOTL.json", 15_312, 12_206, "WDI 2018-04-24"),
        ("worldbank_csv/API_IT.NET.USER.ZS_DS2_en_csv_v2.csv", 264, 4_860, "WDI 2018-05-02"),
        ("worldbank_csv/API_NY.GNP.PCAP.CD_DS2_en_csv_v2_115503.csv", 266, 0, None),
        ("worldbank_csv/Metadata_Country_API_NY.GNP.PCAP.CD_DS2_en_csv_v2_115503.csv", 265, 0, None),
    ],
)
def test_samples(desk, name, records, rows, edition):
    """Every row of the recorded files is counted, and what is offered keeps the contract."""
    file = read(sample(name).read_bytes(), desk)
    assert file.records == records
    assert file.figures == len(file.rows) + sum(one.figures for one in file.aside)
    assert [release.name for release in file.releases] == ([edition] if edition else [])
    assert len(file.rows) == rows
    _, rejected = stage([file.rows], desk.catalogue, {file.file: {edition}})
    assert rejected == []


@needs_samples
def test_old_sample_has_aggregates_without_a_code(desk):
    """The answer of 2018 holds 2,726 rows of aggregates that have two letters only; none of them gives a row."""
    data = json.loads(sample("worldbank_api_json/SP.POP.TOTL.json").read_bytes())
    without = [one for one in data[1] if not one["countryiso3code"]]
    assert len(without) == 2_726
    assert read([data[0] | {"total": len(without)}, without], desk).rows == ()


def test_a_table_of_databank(desk):
    """DataBank names the series otherwise, writes a year twice and dots for nothing; below stand remarks."""
    content = (
        "Country Name,Country Code,Series Name,Series Code,2023 [YR2023],2024 [YR2024]\n"
        "Kenya,KEN,Individuals using the Internet,IT.NET.USER.ZS,35.0,..\n"
        "World,WLD,Individuals using the Internet,IT.NET.USER.ZS,67.4,..\n"
        "Kenya,KEN,Secure servers,IT.NET.SECR.P6,250,..\n"
        ",,,,,\n"
        "Data from database: World Development Indicators,,,,,\n"
    )
    (file,) = drop.read_file("Data_Extract.csv", content.encode(), desk)
    assert [tuple(row.fields[name] for name in ("area_id", "year", "value")) for row in file.rows] == [
        ("KEN", "2023", "35.0")
    ]
    assert {one.reason: one.figures for one in file.aside} == {
        "no value": 3,
        "an area that is not tracked (an aggregate of the service's own, or a territory)": 1,
        "series IT.NET.SECR.P6 fills no indicator": 1,
    }
