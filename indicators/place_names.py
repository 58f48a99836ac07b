"""Names of places as they are compared: without what differs between the spellings of one and the same name.

Diacritics, case, punctuation, articles, footnote marks, the abbreviations of names of states and the order of words
around a comma or bracket say nothing of which place is meant. All other words do: "Republic" alone tells Dominica from
the Dominican Republic, so that a word is never left out.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST = 200
"""A text of more characters is no name of a place."""

_APOSTROPHES = re.compile("[’‘ʼʻ´`′]")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l"}
)
"""Letters that Unicode takes not apart into one of the alphabet and a mark; the browser's are the same (folded.js)."""

_SIGNS = re.compile(r"[*†‡§¶#^°ªº\u00ad\u200b-\u200f\u2060\ufeff]")
_NOTES = re.compile(r"[(\[]\s*(\d{1,2}|[a-h])?\s*[)\]]|(?<![\d/])\d{1,2}/?\s*$|\s[a-h]/\s*$")
"""A footnote's number or letter in brackets, and what is left of a raised one at the end: "France2", "Serbia 1/"."""

_INITIALS = re.compile(r"\b((?:[a-z]\.\s?){1,5}[a-z])\b\.?")
_PARTS = re.compile(r"[,;()\[\]]|\s[-–—]\s")
_WORDS = re.compile(r"[^\W_]+")
_SAID_FOR = {
    "rep": "republic",
    "dem": "democratic",
    "st": "saint",
    "is": "islands",
    "island": "islands",
    "the": "",
    "of": "",
    "and": "",
}


def folded(words: str) -> str:
    """Words as they are compared: without case and diacritics, whichever apostrophe is typed."""
    plain = _plain(words)
    return plain if words.isascii() else _plain(plain)  # a capital may be hidden in a sign, as in the alpha of formulas


def _plain(words: str) -> str:
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", words.casefold()).translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=20_000)
def spellings(name: str) -> tuple[str, ...]:
    """What a name comes to, to be compared with another: once for each order of its parts around commas and brackets.

    "Korea, Rep." and "Republic of Korea" have one in common. Empty for what is no name.
    """
    if len(name) > LONGEST:
        return ()
    parts = [part for part in map(_joined, _PARTS.split(folded(_unmarked(name)))) if part]
    return tuple(dict.fromkeys("".join(parts[n:] + parts[:n]) for n in range(len(parts))))


def words(name: str) -> frozenset[str]:
    """The words of a name that say which place it is."""
    return frozenset(filter(None, _words(folded(_unmarked(name[:LONGEST])))))


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed, left out, added or exchanged with the next to make one text of the other.

    Optimal string alignment; `most` + 1 where it is more than `most`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, against in enumerate(other, start=1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return most + 1
        before, above = above, here
    return min(above[-1], most + 1)


def _unmarked(name: str) -> str:
    """A name without the marks of footnotes, of which raised figures and letters are the most."""
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFC", name))
    raised = "".join(" " if unicodedata.category(one) in {"No", "Lm"} else one for one in text)
    return _NOTES.sub(" ", _SIGNS.sub(" ", raised))


def _joined(part: str) -> str:
    return "".join(_words(part))


def _words(part: str) -> list[str]:
    """The words of a part of a name, initials as one ("U.S."), what is said in short in full."""
    text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[1]), part.replace("'", ""))
    return [_SAID_FOR.get(word, word) for word in _WORDS.findall(text)]
