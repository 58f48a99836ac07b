"""The selection: one thing for page, export and API, to the query string and back."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.address.selection import (
    ALL,
    DISTINCT,
    LATEST,
    OF_OBSERVATIONS,
    OF_PROGRESS,
    PARAMETERS,
    Selection,
    parse,
    unknown,
)
from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings
from indicators.vocabulary import AGES, LEVELS, LOCATIONS, SEXES, AreaType, Status

CATALOGUE = load_catalogue(Settings().catalogue)
EDITIONS = sorted({e.name for source in CATALOGUE.sources for p in source.publications for e in p.editions})
GROUPS = [area.area_id for area in CATALOGUE.areas if area.area_type not in ("world", "economy")]
YEARS = st.none() | st.integers(1000, 9999)


def some(words: object) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the words in some order, each once."""
    return st.lists(st.sampled_from([str(word) for word in words]), unique=True, max_size=4).map(tuple)


SELECTIONS = st.builds(
    Selection,
    target=some(CATALOGUE.target_by_id),
    indicator=some(CATALOGUE.indicator_by_id),
    area=some(CATALOGUE.area_by_id),
    area_type=some(kind for kind in AreaType if kind is not AreaType.GROUP),
    member_of=some(GROUPS),
    sex=some(SEXES),
    age=some(AGES),
    location=some(LOCATIONS),
    level=some(LEVELS),
    year_from=YEARS,
    year_to=YEARS,
    origin=some(["published", "computed"]),
    edition=st.sampled_from([LATEST, DISTINCT, ALL, *EDITIONS]),
    source=st.sampled_from(["preferred", "all"]),
    latest=st.booleans(),
    find=st.sampled_from(["", "land", "Côte d’Ivoire", "a&b=c, d"]),
    group=some(one.area_id for one in CATALOGUE.areas if one.area_type == "economy"),
    horizon=some(["2027", "2030"]),
    benchmark=st.sampled_from(["default", "connectivity_2030", "commission_2025"]),
    method=st.sampled_from(["", "growth_ratio", "weather"]),
    status=some(Status),
).filter(lambda one: not (one.year_from and one.year_to) or one.year_from <= one.year_to)


def pairs(query: str) -> list[tuple[str, str]]:
    """A query string as a server hands it over."""
    return parse_qsl(query, keep_blank_values=True)


@settings(max_examples=200, deadline=None)
@given(SELECTIONS)
def test_there_and_back(selection: Selection):
    """What a selection writes into the address, it reads from the address, without a problem."""
    assert parse(pairs(selection.query_string()), CATALOGUE, PARAMETERS) == (selection, [])


@settings(max_examples=50, deadline=None)
@given(SELECTIONS, SELECTIONS)
def test_only_what_differs_is_written(selection: Selection, default: Selection):
    """A parameter is in the query string exactly when it differs from the default."""
    written = {key for key, _ in pairs(selection.query_string(default))}
    fields = dict(zip(PARAMETERS, vars(selection), strict=True))
    assert written == {key for key, field in fields.items() if getattr(selection, field) != getattr(default, field)}


@pytest.mark.parametrize(
    ("selection", "query"),
    [
        (Selection(), ""),
        (Selection(edition="latest", source="preferred", latest=False), ""),
        (Selection(indicator=("internet_users",), area=("WLD", "LDC")), "indicator=internet_users&area=WLD,LDC"),
        (Selection(year_from=2019, year_to=2024), "from=2019&to=2024"),
        (Selection(edition="2025 (Nov)", latest=True), "edition=2025+%28Nov%29&latest=true"),
    ],
)
def test_query_strings(selection: Selection, query: str):
    """Defaults are left out, lists are separated by commas, and the order is always the same."""
    assert selection.query_string() == query


