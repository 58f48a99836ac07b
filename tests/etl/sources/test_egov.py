"""UN E-Government Survey: one CSV a survey, with names in place of codes."""

import csv

import pytest

from etl.intake import drop
from etl.reading.desk import Desk
from etl.reading.rows import ReadFile
from etl.staging.contract import stage
from indicators.settings import Settings
from tests.samples import needs_samples, sample

HEADER = (
    "Survey Year,Country Name,E-Government Rank,E-Government Index,E-Participation Index,Online Service Index,"
    "Human Capital Index,Telecommunication Infrastructure Index"
)
OTHERS = ("e-government rank", "e-participation index", "human capital index", "telecommunication infrastructure index")


def read(content: str | bytes, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("survey.csv", content if isinstance(content, bytes) else content.encode(), desk)
    return file


def fields(file: ReadFile, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.fields[name] for name in names) for row in file.rows]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


@pytest.mark.parametrize("header", [HEADER, HEADER.upper(), HEADER.lower()])
def test_indices_go_by_their_names(desk, header):
    """Two columns are indices of the catalogue, however they are capitalised; the other four are set aside."""
    file = read(f"{header}\n2022,Switzerland,23,0.87520,0.76140,0.76770,0.91280,0.94500\n", desk)
    assert fields(file, "indicator_id", "area_id", "year", "value") == [
        ("e_government_index", "CHE", "2022", "0.87520"),
        ("online_service_index", "CHE", "2022", "0.76770"),
    ]
    assert (file.records, aside(file)) == (1, {f"series {name} fills no indicator": 1 for name in OTHERS})


def test_names_with_a_blank_at_the_end(desk):
    """Names end in blanks and hold accents; a name that is not known is left to the contract."""
    file = read(f'{HEADER}\n2022,"Iraq ",1,0.1,,,,\n2022,Türkiye ,1,0.2,,,,\n2022,Atlantis,1,0.3,,,,\n', desk)
    assert fields(file, "area_id") == [("IRQ",), ("TUR",), ("Atlantis",)]
    rejected = stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})[1]
    assert [(one.column, one.value) for one in rejected] == [("area_id", "Atlantis")]


def test_zero_is_a_value(desk):
    """0.00000 is what an economy without any online service gets; an empty field is no value."""
    file = read(f"{HEADER}\n2022,South Sudan,193,0.08520,0.00000,0.00000,0.1,\n2022,Chad,190,,0,,0,0\n", desk)
    assert fields(file, "area_id", "value") == [("SSD", "0.08520"), ("SSD", "0.00000")]


@needs_samples
@pytest.mark.parametrize("year", ["2020", "2022"])
def test_samples(desk, year):
    """193 economies with two indices, each known by name; the values are those embedded for that survey."""
    file = read(sample(f"un_egov/EGOV_DATA_{year}.csv").read_bytes(), desk)
    assert (file.records, file.figures, len(file.rows)) == (193, 1_158, 386)
    assert aside(file) == {f"series {name} fills no indicator": 193 for name in OTHERS}
    kept, rejected = stage([file.rows], desk.catalogue, {file.file: {file.releases[0].name}})
    assert rejected == []
    with (Settings().published / f"egov_{year}.csv").open(encoding="utf-8", newline="") as embedded:
        expected = {
            (row["indicator_id"], row["area_id"], int(row["year"])): float(row["value"])
            for row in csv.DictReader(embedded)
        }
    assert {(one.indicator_id, one.area_id, one.year): one.value for one in kept} == expected
