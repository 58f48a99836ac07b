"""The pages as they go to the browser: every one renders, says what it found, and offers what it shows."""

import re

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard import shell
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.made import page
from tests.dashboard.reader import as_json, kind, opened, text


def test_overview(app: Dash, snapshot: Snapshot):
    """The overview has a card for each target in order, with its figure and edition or what exists instead."""
    layout = page(app, "overview")
    cards = kind(layout, "Article")
    assert [text(card)[:3] for card in cards] == [target.id for target in snapshot.catalogue.targets]
    internet = text(cards[6])
    assert all(words in internet for words in ("73.6", "edition 2025", "21.4 points to go", "+58 points since 2005"))
    assert "13 groups from 23.4" in internet
    together = "3G coverage: 96\u202f% (2025), met; 5G coverage: 55\u202f% (2025), pace unknown"
    assert f"Asked for together: {together}" in text(cards[0])
    assert text(cards[0]).endswith("; 2024, computed from economies")
    assert "developing countries, median" in text(cards[1])
    assert re.search(r"computed from \d+ economies, .* of people; \d+ of them reach the benchmark", text(cards[1]))
    assert text(cards[2]).endswith("; 2023, computed from economies")
    assert text(cards[4]).endswith("; 2022, the median economy of each")
    assert sum("No world figure" in text(card) for card in cards) == 3
    assert as_json(layout)


def test_a_page_tells_what_it_left_out(app: Dash):
    """An unknown value in the address is told in a notice, and the rest of the page stands."""
    layout = page(app, "targets", target_id="1.7", area_type="planet", sex="female")
    (notice,) = [one for one in kind(layout, "Div") if getattr(one, "className", "") == "notice"]
    assert text(notice) == "area_type=planet is not known. It was left out."
    assert kind(layout, "Graph")


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"area_type": "planet"}, "area_type=planet"),
        ({"edition": "1999 (July)"}, "edition=1999 (July)"),
        ({"sex": "female,mail"}, "sex=mail"),
        ({"from": "soon"}, "from"),
        ({"colour": "red"}, "colour"),
        ({"indicator": "population"}, "indicator=population"),
    ],
)
def test_unknown_value(app: Dash, query: dict[str, str], word: str):
    """Each value that is not known is named in the notice, and the page shows the rest: charts and a table."""
    layout = page(app, "targets", target_id="1.7", **query)
    (notice,) = [one for one in kind(layout, "Div") if getattr(one, "className", "") == "notice"]
    assert word in text(notice)
    assert kind(layout, "Graph")
    (table,) = [one for one in kind(layout, "Div") if getattr(one, "aria-label", "") == "Table of figures"]
    assert [cell for cell in kind(table, "Td") if getattr(cell, "className", "") == "number"]


@pytest.mark.parametrize("name", ["overview", "targets", "gaps", "data"])
def test_every_page_takes_the_lens(app: Dash, name: str):
    """No page complains of horizon and benchmark in its address."""
    own = {"target_id": "2.1"} if name == "targets" else {}
    layout = page(app, name, **own, horizon="2027", benchmark="connectivity_2030")
    assert not [one for one in kind(layout, "Div") if getattr(one, "className", "") == "notice"]


def test_repeated_parameters(app: Dash):
    """A parameter that is repeated in the address of a page counts like a comma-separated one."""
    many = page(app, "targets", target_id="1.7", area_type="economy", area=["DEU", "FRA"])
    assert as_json(many) == as_json(page(app, "targets", target_id="1.7", area_type="economy", area="DEU,FRA"))


def test_unknown_target(app: Dash):
    """A target that does not exist is said so, with the twelve that do."""
    layout = page(app, "targets", target_id="3.1")
    assert text(kind(layout, "H1")[0]) == "There is no target 3.1"
    assert len(kind(layout, "Link")) == 12


def test_the_export_of_a_page(app: Dash, client: FlaskClient):
    """The link of a page gives a file with as many figures as its table."""
    layout = opened(page(app, "targets", target_id="1.7", area_type="economy", area="DEU,FRA", sex="female,male"))
    (link,) = [one for one in kind(layout, "A") if getattr(one, "id", "") == "download-csv"]
    (table,) = [one for one in kind(layout, "Div") if getattr(one, "aria-label", "") == "Table of figures"]
    cells = [cell for cell in kind(table, "Td") if getattr(cell, "className", "") == "number"]
    assert client.get(link.href).headers["X-Total-Rows"] == str(len(cells))


def test_data_page(app: Dash, snapshot: Snapshot):
    """The page of the data names every source with its rows, and the build."""
    words = text(page(app, "data"))
    assert all(source.title in words for source in snapshot.catalogue.sources)
    assert snapshot.build.build_id in words
    assert "99\u202f062 figures from 21 sources" in words
    assert as_json(page(app, "data", target="2.4"))


def test_shell(app: Dash, snapshot: Snapshot):
    """Around every page stand a skip link, the navigation and how old the figures are."""
    with app.server.app_context():
        words = text(shell.layout())
    assert words.startswith("Skip to content")
    assert "Data as of Aug 2026" in words  # the newest of the embedded editions, not the day of the build
    assert "newest year 2025" in words
