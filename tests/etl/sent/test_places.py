"""Places in files: every reader finds an area however it is spelt, sets former states aside, and guesses none."""

import io
import re
import zipfile
from collections import Counter

import pytest

from etl.errors import RefusedFileError
from etl.intake import drop
from etl.reading.desk import Desk, Reading
from etl.reading.rows import ReadFile
from etl.staging.contract import RejectedRow, stage
from tests.cases import case
from tests.etl.disguises import account
from tests.etl.downloads import (
    DATA360,
    DATAHUB,
    DATAHUB_V3,
    DOWNLOADS,
    GOAL,
    SURVEY,
    UNCTAD,
    Download,
    bulk,
    data360,
    datahub,
    dumped,
    eurostat,
    goal,
    table,
    worldbank,
)

OTHERWISE = {  # what stands for an area in the downloads: the same as people send it
    r"\bCHE\b": " che ",
    r"\bKEN\b": "ken",
    r"\bFRA\b": " Fra",
    r"\bMMR\b": "mmr ",
    r"\bKSO\b": "kso",
    r"\bWLD\b": " wld",
    r"\bEL\b": "el",
    r"\bUK\b": " uk ",
    r"\b404\b": "404.0",
    r"\b756\b": "0756.0",
    r'"geoAreaCode": "8"': '"geoAreaCode": "008.0"',
    "Côte d’Ivoire ": "Cote dIvoire¹",
    "Iraq ": "IRAQ (the)*",
    "Africa</t>": "The AFRICA (1)</t>",
}
FIGURES = [one for one in DOWNLOADS if one.rows]
UNTRACKED = "an area that is not tracked (an aggregate of the service's own, or a territory)"


def respelt(content: bytes) -> bytes:
    """A download with its areas spelt otherwise, in the sheets of a workbook too."""
    if content.startswith(b"PK"):
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
            for name in old.namelist():
                new.writestr(name, respelt(old.read(name)) if name.startswith("xl/s") else old.read(name))
        return packed.getvalue()
    text = content.decode()
    for pattern, spelling in OTHERWISE.items():
        text = re.sub(pattern, spelling, text)
    return text.encode()


def read(content: bytes, desk: Desk) -> ReadFile:
    (file,) = drop.read_file("a file", content, desk)
    return file


def areas(file: ReadFile) -> list[str]:
    return [row.fields["area_id"] for row in file.rows]


def aside(file: ReadFile) -> dict[str, int]:
    return {one.reason: one.figures for one in file.aside}


def rejected(file: ReadFile, desk: Desk) -> list[RejectedRow]:
    return stage([file.rows], desk.catalogue, {file.file: {one.name for one in file.releases}})[1]


@pytest.mark.parametrize("download", FIGURES, ids=[one.layout for one in FIGURES])
def test_every_reader_forgives_how_an_area_is_spelt(desk: Desk, download: Download):
    """Small letters, blanks, M49 as 404.0 and names otherwise spelt give the same figures of the same areas."""
    otherwise = respelt(download.content)
    assert otherwise != download.content or "region" in download.layout
    plain = drop.read_file("a file", download.content, desk)
    assert account(drop.read_file("a file", otherwise, desk)) == account(plain)
    assert sum(len(file.rows) for file in plain) == download.rows


def survey(*names: str) -> bytes:
    return table(SURVEY, *((2024, name, 1, 0.5, "", "", "", "") for name in names))


def test_the_case_of_spellings(desk: Desk):
    """The file of five spellings is found in full."""
    file = read(case("egov_spellings.csv").read_bytes(), desk)
    assert Counter(areas(file)) == dict.fromkeys(("TUR", "CIV", "NLD", "GBR", "NRU"), 2)
    assert rejected(file, desk) == []


