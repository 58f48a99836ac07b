"""What services write for an area, and the area that it stands for."""

import unicodedata

import pytest

from indicators.area_codes import SCHEMES, AreaCodes, load_area_codes, normal
from indicators.catalogue import Catalogue
from indicators.entries import CatalogueError
from indicators.settings import Settings
from indicators.vocabulary import AreaType
from tests.etl.damage import append
from tests.samples import needs_samples, sample


@pytest.fixture(scope="module")
def codes(catalogue: Catalogue) -> AreaCodes:
    """The project's own codes."""
    return load_area_codes(Settings().catalogue, catalogue.areas)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "fifa,SUI,CHE,Switzerland",
            "scheme is 'fifa'; expected one of iso3, iso2, m49, name, itu_group, worldbank_aggregate",
        ),
        ("iso3,SUI,CHX,Switzerland", "area_id is 'CHX'; expected an area of areas.csv, or nothing"),
        ("iso2,CH,CHE,Switzerland", "the iso2 code 'CH' is there twice; expected it once"),
        ("m49,8.0,ALB,Albania", "the m49 code '8.0' is there twice; expected it once"),
        ("name,  CÔTE  D’Ivoire ,CIV,Côte d'Ivoire", "there twice; expected it once"),
        ("iso3,SUI,CHE", "expected 4 fields"),
    ],
)
def test_rows_that_are_refused(project: Settings, catalogue: Catalogue, row: str, expected: str):
    """A code that cannot be right is refused with file, line and what was expected, however the code is spelt."""
    path = project.catalogue / "area_codes.csv"
    line = len(path.read_text(encoding="utf-8").splitlines()) + 1
    append(path, f"{row}\n")
    with pytest.raises(CatalogueError) as caught:
        load_area_codes(project.catalogue, catalogue.areas)
    assert str(caught.value).startswith(f"data/catalogue/area_codes.csv: line {line}: ")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("code", "schemes", "area_id"),
    [
        ("KSO", ("iso3",), "XKX"),
        ("XKX", ("iso3",), "XKX"),
        ("OWID_KOS", ("iso3",), "XKX"),
        ("KOS", ("iso3",), "XKX"),
        ("XK", ("iso2",), "XKX"),
        ("412", ("m49",), "XKX"),
        ("Kosovo ", ("name",), "XKX"),
        ("NA", ("iso2",), "NAM"),
        ("NA", ("iso3", "worldbank_aggregate", "iso2"), "NAM"),
        ("516", ("m49",), "NAM"),
        ("8", ("m49",), "ALB"),
        ("008", ("m49",), "ALB"),
        ("8.0", ("m49",), "ALB"),
        (" 8 ", ("m49",), "ALB"),
        ("EL", ("iso2",), "GRC"),
        ("GR", ("iso2",), "GRC"),
        ("UK", ("iso2",), "GBR"),
        ("GB", ("iso2",), "GBR"),
        ("Iraq ", ("name",), "IRQ"),
        ("côte d’ivoire", ("name",), "CIV"),
        ("Côte d'Ivoire", ("name",), "CIV"),
        (unicodedata.normalize("NFD", "Côte d'Ivoire"), ("name",), "CIV"),
        ("TÜRKIYE", ("name",), "TUR"),
        ("Naoero", ("name",), "NRU"),
        ("Nauru", ("name",), "NRU"),
        ("NR", ("iso2",), "NRU"),
        ("South  Sudan", ("name",), "SSD"),
        ("1", ("m49",), "WLD"),
        ("The Americas", ("itu_group",), "ITU-AMS"),
    ],
)
def test_codes_and_names(codes: AreaCodes, code: str, schemes: tuple[str, ...], area_id: str):
    """A code is found in the spellings in which services write it."""
    found = codes.find(code, *schemes)
    assert found is not None
    assert found[0] == area_id