def test_parameters():
    """The parameters are those of the contract, and source, group, benchmark and the bounds on the newest figure."""
    of_both = (
        "target",
        "indicator",
        "area",
        "area_type",
        "member_of",
        "sex",
        "age",
        "location",
        "level",
        "from",
        "to",
        "origin",
        "edition",
    )
    bounds = ("over", "under")
    assert (*of_both, "source", "latest", *bounds, "find", "group") == OF_OBSERVATIONS
    assert (*of_both, "latest", *bounds, "group", "horizon", "benchmark", "method", "status") == OF_PROGRESS


def test_the_rest_is_kept(catalogue: Catalogue):
    """Every problem is told in the order of the address, and what is left is the selection."""
    selection, problems = parse(
        pairs("area=WLD,XXX&colour=red&from=soon&to=2024&sex=female&edition=3000&latest=perhaps&indicator="), catalogue
    )
    assert selection == Selection(area=("WLD",), sex=("female",), year_to=2024)
    assert [(one.code, one.parameter, one.value) for one in problems] == [
        ("unknown_value", "area", "XXX"),
        ("unknown_parameter", "colour", ""),
        ("not_a_year", "from", "soon"),
        ("unknown_value", "edition", "3000"),
        ("not_a_flag", "latest", "perhaps"),
    ]


@pytest.mark.parametrize(
    ("key", "word", "meant"), [("area", "Keny{}", "KEN"), ("indicator", "internet_user{}s", "internet_users")]
)
def test_the_first_unknown_words_are_told(catalogue: Catalogue, key: str, word: str, meant: str):
    """What was meant is looked up for the first ten unknown words of a key; of the others, how many they are."""
    words = [word.format(letter) for letter in "bcdefghijklmno"]
    *first, more = parse([(key, ",".join(words))], catalogue)[1]
    assert [(one.value, one.did_you_mean) for one in first] == [(word, meant) for word in words[:10]]
    assert (more.code, more.parameter, more.message) == (
        "unknown_value",
        key,
        f"4 more values of {key} are not known",
    )


def test_the_first_unknown_keys_are_told(catalogue: Catalogue):
    """Of many unknown keys ten are told, and how many more there are; what is known is read all the same."""
    strangers = [(f"key{number}", "1") for number in range(2_000)]
    selection, problems = parse([*strangers, ("area", "WLD")], catalogue)
    assert selection == Selection(area=("WLD",))
    assert [one.parameter for one in problems] == [*(key for key, _ in strangers[:10]), ""]
    assert problems[-1].message == "1990 more parameters are not known here"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("edition", "2026"),
        ("edition", "2025 (Jan)"),
        ("target", "1.8"),
        ("horizon", "2031"),
        ("age", "15-25"),
        ("indicator", "mobile_basket_3gb"),
        ("indicator", "mobile_basket_gb"),
        ("area", "KEX"),
        ("group", "UGX"),
        ("member_of", "LDX"),
    ],
)
def test_codes_are_never_guessed(catalogue: Catalogue, key: str, value: str):
    """Numbers, years and codes that are nearly one that there is are another one: none is proposed."""
    problems = parse([(key, value)], catalogue, PARAMETERS)[1]
    assert [(one.code, one.value, one.did_you_mean) for one in problems] == [("unknown_value", value, None)]


def test_a_number_may_be_added(catalogue: Catalogue):
    """A word without its number is the one word that has one."""
    (problem,) = parse([("benchmark", "commission")], catalogue, PARAMETERS)[1]
    assert problem.did_you_mean == "commission_2025"


def test_of_two_that_are_as_near_none_is_proposed():
    """Where two words are spelt as nearly none of them is meant more than the other."""
    assert unknown("unknown_value", "key", "slat", ("slow", "salt", "flat")).did_you_mean is None
    assert unknown("unknown_value", "key", "sloww", ("slow", "salt", "flat")).did_you_mean == "slow"