def test_spellings_of_a_survey(desk: Desk):
    """Names as the World Bank, the United Nations and spreadsheets write them are found, former names too."""
    names = {
        "Korea, Rep.": "KOR",
        "Korea, Dem. People's Rep.": "PRK",
        "Congo, Dem. Rep.": "COD",
        "Iran (Islamic Republic of)": "IRN",
        "Bahamas, The": "BHS",
        "St. Vincent & the Grenadines": "VCT",
        "TURKEY": "TUR",
        "Swaziland": "SWZ",
        "Viet Nam (2)": "VNM",
    }
    file = read(survey(*names), desk)
    assert areas(file) == list(names.values())
    assert rejected(file, desk) == []


def test_an_unknown_name_is_told_what_was_meant(desk: Desk):
    """A name that nobody knows is rejected with the likely ones, or with where to add it; it is never guessed."""
    known = ("Kenya", "India", "Germany", "Brazil", "Chile", "Iraq")
    file = read(survey("Cote d'Ivore", "Nigera", "Virgin Islands", "Atlantis", "", "XYZ", *known), desk)
    assert {one.value: one.reason for one in rejected(file, desk)} == {
        "Cote d'Ivore": "no area known here; did you mean Côte d'Ivoire?",
        "Nigera": "no area known here; did you mean Niger or Nigeria?",
        "Virgin Islands": "no area known here; did you mean British Virgin Islands or United States Virgin Islands?",
        "Atlantis": "no area known here; if it is one, add its code or name to data/catalogue/area_codes.csv",
        "": "empty; the area was expected",
        "XYZ": "no area known here; if it is one, add its code or name to data/catalogue/area_codes.csv",
    }
    assert (
        rejected(file, desk)[0].sentence()
        == """data/published/a file line 2, area_id "Cote d'Ivore": no area known here; did you mean Côte d'Ivoire?"""
    )


