"""What the search finds: everything that has a place of its own, each under an address that leads there."""

import json
from urllib.parse import parse_qsl, urlsplit

import brotli
import dash
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard import shell
from dashboard.pages.data.sections import SECTIONS
from dashboard.parts.search_index import Entry, as_file, entries
from dashboard.reading.warehouse import Snapshot
from dashboard.serving.heads import addresses
from dashboard.serving.lifetimes import FOR_EVER, UNTIL_CHANGED
from indicators.place_names import folded
from tests.dashboard.reader import components, opened

MOST = 40_000  # bytes, compressed


@pytest.fixture
def found(snapshot: Snapshot) -> list[Entry]:
    """The entries of the build."""
    return entries(snapshot.catalogue, shell.FOUND, SECTIONS)


def test_everything_is_found(found: list[Entry], snapshot: Snapshot):
    """Every target, indicator, area and page has one entry, and no two entries have one address."""
    catalogue, there = snapshot.catalogue, [one.href for one in found]
    assert len(set(there)) == len(there)
    assert {f"/targets/{one.id}" for one in catalogue.targets} <= set(there)
    assert {f"/areas/{one.area_id}" for one in catalogue.areas} <= set(there)
    assert set(shell.FOUND.values()) <= set(there)
    asked = [dict(parse_qsl(urlsplit(one).query)).get("indicator") for one in there]
    assert [one for one in asked if one] == [one.id for one in catalogue.indicators]


def test_every_address_is_a_page(app: Dash, found: list[Entry], snapshot: Snapshot):
    """Each entry leads to a page that there is."""
    known = set(addresses(snapshot.catalogue))
    assert [one.href for one in found if urlsplit(one.href).path not in known] == []


def test_every_section_is_there(app: Dash, found: list[Entry]):
    """Each entry that leads into the page Data names a place on it."""
    with app.server.app_context():
        page = opened(dash.page_registry["dashboard.pages.data.page"]["layout"]())
    there = {one.id for one in components(page) if isinstance(getattr(one, "id", None), str)}
    named = {urlsplit(one.href).fragment for one in found if one.href.startswith("/data#")}
    assert len(named) > len(SECTIONS)
    assert named <= there


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/areas/TUR", {"TUR", "TR", "Turkey"}),
        ("/areas/SWZ", {"SWZ", "SZ", "Swaziland"}),
        ("/areas/CIV", {"CIV", "CI", "Ivory Coast"}),
        ("/areas/LDC", {"LDC"}),
        ("/targets/1.7", {"1.7"}),
        ("/targets/2.1?indicator=internet_gender_parity", {"internet_gender_parity", "women", "gap"}),
        ("/targets/1.2?indicator=mobile_basket_5gb", {"cost"}),
    ],
)
def test_other_words(found: list[Entry], address: str, words: set[str]):
    """An entry is found by its codes, former names and other words, none of them spelt like its own name."""
    (one,) = [each for each in found if each.href == address]
    assert words <= {*one.codes, *one.also}
    assert not {folded(word) for word in one.also} & {folded(name) for name in one.names}


def test_the_file_is_small_and_lasts(client: FlaskClient, found: list[Entry], snapshot: Snapshot):
    """The file holds the entries, weighs little, and is kept while its address names the build that is served."""
    place = next(one for one in components(_shell(client)) if getattr(one, "id", "") == "search")
    address = getattr(place, "data-index")
    assert address == f"/search.json?v={snapshot.build.build_id}"
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert len(answer.data) < MOST
    assert json.loads(brotli.decompress(answer.data)) == json.loads(as_file(found))
    assert client.get("/search.json?v=another").headers["Cache-Control"] == UNTIL_CHANGED


def _shell(client: FlaskClient) -> dash.html.Div:
    with client.application.app_context():
        return shell.layout()
