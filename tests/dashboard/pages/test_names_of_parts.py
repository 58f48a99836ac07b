"""An area's name alone stands for everybody: before a figure of women, of the young or of the countryside the part is
named, in titles, labels of charts, courses read aloud and charts in words.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from dash import Dash

from dashboard.numbers import THIN, figure
from dashboard.reading.warehouse import Snapshot
from indicators.vocabulary import AGES, LOCATIONS, SEXES
from tests.dashboard.made import page
from tests.dashboard.reader import components, kind, opened, text

PARTS = [word.lower() for words in (SEXES, AGES, LOCATIONS) for word in words.values()] + ["women", "men", "rest"]
AGE = "|".join(word.lower() for word in AGES.values())
FIGURE = re.compile(
    rf"\bWorld((?:, (?:{AGE}|[^0-9:;.,]+?))*)(?: \(edition [^)]*\))?:? (?:from )?(?:about )?"
    rf"([0-9][0-9.]*(?:{THIN}[0-9]+)*(?:{THIN}%)?)(?![\d–.{THIN}]| expected)",
)
"""The world's name with a figure right after it: "World 38 %", "World, rural: from 38 %"."""

YEAR = re.compile(r"(19|20)\d\d$")

QUERIES = (
    [
        ("explore", {"chart": chart, "indicator": indicator, "area_type": "world,itu_region", part: value})
        for chart in ("trend", "panels", "ranking", "change", "heat")
        for indicator, part, value in (
            ("households_internet", "location", "rural"),
            ("internet_users", "location", "urban"),
            ("internet_users", "sex", "female"),
            ("internet_users", "age", "15-24"),
            ("internet_users", "location", "rural,urban"),
            ("mobile_owners", "sex", "male"),
        )
    ]
    + [
        ("targets", {"target_id": target, "indicator": indicator, part: value})
        for target, indicator, part, value in (
            ("1.4", "households_internet", "location", "rural"),
            ("1.7", "internet_users", "location", "rural"),
            ("1.7", "internet_users", "sex", "female"),
            ("1.7", "internet_users", "age", "15-24"),
            ("1.7", "internet_users", "sex", "both"),
        )
    ]
    + [("overview", {}), ("gaps", {}), ("areas", {"area_id": "WLD"}), ("areas", {"area_id": "KEN"})]
)


@pytest.fixture
def of_everybody(snapshot: Snapshot) -> set[str]:
    """The world's figures of everybody, of any indicator, edition and year, as pages print them."""
    found: dict[str, list[float]] = defaultdict(list)
    query = """
        select indicator_id, value from series
        where area_id = 'WLD' and sex = 'both' and age = 'all' and location = 'total'
    """
    for indicator_id, value in snapshot.rows(query):
        found[indicator_id].append(value)
    known = snapshot.catalogue.indicator_by_id
    return {figure(value, known[one]) for one, values in found.items() for value in values}


def said(layout: Any) -> Iterator[str]:
    """The titles, labels and descriptions of a page, and what its charts write beside their lines."""
    for one in kind(layout, "H1", "H2", "Figcaption", "Caption", "Summary", "Title"):
        yield text(one)
    for one in components(layout):
        for name in ("title", "aria-label"):
            if isinstance(label := getattr(one, name, None), str):
                yield label
        if type(one).__name__ == "P" and str(getattr(one, "id", "")).endswith("-words"):
            yield text(one)
        if type(one).__name__ == "Store" and isinstance(drawn := getattr(one, "data", None), dict):
            yield from labels(drawn)


def labels(drawn: dict[str, Any]) -> Iterator[str]:
    """The words of a drawn chart: annotations and the names on its axes; without their markup."""
    layout = json.loads(json.dumps(drawn, default=str)).get("layout", {})
    words = [str(one.get("text", "")) for one in layout.get("annotations", [])]
    words += [str(word) for axis in layout.values() if isinstance(axis, dict) for word in axis.get("ticktext", [])]
    yield from (re.sub(r"<[^>]+>", "", word) for word in words)


@pytest.mark.parametrize(("name", "query"), QUERIES, ids=[" ".join([name, *query.values()]) for name, query in QUERIES])
def test_the_part_is_named(app: Dash, of_everybody: set[str], name: str, query: dict[str, str]):
    """Where the world's name stands right before a figure, that is one of everybody, or the part is named between."""
    assert not [
        (sentence[:200], value)
        for sentence in said(opened(page(app, name, **query)))
        for part, value in FIGURE.findall(sentence)
        if not any(word in part.lower() for word in PARTS) and not YEAR.match(value) and not is_of(value, of_everybody)
    ]


def is_of(value: str, of_everybody: set[str]) -> bool:
    return any(value.rstrip(".") in (known, known.removesuffix(f"{THIN}%")) for known in of_everybody)


def test_the_pattern_finds_what_was_wrong():
    """The label that stood for the countryside of 2019 is found, with nothing and with a part before its figure."""
    assert FIGURE.findall(f"World 38{THIN}%") == [("", f"38{THIN}%")]
    assert FIGURE.findall(f"World, rural 38{THIN}%") == [(", rural", f"38{THIN}%")]
    assert FIGURE.findall("World (edition 2025): from 40.1 in 2015") == [("", "40.1")]
    assert FIGURE.findall(f"World, 15 to 24 82{THIN}%") == [(", 15 to 24", f"82{THIN}%")]