def test_hints_for_the_first_of_many(desk: Desk):
    """What was meant is looked up for a hundred different names; a file of nothing but unknown ones is soon done."""
    names = [f"Keny{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(130)]
    known = [area.name for area in desk.catalogue.areas if area.area_type == "economy"][:130]
    reasons = [one.reason for one in rejected(read(survey(*names, *known), desk), desk)]
    assert reasons[0].endswith("did you mean Kenya?")
    assert len(reasons) == 130
    assert all(one.endswith("area_codes.csv") for one in reasons[100:])


FORMER = {
    "by three letters": (
        table(DATAHUB, datahub(11624, "yug", 5), datahub(11624, "CHE", 97)),
        "CHE",
        "Yugoslavia, later",
    ),
    "by three letters in the API": (
        dumped([{"page": 1, "total": 1}, [worldbank("ANT", "AN", 5)]]),
        "",
        "Netherlands Ant",
    ),
    "by two letters": (dumped(eurostat({"0": 5, "1": 60}, ("YU", "EL"))), "GRC", "Yugoslavia"),
    "by number": (table(GOAL, goal("736", 5), goal(729, 28)), "SDN", "Sudan until 2011"),
    "by a letter code of a site": (
        b"Entity,Code,Year,Individuals\nUSSR,OWID_USS,1990,1\nFrance,FRA,2019,83.3\n",
        "FRA",
        "Union of Soviet Socialist Republics",
    ),
    "by name": (survey("Serbia and Montenegro", "Serbia"), "SRB", "Serbia and Montenegro"),
    "by name, former": (survey("Sudan [former]", "Sudan"), "SDN", "Sudan until 2011"),
}


@pytest.mark.parametrize(("content", "kept", "former"), FORMER.values(), ids=FORMER)
def test_former_states_are_set_aside_by_name(desk: Desk, content: bytes, kept: str, former: str):
    """A former state is told by its name, has a reason of its own, and is not taken for a successor."""
    file = read(content, desk)
    assert set(areas(file)) == ({kept} if kept else set())
    reasons = [one for one in aside(file) if one.startswith("a former state (")]
    assert len(reasons) == 1
    assert reasons[0].startswith(f"a former state ({former}")
    assert rejected(file, desk) == []


def test_namibia_is_no_missing_value(desk: Desk):
    """NA in a column of two letters is Namibia; what was lost for it is not guessed but told."""
    content = bulk(
        ("Namibia", "NA", "Individuals", "IT.NET.USER.ZS", 62, "", ""),
        ("Namibia", "na", "Individuals", "IT.NET.USER.ZS", "", 63, ""),
        ("Namibia", "NaN", "Individuals", "IT.NET.USER.ZS", "", 64, ""),
    )
    file = read(content, desk)
    assert areas(file) == ["NAM", "NAM", "NaN"]
    (one,) = rejected(file, desk)
    assert one.reason == (
        "no area known here; NA, the code of Namibia, may have been lost where NA was taken for a missing value"
    )
    api = read(dumped([{"page": 1, "total": 1}, [worldbank("", "NA", 62)]]), desk)
    assert areas(api) == ["NAM"]
    assert areas(read(dumped(eurostat({"0": 60}, ("NA",))), desk)) == ["NAM"]


def test_groups_do_not_come_in_by_their_ids(desk: Desk):
    """The id of a group in a column of names or of two letters is that group, which is set aside there."""
    assert aside(read(survey("LDC", "World", "Africa"), desk))[UNTRACKED] == 3
    assert aside(read(dumped(eurostat({"0": 60}, ("WLD",))), desk)) == {UNTRACKED: 1}


def test_groups_of_unctad(desk: Desk):
    """Numbers of four digits are groups of UNCTAD's own, padded ones of three are economies."""
    use = "Proportion of businesses using the Internet"
    rows = ((2021, number, "A", 3, use, 0, "Total", 50, "", "") for number in ("0000", "1400", "5100.0", "0756", "4"))
    file = read(table(UNCTAD, *rows), desk)
    assert areas(file) == ["CHE", "AFG"]
    assert aside(file) == {"a group of economies of UNCTAD's own": 3}


def test_territories_are_what_the_catalogue_says(desk: Desk):
    """A territory with an entry is itself, Member State or not; one without is not tracked."""
    rows = [data360(area, 50) for area in ("GUM", "hkg", "PSE", "xkx", "ATA", "CHI")]
    file = read(table(DATA360, *rows), desk)
    assert areas(file) == ["GUM", "HKG", "PSE", "XKX"]
    assert aside(file) == {UNTRACKED: 2}


def test_regions_of_datahub(desk: Desk):
    """A region goes by its name, however it is spelt, an economy by its code in small letters."""
    of = (11624, "i99H", "Users", "%", "D", 2024)
    rest = ("", "", "", 50, "", "A ministry", "2026-07-10")
    rows = [(*of, name, code, *rest) for name, code in (("THE AMERICAS*", "r2"), ("Myanmar", " mmr"), ("LDCs", "ldc"))]
    assert areas(read(table(DATAHUB_V3, *rows), desk)) == ["ITU-AMS", "MMR", "LDC"]


def test_an_offer_by_name(desk: Desk):
    """A reader that offers a name gets the area of exactly that name."""
    reading = Reading("a file", "egov", desk, "A document")
    for line, name in enumerate(
        ("Niger", "NIGERIA", "Guinea", "Dominica", "Samoa", "Sudan", "Congo", "Ireland"), start=1
    ):
        reading.offer(line, "E-Government Index", name, "2024", "0.5", schemes=("name",))
    assert areas(reading.result("a layout", "drop", 0.0)) == ["NER", "NGA", "GIN", "DMA", "WSM", "SDN", "COG", "IRL"]


def test_a_file_of_names_that_nobody_knows(desk: Desk):
    """A file most of whose names are unknown is refused, and what the first of them may mean is said."""
    with pytest.raises(RefusedFileError, match="the first: 'Nigera' where an area was expected; did you mean Niger or"):
        read(survey("Kenya", "Nigera", "Cote d'Ivore"), desk)
