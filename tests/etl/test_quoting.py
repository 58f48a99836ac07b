"""Words of strangers in our sentences."""

import pytest

from etl.quoting import named, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Country, Capital", "Country, Capital"),
        ("", ""),
        (" a \n\t b\0c\x1b[31m\x9b ", "a b c [31m"),
        ("half \ud83d of", "half of"),
        ("\u202eright to left\u2028", "right to left"),
        ("é" * 80, "é" * 80),
        ("é" * 81, f"{'é' * 80}…"),
        (" " * 1_000_000, "…"),
        ("a" + " " * 1_000_000, "a…"),
    ],
)
def test_quoted(text: str, shown: str):
    """A text is quoted on one line, at most eighty characters of it, without signs that cannot be printed."""
    assert quoted(text) == shown
    assert len(quoted(text)) <= 81


def test_quoted_to_a_length():
    """The length may be given."""
    assert (quoted("abcdef", 3), quoted("abc", 3)) == ("abc…", "abc")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Côte d’Ivoire 1.csv", "Côte d’Ivoire 1.csv"),
        ("a\nb", r"a\nb"),
        ("\udcff", r"\udcff"),
        ("\x1b[2J", r"\x1b[2J"),
        ("n" * 200, "n" * 200),
    ],
)
def test_named(name: str, label: str):
    """What cannot be printed in the name of a file is spelt out."""
    assert named(name) == label
    assert named(label).encode() == label.encode()


def test_long_names_stay_different():
    """Two long names with one beginning are told apart."""
    one, two = named("n" * 300 + "1"), named("n" * 300 + "2")
    assert one != two
    assert len(one) == len(two) == 209