@pytest.mark.parametrize("key", PARAMETERS)
def test_without_a_value(catalogue: Catalogue, key: str):
    """A key without a value, as a form sends fields that are left empty, asks for nothing; latest is the one flag."""
    assert parse([(key, "")], catalogue, PARAMETERS) == (Selection(latest=key == "latest"), [])


@pytest.mark.parametrize("value", ["a\0", "\ufffd"])
@pytest.mark.parametrize("key", PARAMETERS)
def test_what_is_no_text(catalogue: Catalogue, key: str, value: str):
    """A null byte and what stands for bytes that are no UTF-8 are refused wherever they stand."""
    assert [one.code for one in parse([(key, value)], catalogue, PARAMETERS)[1]] == ["not_text"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "٢٠٢٤"),
        ("from", " 2024"),
        ("from", "+024"),
        ("over", "1_0"),
        ("over", "٥"),
        ("over", "nan"),
        ("under", "1e999"),
    ],
)
def test_numbers_are_written_in_digits(catalogue: Catalogue, key: str, value: str):
    """A number or year is what is printed as one in ASCII, and nothing else that Python would read as one."""
    (problem,) = parse([(key, value)], catalogue)[1]
    assert problem.code == {"from": "not_a_year"}.get(key, "not_a_number")


def test_a_long_value_is_told_in_short(catalogue: Catalogue):
    """A long value is repeated by how it begins and how long it is, and no word is looked for that is like it."""
    long = "internet_users" * 500
    for key in ("indicator", "area", "from", "over", "latest", "find", long):
        (problem,) = parse([(key, long)], catalogue)[1]
        assert "… (7000 characters)" in problem.value + problem.parameter
        assert problem.did_you_mean is None
        assert len(problem.message) < 500


def test_a_name_may_hold_a_comma(catalogue: Catalogue):
    """A name that is known is one word, with its comma; a list with an unknown name in it is a list."""
    (problem,) = parse([("area", "Congo, Dem. Rep.")], catalogue)[1]
    assert (problem.value, problem.did_you_mean) == ("Congo, Dem. Rep.", "COD")
    assert [one.value for one in parse([("area", "Kenya,KEN,Chad")], catalogue)[1]] == ["Kenya", "Chad"]


def test_an_empty_period_is_no_filter(catalogue: Catalogue):
    """From after to is told, and neither of the two filters."""
    selection, (problem,) = parse([("from", "2025"), ("to", "2020")], catalogue)
    assert (selection, problem.code) == (Selection(), "empty_period")


def test_one_year_is_a_period(catalogue: Catalogue):
    """From and to may be the same year."""
    assert parse([("from", "2024"), ("to", "2024")], catalogue) == (Selection(year_from=2024, year_to=2024), [])


@pytest.mark.parametrize("text", ["24", "20244", "2024.0", "-202", "MMXX", "0000"])
def test_not_a_year(catalogue: Catalogue, text: str):
    """A year has four digits; anything else is told and filters nothing."""
    selection, (problem,) = parse([("to", text)], catalogue)
    assert (selection, problem.code, problem.value) == (Selection(), "not_a_year", text)


@pytest.mark.parametrize(("text", "flag"), [("true", True), ("1", True), ("YES", True), ("false", False), ("0", False)])
def test_flags(catalogue: Catalogue, text: str, flag: bool):
    """The parameter latest is true or false in the usual words."""
    assert parse([("latest", text)], catalogue) == (Selection(latest=flag), [])


def test_a_page_knows_fewer_parameters(catalogue: Catalogue):
    """A parameter that is not for the page is told with those that are."""
    selection, (problem,) = parse([("source", "all")], catalogue, ("area", "sex"))
    assert selection == Selection()
    assert (problem.code, problem.allowed) == ("unknown_parameter", ("area", "sex"))


def test_some_fields_changed():
    """A changed selection is another one; the first stays as it was."""
    first = Selection(area=("WLD",))
    assert first.but(sex=("male",)) == Selection(area=("WLD",), sex=("male",))
    assert first == Selection(area=("WLD",))
