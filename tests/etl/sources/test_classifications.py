"""Lists, classifications and boundaries: recognised, set aside, and compared with the catalogue."""

import json
from typing import Any

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.layouts.documents import Document, open_documents
from etl.sources import classifications
from tests.samples import needs_samples, sample

M49_HEADER = (
    "Global Code;Global Name;Country or Area;M49 Code;ISO-alpha2 Code;ISO-alpha3 Code;"
    "Least Developed Countries (LDC);Land Locked Developing Countries (LLDC);Small Island Developing States (SIDS)\n"
)
M49_NAMIBIA = "001;World;Namibia;516;NA;NAM;;;\n"
CODES = "FIFA,ISO3166-1-Alpha-3,ISO3166-1-Alpha-2,M49\nNAM,NAM,NA,516\nALB,ALB,AL,8\n"
CLASS = "Economy,Code,Region,Income group,Lending category\nNamibia,NAM,Sub-Saharan Africa,Upper middle income,IBRD\n"
NOTES = '"INDICATOR_CODE","INDICATOR_NAME","SOURCE_NOTE","SOURCE_ORGANIZATION",\n"A.B","Name","Note","Bank",\n'
WORLD = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"ISO_A3": "-99"}}]}
TOPOLOGY = {"type": "Topology", "arcs": [], "objects": {"land": {"geometries": [{}, {}]}, "lakes": {}}}
DEFINITIONS = [{"indicatorCode": "CR.1", "name": "Completion rate", "theme": "EDUCATION"}]


def as_bytes(content: Any) -> bytes:
    return content.encode() if isinstance(content, str) else json.dumps(content).encode()


def opened(content: str) -> Document:
    (document,) = open_documents("a list", content.encode())
    return document


@pytest.mark.parametrize(
    ("content", "title", "records"),
    [
        (M49_HEADER + M49_NAMIBIA, "UN M49, overview of areas and groups", 1),
        (CODES, "Table of country codes", 2),
        (CLASS, "World Bank, list of economies with income groups", 1),
        (NOTES, "World Bank, descriptions of series", 1),
        (WORLD, "Boundaries for maps", 1),
        (TOPOLOGY, "Boundaries for maps", 2),
        (DEFINITIONS, "UIS, definitions of series", 1),
    ],
)
def test_lists_are_recognised_and_set_aside(desk, content, title, records):
    """A list that comes along with data is named, and every entry of it is set aside."""
    (file,) = drop.read_file("a list", as_bytes(content), desk)
    assert (file.layout, file.records, file.figures, file.rows) == (title, records, records, ())
    assert [(one.reason, one.figures) for one in file.aside] == [(f"{title}: no figures", records)]


def test_namibia_is_not_a_missing_value(desk):
    """NA is the code of Namibia: its row is an entry like any other."""
    (file,) = drop.read_file("a list", (M49_HEADER + M49_NAMIBIA).encode(), desk)
    assert file.records == 1


def test_a_group_that_differs_from_the_catalogue_is_named(desk):
    """What the overview marks and the catalogue does not, and the other way round, is said in one sentence each."""
    rows = "".join(f"001;World;;{code};;;{'x' if code in ('678', '004') else ''};;\n" for code in ("678", "004", "516"))
    found = classifications.differences(opened(M49_HEADER + rows), desk.catalogue, desk.codes)
    more, fewer = (one for one in found if one.startswith("LDC: "))
    assert "the M49 overview has Sao Tome and Principe, the catalogue of" in more
    assert "Angola" in fewer
    assert "Afghanistan" not in fewer


def test_income_groups_are_compared_by_the_year_of_the_list(desk):
    """A list by the income of an earlier year says so, which explains its differences."""
    note = "Groups follow 2022 gross national income (GNI) per capita,,,,\n"
    found = classifications.differences(opened(note + CLASS), desk.catalogue, desk.codes)
    assert any(
        one.startswith("INC-UMC: the World Bank's list by the income of 2022 has Namibia, the catalogue of")
        for one in found
    )


def test_only_classifications_are_compared(desk):
    """A list of codes classifies nothing."""
    assert classifications.differences(opened(CODES), desk.catalogue, desk.codes) == []


@needs_samples
@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("un_m49/UNSD — Methodology.csv", 248),
        ("country_codes/country-codes.csv", 249),
        ("worldbank_class/CLASS.xlsx", 266),
        ("worldbank_csv/Metadata_Indicator_API_NY.GNP.PCAP.CD_DS2_en_csv_v2_115503.csv", 1),
        ("boundaries/globe-data.geojson", 177),
        ("boundaries/ne_110m_admin_0_countries.topojson", 177),
        ("boundaries/plotly_topojson/world_110m.json", 291),
        ("uis_api/uis_definitions_indicators.json", 25),
    ],
)
def test_the_samples_are_set_aside(desk, name, records):
    """Each of the real lists and boundaries is recognised by its content and feeds nothing."""
    (file,) = drop.read_file("a list", sample(name).read_bytes(), desk)
    assert (file.records, file.figures, file.rows) == (records, records, ())
    assert file.layout in {layout.title for layout in classifications.LAYOUTS}


@needs_samples
def test_the_sample_overview_has_the_least_developed_countries_of_the_catalogue(desk):
    """The overview of August 2025 marks the same 44 least developed and 32 landlocked countries."""
    (document,) = open_documents("a list", sample("un_m49/UNSD — Methodology.csv").read_bytes())
    found = classifications.differences(document, desk.catalogue, desk.codes)
    assert {one.partition(":")[0] for one in found} <= {"SIDS"}


def test_an_empty_list_is_not_recognised(desk):
    """An empty array says nothing of what it is a list of."""
    with pytest.raises(RefusedFileError, match="not recognised"):
        drop.read_file("nothing.json", b"[]", desk)