@pytest.mark.parametrize(
    ("code", "schemes"),
    [
        ("", SCHEMES),
        (" ", SCHEMES),
        ("QQQ", SCHEMES),
        ("che", ("iso3",)),
        ("CHE", ("iso2", "m49", "name")),
        ("CHE", ()),
    ],
)
def test_unknown_codes(codes: AreaCodes, code: str, schemes: tuple[str, ...]):
    """What no scheme that was asked for knows is not found, an empty code least of all."""
    assert codes.find(code, *schemes) is None


@pytest.mark.parametrize("code", ["AFE", "AFW", "ARB", "EUU", "INX", "SSF", "HIC", "1A", "S3", "XU"])
def test_aggregates_of_the_world_bank(codes: AreaCodes, code: str):
    """Aggregates of the World Bank are known and not tracked, by three letters and by two."""
    assert codes.find(code, "iso3", "worldbank_aggregate", "iso2") == ("", codes.find(code, "worldbank_aggregate")[1])


def test_former_states_and_territories(codes: AreaCodes):
    """Former states and territories are known and not tracked, so that they are no unknown areas."""
    for code in ("ANT", "YUG", "ATA", "CCK"):
        assert codes.find(code, "iso3")[0] == ""


def test_the_first_scheme_that_knows_a_code_decides(codes: AreaCodes):
    """LDC is a group here and an aggregate of the World Bank: the order of the schemes says which is meant."""
    assert codes.find("LDC", "iso3", "worldbank_aggregate")[0] == "LDC"
    assert codes.find("LDC", "worldbank_aggregate", "iso3")[0] == ""


def test_every_area_has_its_own_id(codes: AreaCodes, catalogue: Catalogue):
    """Every area of the catalogue is found by its id."""
    assert [one.area_id for one in catalogue.areas if codes.find(one.area_id, "iso3") != (one.area_id, "")] == []


@pytest.mark.parametrize("scheme", ["iso2", "m49", "name"])
def test_every_economy_has_a_code(codes: AreaCodes, catalogue: Catalogue, scheme: str):
    """Every economy of the catalogue has a code in every scheme of economies."""
    reached = {one.area_id for one in codes._codes if one.scheme == scheme}
    missing = [
        one.area_id for one in catalogue.areas if one.area_type is AreaType.ECONOMY and one.area_id not in reached
    ]
    assert missing == []


def test_every_economy_is_found_by_its_names(codes: AreaCodes, catalogue: Catalogue):
    """The name and the short name of an economy in the catalogue are names by which it is found."""
    for one in catalogue.areas:
        if one.area_type is AreaType.ECONOMY:
            assert [codes.find(name, "name")[0] for name in (one.name, one.short_name)] == [one.area_id] * 2
    assert "switzerland" in codes.names


@pytest.mark.parametrize(
    ("scheme", "code", "expected"),
    [
        ("m49", "", ""),
        ("m49", "4", "004"),
        ("m49", "8.0", "008"),
        ("m49", "1000", "1000"),
        ("name", " A  B’s ", "a b's"),
        ("iso3", " CHE ", "CHE"),
        ("iso3", "che", "che"),
    ],
)
def test_normal_forms(scheme: str, code: str, expected: str):
    """M49 has three digits, names are in lower case with single blanks, other codes are as they are written."""
    assert normal(scheme, code) == expected


@needs_samples
def test_the_codes_of_the_tables_of_codes(codes: AreaCodes):
    """Where UN and datasets/country-codes give ISO codes and M49 for one area, both lead to the same one."""
    text = sample("un_m49/UNSD — Methodology.csv").read_text(encoding="utf-8-sig")
    header, *rows = (line.split(";") for line in text.splitlines())
    for row in (dict(zip(header, cells, strict=True)) for cells in rows):
        two, three, number, name = (
            codes.find(row[column], scheme)
            for column, scheme in (
                ("ISO-alpha2 Code", "iso2"),
                ("ISO-alpha3 Code", "iso3"),
                ("M49 Code", "m49"),
                ("Country or Area", "name"),
            )
        )
        assert number is not None, row
        assert three is not None, row
        assert number[0] == three[0], row
        if three[0]:
            assert two[0] == name[0] == three[0], row
