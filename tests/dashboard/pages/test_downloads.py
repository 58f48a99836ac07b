"""Every menu of every page: what its links give is as many rows, and about as many bytes, as it says."""

import re
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.api.formats import FORMATS
from dashboard.parts.download import File, Offer, download
from dashboard.parts.sizes import in_words
from dashboard.reading.extents import Extent
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.made import page
from tests.dashboard.reader import kind, text

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "a target": ("targets", {"target_id": "1.7"}),
    "a target by economy": ("targets", {"target_id": "1.7", "area_type": "economy", "member_of": "LDC"}),
    "a target with an own group": ("targets", {"target_id": "1.7", "group": "KEN,UGA,TZA"}),
    "a target of which words are sought": ("targets", {"target_id": "1.7", "find": "africa"}),
    "an edition of a target": ("targets", {"target_id": "1.7", "edition": "all", "from": "2015"}),
    "a trend": ("explore", {}),
    "a trend of which words are sought": ("explore", {"find": "africa"}),
    "a map of status": ("explore", {"chart": "map", "show": "status"}),
    "a heat table": ("explore", {"chart": "heat"}),
    "panels": ("explore", {"chart": "panels"}),
    "two indicators and an own group": ("explore", {"indicator": "internet_users,gci_score", "group": "KEN,UGA"}),
    "an economy": ("areas", {"area_id": "KEN"}),
    "two areas": ("areas", {"area_id": "KEN", "with": "ITU-AFR"}),
    "gaps": ("gaps", {}),
    "gaps of young people": ("gaps", {"indicator": "internet_youth_ratio", "horizon": "2027"}),
    "a group": ("areas", {"area_id": "ITU-EUR"}),
    "urban and rural": ("gaps", {"indicator": "internet_urban_rural_ratio"}),
    "data": ("data", {}),
    "an indicator": ("indicators", {"indicator_id": "internet_users"}),
}
IN_A_RUN = 2
"""Of how many links of a menu the bytes are weighed: others in every run, which prints its seed."""

_UNITS = {"kB": 1_000, "MB": 1_000_000}
_FACTOR = 1.5
_SIZE = r"about ([\d.]+) (kB|MB)"


def opened_at(app: Dash, name: str) -> Any:
    room, query = PAGES[name]
    return page(app, room, **query)


def menus(layout: Any) -> list[Any]:
    return [one for one in kind(layout, "Details") if "files" in getattr(one, "className", "").split()]


def links(menu: Any) -> list[Any]:
    return [one for one in kind(menu, "A") if one.href.startswith("/api/v1/")]


def files(menu: Any) -> list[tuple[str, list[Any]]]:
    """Of each file of a menu what is said of it, and its links."""
    parts = [one for one in kind(menu, "P") if getattr(one, "className", "") == "file"]
    return [(text(one), links(one)) for one in parts or [menu]]


@pytest.mark.drawn(4)
@pytest.mark.parametrize("name", PAGES)
def test_every_link_gives_as_many_rows_and_bytes_as_its_menu_says(
    app: Dash, client: FlaskClient, chance: Random, name: str
):
    """Rows and columns are exactly those of the answer, sizes are wrong by no more than a factor of 1.5."""
    found = menus(opened_at(app, name))
    assert found
    for said, file in (pair for menu in found for pair in files(menu)):
        rows, columns = re.search(r"([\d,\u202f\u00a0]+) rows? × (\d+) columns", said).groups()
        offered = {suffix.split("?")[0] for suffix in (one.href.split(".", 1)[1] for one in file)}
        assert {"csv", "json"} <= offered
        for link in file:
            asked = client.head(link.href)
            assert asked.status_code == 200, link.href
            assert asked.headers["X-Total-Rows"] == re.sub(r"\D", "", rows)
            if ".csv?" in link.href and ".sdmx." not in link.href and "delimiter" not in link.href:
                assert len(first_line(client, link.href).split(",")) == int(columns)
        for link in chance.sample(file, min(IN_A_RUN, len(file))):
            answer = client.get(link.href, buffered=True)
            assert answer.status_code == 200, answer.text
            assert answer.headers["X-Total-Rows"] == re.sub(r"\D", "", rows)
            plain = ".csv?" in link.href and ".sdmx." not in link.href and "delimiter" not in link.href
            size = re.search(_SIZE, text(link)) or (re.search(rf"{_SIZE} as CSV", said) if plain else None)
            if size:
                weighs = float(size[1]) * _UNITS[size[2]]
                assert len(answer.data) / _FACTOR <= weighs <= len(answer.data) * _FACTOR, (link.href, size[0])


def first_line(client: FlaskClient, address: str) -> str:
    """The first line of a CSV; the rest is not waited for."""
    read = ""
    with client.get(address) as answer:
        for piece in answer.iter_encoded():
            read += piece.decode()
            if "\r\n" in read:
                break
    return read.partition("\r\n")[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_menus_has_the_window_in_which_a_citation_is_shown(app: Dash, client: FlaskClient, name: str):
    """The address that is cited names the build, and answers; the text is the page's, or the menu's own."""
    layout = opened_at(app, name)
    (window,) = [one for one in kind(layout, "Div") if getattr(one, "className", "") == "share"]
    assert kind(window, "Dialog")
    for menu in menus(layout):
        if "several" in menu.className:  # of several files none is the one that is cited
            assert not kind(menu, "Button")
            continue
        address = getattr(menu, "data-file")
        assert re.search(r"[?&]build=\d{8}", address)
        assert client.get(address).status_code == 200
        assert "target tracker, version" in (getattr(menu, "data-cite", "") or getattr(window, "data-cite", ""))


def test_what_is_too_large_for_a_format_says_so_and_an_empty_file_is_no_link(
    app: Dash, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
):
    """A format without room is named with how much it has and has no address; of no row there is nothing to press."""
    tight = replace(FORMATS["json"], most_rows=1)
    monkeypatch.setitem(app.server.extensions, "offer", Offer((FORMATS["csv"], tight), "build", "/api/"))
    file = File("observations", "indicator=internet_users", Extent(2, ("value",), 10.0))
    shown = download("Download CSV", file, snapshot.build)
    assert {one.href.partition("?")[0] for one in links(shown)} == {"/api/v1/observations.csv"}
    assert "JSON: has room for 1 row only" in text(shown)
    nothing = download("Download CSV", File("observations", "", Extent(0, ("value",), 0.0)), snapshot.build)
    assert text(nothing) == "Download CSV: there is no row to download"
    assert not kind(nothing, "A")


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (999, "under 1 kB"),
        (1_000, "about 1 kB"),
        (41_300, "about 41 kB"),
        (999_900, "about 1 MB"),
        (2_870_000, "about 2.9 MB"),
    ],
)
def test_a_size_is_said_with_two_digits(weight: int, words: str):
    """No estimate looks more exact than it is."""
    assert in_words(weight) == words
