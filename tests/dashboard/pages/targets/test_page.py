"""The page of a target as a whole: its form and its address say the same."""

import random
import sys
from urllib.parse import parse_qsl, urlencode

import dash
import pytest
from dash import Dash

from dashboard.reading.warehouse import Snapshot
from indicators.catalogue import Catalogue
from tests.dashboard.made import page
from tests.dashboard.reader import as_json, components, kind, opened, text

IN_A_RUN = 2
"""Of how many periods of each kind a target is looked at: others in every run, which prints its seed."""

_PLACES = ("target-title", "target-badge", "target-fields", "target-content")


def _asked(app: Dash, target: str, query: str) -> tuple[list[str], str]:
    """What the form's callback gives for a query: the parts of the page as JSON, and the address."""
    show = sys.modules["dashboard.pages.targets.page"].show  # Dash lets no page be imported before its application
    with app.server.test_request_context():
        *parts, address, _status = show(query, target)
    return [as_json(part) for part in parts], address


def _opened(app: Dash, target: str, query: str) -> list[str]:
    """The same parts of the page that an address opens."""
    with app.server.test_request_context():
        asked = {"target_id": target, **dict(parse_qsl(query))}
        layout = dash.page_registry["dashboard.pages.targets.page"]["layout"](**asked)
    parts = {one.id: one for one in components(layout) if getattr(one, "id", "") in _PLACES}
    contents = [getattr(parts[name], "data-html", None) or parts[name].children for name in _PLACES]
    return [as_json(content) for content in contents]


def _chosen(chance: random.Random, catalogue: Catalogue, target: str) -> str:
    """Some choices that a form can send, those that overrule each other too."""
    economies = ["KEN", "UGA", "IND", "BRA", "DEU"]
    offers = {
        "indicator": [one.id for one in catalogue.indicators_of(target)],
        "area_type": ["world", "itu_region", "income_group", "economy"],
        "area": [",".join(chance.sample(economies, 2))],
        "member_of": ["LDC", "ITU-AFR"],
        "sex": ["female,male", "female"],
        "from": ["2015", "2023"],
        "to": ["2018", "2020", "2024"],
        "edition": ["latest", "2024"],
        "group": [",".join(chance.sample(economies, 3))],
        "badge": ["ITU-AFR", "group"],
        "gain": ["2.5"],
        "horizon": ["2027"],
    }
    keys = chance.sample(list(offers), chance.randint(1, 5))
    return urlencode([(key, chance.choice(offers[key])) for key in keys], safe=",")


@pytest.mark.parametrize("target", ["1.1", "1.6", "1.7", "2.1"])
def test_the_form_and_the_address_are_one(app: Dash, snapshot: Snapshot, target: str, chance: random.Random):
    """Whatever the form asks, title, badge, form and content are those that the answered address opens."""
    for _ in range(3):
        query = _chosen(chance, snapshot.catalogue, target)
        _, address = _asked(app, target, query)
        again, same = _asked(app, target, address)
        assert same == address, query
        assert again == _opened(app, target, address), query


def test_choices_change_title_and_badge(app: Dash):
    """The title and the badge are of the view that is asked, not of the one that the page opened on."""
    (title, badge, *_), address = _asked(app, "1.7", "area_type=economy&member_of=LDC")
    bare, _ = _asked(app, "1.7", "")
    assert (title, badge) != (bare[0], bare[1])
    assert address == "area_type=economy&member_of=LDC"


@pytest.mark.parametrize(
    ("target", "query"), [("1.7", {"to": "2004"}), ("2.1", {"to": "2018"}), ("1.4", {"to": "2023"})]
)
def test_years_of_other_editions_alone(app: Dash, target: str, query: dict[str, str]):
    """A period of which only other editions have figures is drawn, and its title and its source say so."""
    words = text(opened(page(app, "targets", target_id=target, **query)))
    assert "of these years only editions that are not shown first have a figure" in words
    assert "Source: ." not in words


@pytest.mark.drawn(6)
@pytest.mark.parametrize("target", ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "2.3", "2.4", "2.5"])
def test_every_period(app: Dash, chance: random.Random, target: str):
    """Whatever years are asked, a target's page stands, with a chart or the reason why there is none."""
    until = [{"to": str(year)} for year in range(2004, 2026)]
    since = [{"from": str(year)} for year in range(2012, 2026)]
    between = [{"from": str(first), "to": str(first + chance.randint(0, 2))} for first in range(2004, 2026)]
    for query in (query for periods in (until, since, between) for query in chance.sample(periods, IN_A_RUN)):
        layout = page(app, "targets", target_id=target, **query)
        assert kind(layout, "Graph") or any(getattr(one, "className", "") == "why-empty" for one in components(layout))
