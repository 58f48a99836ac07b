"""A view in words: nothing is read across a declared break."""

import pandas as pd
import pytest

from dashboard.words.spoken import in_words
from indicators.model import Break
from tests.indicators.lines import indicator

TOTALS = {"sex": "both", "age": "all", "location": "total", "level": ""}


def frame(values: dict[int, float]) -> pd.DataFrame:
    plain = {"indicator_id": "i", "area_id": "JPN", "area": "Japan", "edition": "2026", "is_headline": True} | TOTALS
    plain |= {"origin": "published", "qualifier": ""}
    return pd.DataFrame([plain | {"year": year, "value": value} for year, value in values.items()])


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2018,), "from 90\u202f% in 2019 to 85\u202f% in 2024"),
        ((2021,), "from 90\u202f% in 2019 to 85\u202f% in 2024, with a jump in 2021 that looks like another method"),
        (
            (2021, 2024),
            "from 90\u202f% in 2019 to 85\u202f% in 2024, with jumps in 2021 and 2024 that look like another method",
        ),
    ],
)
def test_jumps(years: tuple[int, ...], words: str):
    """What lies on both sides of a jump is told with it."""
    jumps = {("i", "JPN", "both", "all", "total", ""): years}
    said = in_words(frame({2019: 90.0, 2021: 83.0, 2024: 85.0}), indicator("share"), jumps)
    assert said == f"Japan (edition 2026): {words}."


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        ((), "Japan (edition 2026): from 90\u202f% in 2019 to 85\u202f% in 2024."),
        (
            (2021,),
            "Japan (edition 2026): from 83\u202f% in 2021 to 85\u202f% in 2024, after a break between 2019 and 2021.",
        ),
        ((2024,), "Japan (edition 2026): 85\u202f% in 2024, after a break between 2021 and 2024."),
    ],
)
def test_breaks(breaks: tuple[int, ...], words: str):
    """Of a line with a declared break the first figure told is the first that compares with the last."""
    of = indicator("share", breaks=tuple(Break(year=year, note="new survey") for year in breaks))
    assert in_words(frame({2019: 90.0, 2021: 83.0, 2024: 85.0}), of) == words
