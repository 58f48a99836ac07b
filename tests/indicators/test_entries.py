"""What the readers of the catalogue refuse, and that each refusal names file, entry and key."""

import re
from pathlib import Path

import pytest

from indicators.catalogue_files import load_catalogue
from indicators.entries import CatalogueError, read_csv, read_yaml
from indicators.settings import Settings
from tests.etl.damage import replace


def refusal_of_yaml(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        read_yaml(path, ("sources",))
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "sources.yaml: the file holds no entries; expected the key 'sources' with a list"),
        (b"sources: 5\n", "sources.yaml: key 'sources': a list of entries with keys was expected"),
        (b"sources: [a, b]\n", "sources.yaml: key 'sources': a list of entries with keys was expected"),
        (b"sauces: []\n", "sources.yaml: unknown key 'sauces'; expected sources"),
        (b"sources:\n  - {id: a, id: b}\n", "sources.yaml: line 2 is not valid YAML: the key 'id' is given twice"),
        (b"sources:\n  - [a\n", "sources.yaml: line 3 is not valid YAML"),
        (b"sources:\n  - id: caf\xe9\n", "sources.yaml: byte 20 is not UTF-8; save the file as UTF-8"),
        (b"sources: []\n# \x07\n", "sources.yaml: character 15 is not allowed in YAML"),
        (b"sources: !!python/object:os.system []\n", "sources.yaml: line 1 is not valid YAML"),
    ],
)
def test_yaml_that_is_refused(tmp_path: Path, content: bytes, expected: str):
    """A YAML file that is not a list of entries is refused with its name and the place."""
    assert expected in refusal_of_yaml(tmp_path / "sources.yaml", content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "areas.csv: the header is missing; expected area_id,name"),
        (b"id,name\n", "areas.csv: the header is id,name; expected area_id,name"),
        (b"area_id,name\nWLD\n", "areas.csv: line 2: expected 2 fields"),
        (b"area_id,name\nWLD,World,1\n", "areas.csv: line 2: expected 2 fields"),
        (b"area_id,name\nCIV,C\xf4te d'Ivoire\n", "areas.csv: byte 18 is not UTF-8; save the file as UTF-8"),
        (b'area_id,name\nWLD,World\nCHE,"Swiss\n', "areas.csv: the row that begins in line 3 is not CSV"),
    ],
)
def test_csv_that_is_refused(tmp_path: Path, content: bytes, expected: str):
    """A CSV of the catalogue that is not whole is refused with its name and the place."""
    path = tmp_path / "areas.csv"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=re.escape(expected)):
        list(read_csv(path, ("area_id", "name")))


def test_byte_order_mark(tmp_path: Path):
    """A file saved by a spreadsheet, with a byte-order mark and CRLF, is read like any other."""
    path = tmp_path / "areas.csv"
    path.write_bytes(b"\xef\xbb\xbfarea_id,name\r\nWLD,World\r\n")
    assert list(read_csv(path, ("area_id", "name"))) == [(2, {"area_id": "WLD", "name": "World"})]


