"""What services write for an area, and the area that it stands for."""

import csv
import pickle
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.area_codes import FORMER, GROUP, NAMES, SCHEMES, TERRITORY, AreaCodes, Found, load_area_codes, normal
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.entries import CatalogueError
from indicators.place_names import LONGEST, spellings
from indicators.settings import Settings
from indicators.vocabulary import AreaType
from tests.etl.damage import append
from tests.samples import needs_samples, sample

CATALOGUE = load_catalogue(Settings().catalogue)


@pytest.fixture(scope="module")
def codes(catalogue: Catalogue) -> AreaCodes:
    """The project's own codes."""
    return load_area_codes(Settings().catalogue, catalogue.areas)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "fifa,SUI,CHE,Switzerland,",
            "scheme is 'fifa'; expected one of iso3, iso2, m49, name, itu_group, worldbank_aggregate, foreign",
        ),
        ("iso3,SUI,CHX,Switzerland,", "area_id is 'CHX'; expected an area of areas.csv, or nothing"),
        ("iso3,SUI,CHE,Switzerland,territory", "kind is 'territory'; expected nothing for an area of areas.csv"),
        ("iso3,XAA,,Atlantis,", "kind is ''; expected one of former state, territory, group"),
        ("iso2,CH,CHE,Switzerland,", "the iso2 code 'CH' is there twice; expected it once"),
        ("iso2,ch,CHE,Switzerland,", "the iso2 code 'ch' is there twice; expected it once"),
        ("m49,8.0,ALB,Albania,", "the m49 code '8.0' is there twice; expected it once"),
        ("m49,Albania,ALB,Albania,", "'Albania' is no m49 code; expected one"),
        ("name,  CÔTE  D’Ivoire ,CIV,Côte d'Ivoire,", "there twice; expected it once"),
        ('name,"Korea, Rep.",PRK,Korea,', "the name 'Korea, Rep.' of PRK is that of KOR too; expected it to mean one"),
        ("name,The Nauru*,NRU,Nauru,", "there twice; expected it once"),
        ("name,kenya,,Kenya,former state", "the name 'kenya' of Kenya is that of KEN too; expected it to mean one"),
        ("name,yugoslavia,SRB,Serbia,", "'yugoslavia' of SRB is that of Yugoslavia, a former state too"),
        ("iso3,SUI,CHE", "expected 5 fields"),
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
        (" ken ", ("iso3",), "KEN"),
        ("Ken", ("iso3",), "KEN"),
        ("ke", ("iso2",), "KEN"),
        ("na", ("iso2",), "NAM"),
        (" el ", ("iso2",), "GRC"),
        ("owid_kos", ("iso3",), "XKX"),
        ("KSV", ("iso3",), "XKX"),
        ("404.0", ("m49",), "KEN"),
        ("404.", ("m49",), "KEN"),
        ("0404", ("m49",), "KEN"),
        ("'004", ("m49",), "AFG"),
        ("4,0", ("m49",), "AFG"),
        ("Turkey", ("name",), "TUR"),
        ("Swaziland", ("name",), "SWZ"),
        ("Macedonia", ("name",), "MKD"),
        ("Macedonia, FYR", ("name",), "MKD"),
        ("Czech Republic", ("name",), "CZE"),
        ("Cape Verde", ("name",), "CPV"),
        ("Burma", ("name",), "MMR"),
        ("Cote d'Ivoire", ("name",), "CIV"),
        ("United Kingdom", ("name",), "GBR"),
        ("Netherlands, Kingdom of the", ("name",), "NLD"),
        ("Congo, Dem. Rep.", ("name",), "COD"),
        ("Congo, Rep.", ("name",), "COG"),
        ("Korea, Rep.", ("name",), "KOR"),
        ("Korea, Dem. People's Rep.", ("name",), "PRK"),
        ("Guinea Bissau", ("name",), "GNB"),
        ("Papua New Guinea¹", ("name",), "PNG"),
        ("Equatorial Guinea", ("name",), "GNQ"),
        ("Guinea", ("name",), "GIN"),
        ("Niger (the)", ("name",), "NER"),
        ("NIGERIA", ("name",), "NGA"),
        ("Dominica", ("name",), "DMA"),
        ("Dominican Rep.", ("name",), "DOM"),
        ("Samoa", ("name",), "WSM"),
        ("Samoa, American", ("name",), "ASM"),
        ("Virgin Islands (U.S.)", ("name",), "VIR"),
        ("Virgin Islands, British", ("name",), "VGB"),
        ("Sudan", ("name",), "SDN"),
        ("Sudan, South", ("name",), "SSD"),
        ("Ireland", ("name",), "IRL"),
        ("China", ("name",), "CHN"),
        ("China, Hong Kong SAR", ("name",), "HKG"),
        ("China, Macao Special Administrative Region", ("name",), "MAC"),
        ("Taiwan, China", ("name",), "TWN"),
        ("St. Martin (French part)", ("name",), "MAF"),
        ("St. Maarten (Dutch part)", ("name",), "SXM"),
    ],
)
def test_codes_and_names(codes: AreaCodes, code: str, schemes: tuple[str, ...], area_id: str):
    """A code is found in the spellings in which services write it."""
    found = codes.find(code, *schemes)
    assert found is not None
    assert found.area_id == area_id


