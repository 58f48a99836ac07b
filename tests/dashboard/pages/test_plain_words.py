"""Readers meet no word of the workshop: those stand on the page Data, in the part for the keeper of the data.

Nor do they read that a target of the plan is met: the plan sets no numbers.
"""

import re
from typing import Any

import dash
import pytest
from dash import Dash

from dashboard import shell
from tests.dashboard.made import page
from tests.dashboard.reader import components, opened, text

OF_THE_WORKSHOP = re.compile(
    r"(?<![/?&])\b(builds?|embedded|drop folder|data/drop|row contract|make etl)\b", re.IGNORECASE
)
MET_BY_THE_PLAN = re.compile(
    r"\b(?:targets?\b(?:[^.;:,]|\.\d){0,30} (?:is|are|was|were) (?:met|missed)|"
    r"(?:meets?|met|miss|misse[sd]|reach(?:es|ed)?) (?:a|the|its|this|one|\w+) targets? of the (?:strategic )?plan)\b",
    re.IGNORECASE,
)
PAGES: dict[str, list[dict[str, str]]] = {
    "overview.page": [{}],
    "targets.all_targets": [{}],
    "targets.page": [
        *({"target_id": one} for one in ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "2.3", "2.5")),
        {"target_id": "1.7", "area_type": "economy", "member_of": "LDC"},
        {"target_id": "9.9"},
    ],
    "areas.all_areas": [{}],
    "areas.page": [{"area_id": "KEN"}, {"area_id": "BGD"}, {"area_id": "ITU-AFR"}, {"area_id": "ASC"}],
    "gaps.page": [{}, {"indicator": "internet_urban_rural_ratio"}],
    "explore.page": [{}, {"chart": "map"}, {"chart": "table", "area_type": "economy"}],
    "data.page": [{}],
    "methods.page": [{}],
    "api.page": [{}, {"resource": "progress", "format": "json"}],
    "indicators.page": [{}, {"indicator_id": "internet_users"}, {"indicator_id": "smartphone_users"}],
    "not_found_404": [{}],
}


@pytest.mark.parametrize("name", PAGES)
def test_plain_words(app: Dash, name: str):
    """No text of a page, its frame included, speaks of how the figures are put together, or calls a target met."""
    with app.server.test_request_context():
        shown: list[Any] = [shell.layout()]
        if name.endswith(".page"):
            shown += [page(app, name.removesuffix(".page"), **query) for query in PAGES[name]]
        else:
            shown += [dash.page_registry[f"dashboard.pages.{name}"]["layout"](**query) for query in PAGES[name]]
    words = text(shown)
    if OF_THE_WORKSHOP.search(words):  # only the keeper of the data may read it
        words = text([_without_the_keepers_part(opened(one)) for one in shown])
    for pattern in (OF_THE_WORKSHOP, MET_BY_THE_PLAN):
        assert [words[max(0, one.start() - 60) : one.end() + 60] for one in pattern.finditer(words)] == []


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("The world meets a target of the plan", True),
        ("Two targets are met", True),
        ("One target of the plan is met", True),
        ("Target 1.1 is met", True),
        ("One of nine targets has reached its best published benchmark", False),
    ],
)
def test_what_calls_a_target_met(sentence: str, is_one: bool):
    """The pattern finds such a sentence, and lets pass what is said of benchmarks."""
    assert bool(MET_BY_THE_PLAN.search(sentence)) is is_one


def _without_the_keepers_part(layout: Any) -> Any:
    for one in components(layout):
        if getattr(one, "className", "") == "keeper":
            one.children = None
    return layout
