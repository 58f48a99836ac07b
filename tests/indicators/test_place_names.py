"""Names of places as they are compared: what differs between spellings is nothing, and no word is nothing."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.place_names import LONGEST, distance, folded, spellings, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "COTE D’IVOIRE"),
        ("Côte d'Ivoire", "Cote d`Ivoire"),
        ("Côte d'Ivoire", "Cote dIvoire"),
        ("Türkiye", "Turkiye"),
        ("Türkiye", unicodedata.normalize("NFD", "TÜRKIYE")),
        ("Åland", "Aland"),
        ("Føroyar", "Foroyar"),
        ("Netherlands (Kingdom of the)", "Netherlands, Kingdom of the"),
        ("Netherlands (Kingdom of the)", "The Kingdom of the Netherlands"),
        ("Republic of Korea", "Korea, Rep."),
        ("Republic of Korea", "KOREA (REPUBLIC OF)"),
        ("Democratic Republic of the Congo", "Congo, Dem. Rep."),
        ("Democratic Republic of the Congo", "Congo (the Democratic Republic of the)"),
        ("Iran (Islamic Republic of)", "Iran, Islamic Rep. of"),
        ("Iran (Islamic Republic of)", "Islamic Republic of Iran"),
        ("Congo - Kinshasa", "Congo – Kinshasa"),
        ("Saint Lucia", "St. Lucia"),
        ("Saint Lucia", "St Lucia"),
        ("Trinidad and Tobago", "Trinidad & Tobago"),
        ("Bahamas", "Bahamas, The"),
        ("Bahamas", "the Bahamas"),
        ("Cook Islands", "Cook Is."),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Viet Nam", "Vietnam"),
        ("U.S. Virgin Islands", "US Virgin Is."),
        ("U.S.A.", "USA"),
        ("Lao People's Democratic Republic", "Lao Peoples Dem. Rep."),
        ("Kosovo", "Kosovo¹"),
        ("Kosovo", "Kosovo*"),
        ("Kosovo", "Kosovo †"),
        ("Kosovo", "Kosovo (1)"),
        ("Kosovo", "Kosovo [a]"),
        ("Kosovo", "Kosovoᵃ"),
        ("Kosovo", "Kosovo1"),
        ("Kosovo", "Kosovo 1/"),
        ("Kosovo", "\ufeff Kosovo\u00a0"),
        ("Serbia", "Serbia a/"),
        ("Holy See", "Holy See (the) *"),
    ],
)
def test_spellings_of_one_name(one: str, other: str):
    """Diacritics, case, punctuation, articles, short words, footnote marks and the order around a comma say nothing."""
    assert set(spellings(one)) & set(spellings(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("Guinea", "Guinea-Bissau"),
        ("Guinea", "Equatorial Guinea"),
        ("Guinea", "Papua New Guinea"),
        ("Congo", "Democratic Republic of the Congo"),
        ("Congo, Rep.", "Congo, Dem. Rep."),
        ("Republic of Korea", "Democratic People's Republic of Korea"),
        ("Dominica", "Dominican Republic"),
        ("Samoa", "American Samoa"),
        ("British Virgin Islands", "Virgin Islands (U.S.)"),
        ("Sudan", "South Sudan"),
        ("Sudan", "Sudan (former)"),
        ("Sudan", "Sudan [former]"),
        ("Ireland", "Northern Ireland"),
        ("China", "Hong Kong, China"),
        ("China", "China, Macao SAR"),
        ("China", "Taiwan, Province of China"),
        ("Saint Martin (French part)", "Sint Maarten (Dutch part)"),
        ("North Macedonia", "Yugoslavia"),
        ("Serbia", "Serbia and Montenegro"),
        ("Germany", "German Democratic Republic"),
        ("Micronesia", "Polynesia"),
        ("Ethiopia", "Ethiopia (former)"),
    ],
)
def test_names_of_two_places(one: str, other: str):
    """What tells two places apart is never left out."""
    assert not set(spellings(one)) & set(spellings(other))


@pytest.mark.parametrize("text", ["", " ", "*", "(1)", "the", "¹", "—", "&", "x" * (LONGEST + 1)])
def test_what_is_no_name(text: str):
    """A text without a word, or longer than any name, has no spelling."""
    assert spellings(text) == ()


def test_a_number_is_no_footnote():
    """Only what can be a footnote's number is left out: a year, or a number in the middle, belongs to the name."""
    assert spellings("Kosovo (UNSCR 1244)")[0] == "kosovounscr1244"
    assert spellings("Germany 1990") == ("germany1990",)


def test_the_words_of_a_name():
    """The words that say which place it is, in full, without articles."""
    assert words("Korea (the Dem. People's Rep. of)") == {"korea", "democratic", "peoples", "republic"}


@given(st.text(max_size=40))
@example("\U0001d790")
def test_any_text(text: str):
    """Any text has a few spellings, of letters and digits alone, which folding does not change."""
    for one in spellings(text):
        assert one.isalnum()
        assert folded(one) == one
    assert len(spellings(text)) <= len(text)


@pytest.mark.parametrize(
    ("one", "other", "most", "far"),
    [
        ("kenya", "kenya", 2, 0),
        ("kenya", "kenia", 2, 1),
        ("kenya", "keyna", 2, 1),
        ("kenya", "kenyaa", 2, 1),
        ("kenya", "keny", 2, 1),
        ("niger", "nigeria", 2, 2),
        ("niger", "nigeria", 1, 2),
        ("chad", "malawi", 2, 3),
        ("", "abc", 3, 3),
    ],
)
def test_distances(one: str, other: str, most: int, far: int):
    """A letter changed, left out, added or exchanged with the next counts one; beyond the most it counts one more."""
    assert distance(one, other, most) == distance(other, one, most) == far


LETTERS = st.text("abc", max_size=8)


@given(LETTERS, LETTERS, st.integers(0, 8))
def test_a_bound_only_cuts(one: str, other: str, most: int):
    """A bound changes no distance that is within it."""
    assert distance(one, other, most) == min(distance(one, other, 99), most + 1)
    assert (distance(one, other, 99) == 0) == (one == other)
