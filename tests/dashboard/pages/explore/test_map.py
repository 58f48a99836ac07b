"""The map of the page Explore: areas say what tiles say, and its outlines go over the wire for nobody else."""

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from dashboard.address.explore import read_view
from dashboard.numbers import benchmark_text
from dashboard.pages.explore.content import content
from dashboard.pages.explore.kinds import KINDS
from dashboard.reading.explored import Findings, find
from dashboard.reading.warehouse import Snapshot
from indicators.borders import load_borders
from indicators.settings import BORDERS
from tests.dashboard.reader import as_json, kind, text

FIELD = re.compile(
    r'<a href="(?P<href>[^"]*)" class="field \w+ (?P<kind>[^"]*)" data-cell="(?P<area>\w+)" '
    r'data-about="(?P<about>[^"]*)" aria-label="(?P<label>[^"]*)" tabindex="-1"'
)


def found_of(snapshot: Snapshot, query: str) -> Findings:
    """What the view of an address finds."""
    view, problems = read_view(parse_qsl(query), snapshot.catalogue, KINDS)
    assert not problems
    return find(snapshot, view)


def drawing(found: Findings) -> str:
    """The drawing of a map, as HTML."""
    (picture,) = KINDS["map"].picture(found)
    return next(getattr(one, "data-html") for one in kind(picture, "Div") if getattr(one, "data-grid", ""))


def fields(found: Findings) -> dict[str, dict[str, str]]:
    """What each field of a map says, by area."""
    return {one["area"]: one.groupdict() for one in FIELD.finditer(drawing(found))}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "show=status",
        "year=2019",
        "member_of=LDC",
        "indicator=mobile_basket_2gb",
        "indicator=internet_gender_parity",
    ],
)
def test_areas_say_what_tiles_say(snapshot: Snapshot, query: str):
    """Each Member State has a field in either form, with the same sentence, colour and link."""
    tiles, areas = (fields(found_of(snapshot, f"chart=map&form={form}&{query}")) for form in ("tiles", "map"))
    assert set(tiles) == {tile.area_id for tile in snapshot.catalogue.tiles}
    assert areas == tiles
    assert all(one["about"] == one["label"] for one in areas.values())


def test_outlines_are_only_sent_with_the_map(snapshot: Snapshot):
    """No other kind of chart, and no tile, carries the outlines."""
    outline = load_borders(BORDERS).areas["KEN"].path
    for name in KINDS:
        assert outline not in as_json(content(found_of(snapshot, f"chart={name}"), [])), name
    assert outline in as_json(content(found_of(snapshot, "chart=map&form=map"), []))


def test_the_map_is_light(snapshot: Snapshot):
    """The drawing of the map takes at most 250 kB before it is packed."""
    assert len(drawing(found_of(snapshot, "chart=map&form=map"))) < 250_000


@pytest.mark.parametrize("indicator", ["internet_users", "mobile_basket_2gb", "internet_gender_parity"])
def test_colours_say_who_reaches_the_benchmark(snapshot: Snapshot, indicator: str):
    """A field has the colour of a step that the legend says to reach the benchmark if and only if its figure does."""
    found = found_of(snapshot, f"chart=map&indicator={indicator}")
    benchmark = found.benchmarks[indicator]
    assert benchmark is not None
    (picture,) = KINDS["map"].picture(found)
    (legend,) = [one for one in kind(picture, "Ul") if getattr(one, "className", "") == "swatches"]
    said = [text(item) for item in legend.children]
    assert f"✓ reaches the benchmark, {benchmark_text(benchmark, found.indicator)}" in said
    reaching = {f"q{n}" for n, words in enumerate(said[:5], 1) if words.endswith(" ✓")}
    own = fields(found)
    for _, row in found.frame.iterrows():
        assert (own[row["area_id"]]["kind"] in reaching) is benchmark.satisfied_by(row["value"]), row["area_id"]


def test_whose_borders_they_are(snapshot: Snapshot):
    """Under the map stands whose borders it draws, and that they express no opinion; under the tiles it does not."""
    for show in ("value", "status"):
        said = text(KINDS["map"].picture(found_of(snapshot, f"chart=map&form=map&show={show}")))
        assert "Borders: UN Geodata, United Nations Geospatial" in said
        assert "express no opinion" in said
    assert "Borders" not in text(KINDS["map"].picture(found_of(snapshot, "chart=map")))


def test_a_status_has_its_sign_where_there_is_room(snapshot: Snapshot):
    """On a map of status large areas have the sign of their status; of values they have none."""
    by_status, by_value = (drawing(found_of(snapshot, f"chart=map&form=map&{q}")) for q in ("show=status", ""))
    signs = re.findall(r'<text class="said"[^>]*>([^<]+)</text>', unescape(by_status))
    assert len(signs) > 60
    assert '<text class="said"' not in by_value