ONE = "indicators/1.1.yaml"
PARITY = "indicators/2.1.yaml"
REFUSED = [
    (ONE, "decimals: 1", "decimals: 9", "indicator coverage_3g: decimals: expected a number from 0 to 4"),
    (ONE, "direction: up", "direction: higher", "indicator coverage_3g: key 'direction' is 'higher'"),
    (
        ONE,
        "short: 3G coverage",
        "1: x\n    short: 3G coverage",
        "indicator coverage_3g: unknown key '1'; expected one of id, title",
    ),
    (ONE, "    short: 3G coverage\n", "", "indicator coverage_3g: key 'short' is missing"),
    (ONE, "at_least: 95", "at_leest: 95", "indicator coverage_3g: unknown key 'benchmarks.0.at_leest'"),
    (ONE, "at_least: 95", "at_least: 95\n        at_most: 99", "exactly one of at_least, more_than, at_most"),
    (ONE, "at_least: 95", "at_least: 95\n        areas: [XYZ]", "key 'benchmarks': XYZ is no area"),
    (ONE, "also_under: []", 'also_under: ["9.9"]', "indicator coverage_3g: key 'also_under' is '9.9'"),
    (ONE, '        place: section "Internet use"\n', "", "universal_95: expected the place in its document, and the"),
    (ONE, "source: ITU\n", "source: As reported by ITU\n", "key 'benchmarks': universal_95: a document was read; exp"),
    (PARITY, "between: [0.98, 1.02]", "between: [1.02, 0.98]", "expected: between with its lower end first"),
    ("indicators/1.7.yaml", "- id: everyone_100", "- id: universal_95", "internet_users: key 'benchmarks': an id"),
    ("indicators/1.7.yaml", "areas: [CHN]", "areas: [CHINA]", "internet_users: key 'breaks': CHINA is no area"),
    ("sources.yaml", "within: [ITU-EUR, XKX]", "within: [EUROPE]", "source eurostat: key 'within' names EUROPE, which"),
    ("indicators/2.4.yaml", "areas: [ITU-EUR]", "areas: [EUROPE]", "egov_users: key 'scope': EUROPE is no area"),
    (
        "indicators/2.4.yaml",
        "areas: [ITU-EUR]",
        "without: [VAT]",
        "expected: somebody who is covered: 'areas', 'member",
    ),
    (
        "indicators/2.3.yaml",
        "areas: [WLD]",
        "areas: [WORLD]",
        "key 'unpublished': WORLD is no area",
    ),
    (
        "indicators/2.3.yaml",
        "source: itu_annual_report",
        "source: itu_report",
        "businesses_internet: key 'unpublished' names the source 'itu_report'",
    ),
    (
        "indicators/2.5.yaml",
        "at_most: ewaste_generated_mass",
        "at_most: ewaste_generated",
        "ewaste_recycled_mass: key 'at_most' names ewaste_generated, which no file of data/catalogue/indicators holds",
    ),
    (
        "indicators/2.5.yaml",
        "at_most: ewaste_generated_mass",
        "at_most: ewaste_per_capita",
        "key 'at_most' names ewaste_per_capita, which is in kg_per_capita; expected one in billion_kg",
    ),
    ("indicators/auxiliary.yaml", "above: 0", "above: zero", "indicator population: key 'above' is 'zero'"),
    ("plan.yaml", "  - id: 2\n", "  - id: 1\n", "goal '1' is there twice; expected every id once"),
    ("plan.yaml", '  - id: "1.2"', '  - id: "1.1"', "target '1.1' is there twice"),
    ("plan.yaml", "last_year: 2027", "last_year: 2023", "plan: key 'last_year' is 2023; expected 2024, its first year"),
    ("plan.yaml", "last_year: 2027", "lastyear: 2027", "unknown key 'lastyear'; expected title or first_year or"),
    ("plan.yaml", "title: Strategic Plan 2024–2027\n", "", "plan: key 'title' is missing"),
    ("plan.yaml", "{year: 2027,", "{year: 2030,", "plan: key 'horizons': expected every year once, the earliest first"),
    ("plan.yaml", "{year: 2027,", "{year: 2032,", "plan: key 'horizons': expected every year once, the earliest first"),
    ("plan.yaml", ", default: true", "", "plan: key 'horizons': expected 'default: true' at one of them"),
    ("plan.yaml", "{year: 2027,", "{yaer: 2027,", "unknown key 'horizons.0.yaer'"),
    ("plan.yaml", "goal: 1", "goal: 7", "target 1.1: key 'goal' is 7"),
    ("plan.yaml", "mobile_basket_5gb", "mobile_basket_6gb", "target 1.2: key 'card' names mobile_basket_6gb"),
    (
        PARITY,
        "people: men_minus",
        "people: women_minus",
        "key 'ratio_of' names women_minus_women_online, which no file",
    ),
    (PARITY, "stated: gender_parity", "stated: parity", "key 'ratio_of' names parity_achieved, which no file"),
    (PARITY, "      by: sex", "      by: level", "internet_gender_parity: key 'ratio_of.by' is 'level'"),
    ("pages.yaml", "- id: gaps", "- id: gasp", "page gasp: key 'id' is 'gasp'; expected: input should be 'gaps' or"),
    ("pages.yaml", "- id: gaps", "- id: explore", "page 'explore' is there twice; expected every id once"),
    (
        "pages.yaml",
        "- internet_youth_ratio",
        "- youth_ratio",
        "page gaps: key 'indicators' names youth_ratio, which no",
    ),
    (
        "pages.yaml",
        "- internet_youth_ratio",
        "- internet_users",
        "page gaps: key 'indicators' names internet_users, which has no 'ratio_of'; expected a ratio of two shares",
    ),
    (
        "pages.yaml",
        "- internet_youth_ratio",
        "- internet_gender_parity",
        "page gaps: key 'indicators' names internet_gender_parity twice; expected every id once",
    ),
    (
        "pages.yaml",
        "[internet_users, gci_score]",
        "[internet_users]",
        "page explore: key 'indicators' names 1; expected the one that it opens with and",
    ),
    ("pages.yaml", "  - {id: explore", "  # {id: explore", "page explore is missing; expected every page once"),
    ("pages.yaml", "  - {id: explore", "about:\n  - {id: explore", "unknown key 'about'; expected pages"),
    ("sources.yaml", "- id: itu_sdg_page", "- id: itu_prices", "source 'itu_prices' is there twice"),
    ("sources.yaml", "file: egov_2020.csv", "file: egov_2018.csv", "publication file 'egov_2018.csv' is there twice"),
    ("sources.yaml", 'vintage: "2024-11"', 'vintage: "2024-13"', "publications.0.editions.0.vintage' is '2024-13'"),
    ("sources.yaml", "    licence: CC", "    licenze: CC", "unknown key 'licenze'; did you mean 'licence'?"),
    ("areas.csv", "\nITU-AFR,Africa", "\nWLD,Africa", "area 'WLD' is there twice"),
    ("areas.csv", "world,0,0,1", "planet,0,0,1", "line 2: key 'area_type' is 'planet'"),
    ("memberships.csv", "LDC,AFG,,,,,", "LDC,AFG,,,,2026-11-24,", "key 'source' is empty; expected who scheduled 2026"),
    ("areas.csv", "Nauru,2026-06-26", "Nauru,June 2026", "key 'renamed' is 'June 2026'"),
    ("areas.csv", "Nauru,2026-06-26", "Nauru,", "former_name and renamed: expected both, or neither"),
    ("memberships.csv", "\nITU-AFR,AGO", "\nITU-XYZ,AGO", "line 2: group_id is ITU-XYZ; expected a group of areas.csv"),
    ("memberships.csv", "\nITU-AFR,AGO", "\nITU-AFR,LDC", "line 2: area_id is LDC; expected an economy of areas.csv"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), REFUSED, ids=[row[3][:50] for row in REFUSED])
def test_catalogue_that_is_refused(project: Settings, file: str, old: str, new: str, expected: str):
    """What is wrong in the catalogue is refused in a sentence that names the file, the entry and the key."""
    replace(project.catalogue / file, old, new)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(project.catalogue)
    assert str(caught.value).startswith(f"data/catalogue/{file}: ")
    assert expected in str(caught.value)


def test_paths_are_named_from_the_project_on(tmp_path: Path):
    """A project that lies in a folder called data still names its files as the reader knows them."""
    folder = tmp_path / "data" / "tracker" / "data" / "catalogue"
    folder.mkdir(parents=True)
    message = refusal_of_yaml(folder / "sources.yaml", b"")
    assert message.startswith("data/catalogue/sources.yaml: ")


@pytest.mark.parametrize(
    "file", ["plan.yaml", "sources.yaml", "pages.yaml", "areas.csv", "memberships.csv", "tiles.csv"]
)
def test_missing_file(project: Settings, file: str):
    """A file of the catalogue that is not there is named."""
    (project.catalogue / file).unlink()
    with pytest.raises(CatalogueError, match=re.escape(f"data/catalogue/{file}: the file is missing")):
        load_catalogue(project.catalogue)