@pytest.mark.parametrize(
    ("code", "schemes"),
    [
        ("", SCHEMES),
        (" ", SCHEMES),
        ("QQQ", SCHEMES),
        ("Virgin Islands", ("name",)),
        ("Korea", ("name",)),
        ("Korea (d)", ("name",)),
        ("Nigera", ("name",)),
        ("Saint Martin (Dutch part)", ("name",)),
        ("Ethiopia (former state)", ("name",)),
        ("SUI", ("iso3", "iso2", "m49", "name", "itu_group", "worldbank_aggregate")),
        ("12345", ("m49",)),
        ("4.5", ("m49",)),
        ("-4", ("m49",)),
        ("K E N", ("iso3",)),
        ("Kenya" * LONGEST, ("name",)),
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
    found = codes.find(code, "iso3", "worldbank_aggregate", "iso2")
    assert found == codes.find(code, "worldbank_aggregate")
    assert found is not None
    assert (found.area_id, found.kind) == ("", GROUP)


@pytest.mark.parametrize(
    ("code", "scheme", "name"),
    [
        ("ANT", "iso3", "Netherlands Antilles"),
        ("YUG", "iso3", "Yugoslavia, later Serbia and Montenegro"),
        ("scg", "iso3", "Serbia and Montenegro"),
        ("OWID_USS", "iso3", "Union of Soviet Socialist Republics"),
        ("AN", "iso2", "Netherlands Antilles"),
        ("736", "m49", "Sudan until 2011"),
        ("810.0", "m49", "Union of Soviet Socialist Republics"),
        ("USSR", "name", "Union of Soviet Socialist Republics"),
        ("U.S.S.R. (former)", "name", "Union of Soviet Socialist Republics"),
        ("Former Soviet Union", "name", "Union of Soviet Socialist Republics"),
        ("Yugoslavia, SFR", "name", "Yugoslavia"),
        ("Former Yugoslavia", "name", "Yugoslavia"),
        ("Czechoslovakia", "name", "Czechoslovakia"),
        ("Netherlands Antilles*", "name", "Netherlands Antilles"),
        ("Serbia & Montenegro", "name", "Serbia and Montenegro"),
        ("Sudan [former]", "name", "Sudan until 2011"),
        ("Former Sudan", "name", "Sudan until 2011"),
        ("German Dem. Rep.", "name", "German Democratic Republic"),
        ("Germany, East", "name", "German Democratic Republic"),
        ("Ethiopia (former)", "name", "Ethiopia until 1993"),
        ("Yemen, Democratic", "name", "Democratic Yemen"),
    ],
)
def test_former_states(codes: AreaCodes, code: str, scheme: str, name: str):
    """A former state is known by codes and names and is none of its successors."""
    assert codes.find(code, scheme) == Found("", name, FORMER)


@pytest.mark.parametrize("code", ["ATA", "CCK", "CHI", "OWID_ZAN"])
def test_territories(codes: AreaCodes, code: str):
    """Territories that are not tracked are known, so that they are no unknown areas."""
    found = codes.find(code, "iso3")
    assert found is not None
    assert (found.area_id, found.kind) == ("", TERRITORY)


def test_a_part_of_a_state_is_not_the_state(codes: AreaCodes):
    """Northern Ireland is neither Ireland nor the United Kingdom, and territories with figures are themselves."""
    for name in ("Northern Ireland", "Scotland", "Zanzibar", "Channel Islands"):
        assert codes.find(name, "name") == Found("", name, TERRITORY)
    assert [codes.find(name, "name").area_id for name in ("Guam", "Puerto Rico (US)", "Macau")] == ["GUM", "PRI", "MAC"]


def test_the_first_scheme_that_knows_a_code_decides(codes: AreaCodes):
    """LDC is a group here and an aggregate of the World Bank: the order of the schemes says which is meant."""
    assert codes.find("LDC", "iso3", "worldbank_aggregate").area_id == "LDC"
    assert codes.find("LDC", "worldbank_aggregate", "iso3").area_id == ""


def test_every_area_has_its_own_id(codes: AreaCodes, catalogue: Catalogue):
    """Every area of the catalogue is found by its id."""
    assert [one.area_id for one in catalogue.areas if codes.find(one.area_id, "iso3") != Found(one.area_id, "")] == []


@pytest.mark.parametrize("scheme", ["iso2", "m49"])
def test_every_economy_has_a_code(codes: AreaCodes, catalogue: Catalogue, scheme: str):
    """Every economy of the catalogue has a code in every scheme of economies."""
    reached = {one.area_id for one in codes.codes if one.scheme == scheme}
    missing = [
        one.area_id for one in catalogue.areas if one.area_type is AreaType.ECONOMY and one.area_id not in reached
    ]
    assert missing == []


def test_every_area_is_found_by_its_names(codes: AreaCodes, catalogue: Catalogue):
    """The names of an area in the catalogue, the former one too, are names by which it is found."""
    for one in catalogue.areas:
        scheme = "name" if one.area_type is AreaType.ECONOMY else "itu_group"
        for name in filter(None, (one.name, one.short_name, one.former_name)):
            assert codes.find(name, scheme).area_id == one.area_id


def named(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Every name of the catalogue with its scheme and what it is of: an area, or something that is not tracked."""
    own = [
        ("name" if area.area_type is AreaType.ECONOMY else "itu_group", name, area.area_id)
        for area in catalogue.areas
        for name in filter(None, (area.name, area.short_name, area.former_name))
    ]
    others = [
        (one.scheme, one.code, one.area_id or f"{one.kind} {one.name}")
        for one in catalogue.area_codes
        if one.scheme in NAMES
    ]
    return own + others


def test_no_two_areas_go_by_one_name(catalogue: Catalogue):
    """No spelling of a name of one area is that of another, nor of a former state, a territory or a group."""
    of: dict[tuple[str, str], set[str]] = {}
    for scheme, name, area in named(catalogue):
        assert spellings(name), name
        for key in spellings(name):
            of.setdefault((scheme, key), set()).add(area)
    assert len(of) > 600
    assert {key: areas for key, areas in of.items() if len(areas) > 1} == {}


def _turned(name: str) -> str:
    """The two parts of a name around its first comma or bracket, exchanged and without them."""
    found = re.fullmatch(r"([^,(]+)[,(]\s*([^,()]+)\)?", name)
    return f"{found[2].strip()} {found[1].strip()}" if found else name


DISGUISES: dict[str, Callable[[str], str]] = {
    "order": _turned,
    "brackets": lambda name: re.sub(r" \(([^()]+)\)$", r", \1", name),
    "capitals": str.upper,
    "small letters": str.lower,
    "no diacritics": lambda name: "".join(
        c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)
    ),
    "taken apart": lambda name: unicodedata.normalize("NFD", name),
    "blanks": lambda name: f" \u00a0{name.replace(' ', '  ')}\t",
    "raised figure": lambda name: f"{name}¹",
    "star": lambda name: f"{name} *",
    "dagger": lambda name: f"†{name}",
    "number": lambda name: f"{name} (1)",
    "letter": lambda name: f"{name} [a]",
    "article": lambda name: f"The {name}",
    "article behind": lambda name: f"{name}, The",
    "ampersand": lambda name: re.sub(r"\band\b", "&", name),
    "saint": lambda name: re.sub(r"\bSaint\b", "St.", name),
    "republic": lambda name: re.sub(r"\bRepublic\b", "Rep.", name),
    "democratic": lambda name: re.sub(r"\bDemocratic\b", "Dem.", name),
    "islands": lambda name: re.sub(r"\bIslands\b", "Is.", name),
    "hyphens": lambda name: name.replace("-", " "),
    "apostrophe": lambda name: name.replace("'", "\u2019"),
}


@given(st.sampled_from(named(CATALOGUE)), st.sets(st.sampled_from(sorted(DISGUISES)), max_size=5))
def test_disguises(codes: AreaCodes, name: tuple[str, str, str], disguises: set[str]):
    """However a name is spelt, it is found as what it is, and as nothing else."""
    scheme, text, area = name
    for disguise in (one for one in DISGUISES if one in disguises):
        text = DISGUISES[disguise](text)
    found = codes.find(text, scheme)
    assert found is not None, text
    assert (found.area_id or f"{found.kind} {found.name}") == area


@given(st.sampled_from(named(CATALOGUE)), st.data())
def test_a_slip_is_never_guessed(codes: AreaCodes, name: tuple[str, str, str], data: st.DataObject):
    """A name with another letter in it is not known, unless that is a true name; it may be told what was meant."""
    scheme, text, _ = name
    at = data.draw(st.integers(0, len(text) - 1))
    slipped = f"{text[:at]}{data.draw(st.sampled_from('abcxyz'))}{text[at + 1 :]}"
    found = codes.find(slipped, scheme)
    true = {key: of for known, one, of in named(CATALOGUE) if known == scheme for key in spellings(one)}
    assert (found is not None) == any(key in true for key in spellings(slipped))
    if found is not None:
        assert (found.area_id or f"{found.kind} {found.name}") in {true.get(key) for key in spellings(slipped)}
    assert set(codes.likely(slipped)) <= set(CATALOGUE.area_by_id)


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Cote d'Ivore", ["CIV"]),
        ("Swizterland", ["CHE"]),
        ("Phillipines", ["PHL"]),
        ("Nigera", ["NER", "NGA"]),
        ("Guinea Bisau", ["GNB"]),
        ("Dominca", ["DMA"]),
        ("Icelandd", ["ISL"]),
        ("Republic of Kenia", ["KEN"]),
        ("Republic of Nepla", ["NPL"]),
        ("Republic of Sengal", ["SEN"]),
        ("State of Samoa", ["WSM"]),
        ("Kingdom of Nepal", ["NPL"]),
        ("Congo (Democratic State)", []),
        ("Virgin Islands", ["VGB", "VIR"]),
        ("Korea", ["PRK", "KOR"]),
        ("Turkiye", ["TUR"]),
        ("Cote d'Ivoire", ["CIV"]),
        ("NA", ["NAM"]),
        ("ke", ["KEN"]),
        ("ken", ["KEN"]),
        ("KSV", ["XKX"]),
        ("ROM", ["ROU"]),
        ("GER", ["DEU"]),
        ("SUI", ["CHE"]),
        ("404", ["KEN"]),
        ("Africa", ["ITU-AFR"]),
        ("ITU-AF", ["ITU-AFR"]),
        ("DEUU", ["DEU"]),
        ("ATL", []),
        ("NGX", []),
        ("CHX", []),
        ("QQQ", []),
        ("NIG", []),
        ("NGR", []),
        ("NaN", []),
        ("ANT", []),
        ("", []),
        ("Atlantis", []),
        ("Republic", []),
        ("USSR", []),
        ("Sudan (former)", []),
        ("Northern Ireland", []),
        ("Czechoslovkia", []),
        ("Kenya" * 50, []),
    ],
)
def test_what_was_probably_meant(codes: AreaCodes, text: str, likely: list[str]):
    """Codes of other schemes and of old are looked up, names compared by letters, and three letters never guessed."""
    assert list(codes.likely(text)) == likely


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3))
def test_three_letters_are_never_guessed(codes: AreaCodes, code: str):
    """Up to three letters are what some scheme says, or nothing."""
    known = codes.find(code, *SCHEMES)
    assert codes.likely(code) == () or known is not None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Cote d'Ivore", "; did you mean Côte d'Ivoire?"),
        ("Nigera", "; did you mean Niger or Nigeria?"),
        ("ANT", "; Netherlands Antilles is a former state, which no area here stands for"),
        (
            "EU27_2020",
            "; European Union (27 from 2020) is a group of another classification, which no area here stands for",
        ),
        ("Scotland", "; Scotland is a territory, which no area here stands for"),
        ("NaN", "; NA, the code of Namibia, may have been lost where NA was taken for a missing value"),
        ("ATL", ""),
    ],
)
def test_hints(codes: AreaCodes, text: str, hint: str):
    """A hint names what was meant, or says what the word is of which there are no figures here."""
    assert codes.hint(text) == hint


def test_a_hint_by_id(codes: AreaCodes):
    """Where ids are asked for a hint gives them, of those alone that can be meant."""
    assert codes.hint("Nigera", by_id=True) == "; did you mean NER (Niger) or NGA (Nigeria)?"
    assert codes.hint("Nigera", by_id=True, among=["NGA", "LDC"]) == "; did you mean NGA (Nigeria)?"
    assert codes.hint("Nigera", among=["LDC"]) == ""


def test_letters_of_others_are_for_hints_alone(codes: AreaCodes):
    """NIG is Niger for the IOC and Nigeria for ITU: letters that mean two areas mean none, and no id is among them."""
    foreign = [one for one in codes.codes if one.scheme == "foreign"]
    assert len(foreign) > 100
    assert [one.code for one in foreign if codes.find(one.code, "iso3")] == []
    assert {"NIG", "NGR"}.isdisjoint(one.code for one in foreign)


def test_it_can_be_handed_to_another_process(codes: AreaCodes):
    """Codes that were handed over find the same."""
    codes.find("KSO", "iso3")
    assert pickle.loads(pickle.dumps(codes)).find("kso", "iso3") == codes.find("KSO", "iso3")  # noqa: S301


def test_what_is_kept_stays_small(codes: AreaCodes):
    """What was looked up is kept, of no more than so many words, and of none that is longer than a name."""
    for number in range(60_000):
        codes.find(f"Q{number}", "iso3")
    codes.find("Q" * 100_000, "name")
    assert 0 < len(codes._known) <= 50_000
    assert all(len(code) <= LONGEST for code, _ in codes._known)


@pytest.mark.parametrize(
    ("scheme", "code", "expected"),
    [
        ("m49", "", ()),
        ("m49", "4", ("004",)),
        ("m49", "8.0", ("008",)),
        ("m49", "000", ("000",)),
        ("m49", "1000", ("1000",)),
        ("m49", "Kenya", ()),
        ("m49", "\u0664", ()),
        ("name", " A  B’s ", ("abs",)),
        ("iso3", " CHE ", ("CHE",)),
        ("iso3", "che", ("CHE",)),
        ("iso2", "", ()),
    ],
)
def test_normal_forms(scheme: str, code: str, expected: tuple[str, ...]):
    """M49 has three digits, names are letters without blanks, other codes are capitals."""
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
        assert number.area_id == three.area_id, row
        if three.area_id:
            assert two.area_id == name.area_id == three.area_id, row


@needs_samples
def test_names_in_other_languages(codes: AreaCodes):
    """No name in a table of 249 codes, in six languages, short or formal, is taken for that of another area."""
    text = sample("country_codes/country-codes.csv").read_text(encoding="utf-8")
    named, found = ("official_name", "UNTERM", "CLDR"), 0
    for row in csv.DictReader(text.splitlines()):
        right = codes.find(row["ISO3166-1-Alpha-3"], "iso3")
        for column, name in row.items():
            if column.startswith(named) and (meant := codes.find(name, "name")) is not None:
                assert meant.area_id == right.area_id, (column, name)
                found += 1
    assert found > 1_000
