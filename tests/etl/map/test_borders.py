"""The outlines of the map: the projection as it was published, and the file that comes with the project."""

import json
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path

import pytest

from etl.map.borders import borders, main
from etl.map.equal_earth import project
from indicators.borders import Borders, load_borders
from indicators.catalogue import Catalogue
from indicators.entries import CatalogueError
from indicators.settings import BORDERS

RADIUS = 6378137


@pytest.fixture(scope="module")
def drawn() -> Borders:
    """The outlines that come with the project."""
    return load_borders(BORDERS)


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (0, 0, 0, 0),
        (180, 0, 17263256.84, 0),
        (180, 45, 14795421.79, 5486671.72),
        (-180, 90, -10227908.09, 8402320.16),
    ],
)
def test_points_of_the_projection(longitude: float, latitude: float, x: float, y: float):
    """Points lie where PROJ's own tests of Equal Earth have them, for a globe of 6378137 m, to the centimetre."""
    assert [part * RADIUS for part in project(longitude, latitude)] == pytest.approx([x, y], abs=0.01)


def test_shape_of_the_projection():
    """The map is 2.05458 times as wide as high, and a pole 0.59247 times as long as the equator, as published."""
    (width, _), (pole, height) = project(180, 0), project(180, 90)
    assert width / height == pytest.approx(2.05458, abs=1e-5)
    assert pole / width == pytest.approx(0.59247, abs=1e-5)


def rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """The closed lines of a path, as places."""
    for part in path.split("z")[:-1]:
        start, steps = part[1:].split("l")
        x, y = map(int, start.split())
        ring = [(x, y)]
        numbers = [int(one) for one in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        yield ring


def size(path: str) -> float:
    """The size of the area that a path bounds, in square units; holes turn the other way."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for ring in rings(path) for a, b in pairwise([*ring, ring[0]]))) / 2


def test_every_member_state_is_there(drawn: Borders, catalogue: Catalogue):
    """Each Member State is an area or a dot, none is both, and nobody else is either."""
    states = sorted(area.area_id for area in catalogue.areas if area.itu_member)
    assert sorted([*drawn.areas, *drawn.dots]) == states


def test_nothing_lies_outside(drawn: Borders):
    """All areas, signs and dots lie on the map."""
    places = [place for one in drawn.areas.values() for ring in rings(one.path) for place in ring]
    places += [one.at for one in drawn.areas.values()] + list(drawn.dots.values())
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in places)


def test_no_dot_covers_another(drawn: Borders):
    """Dots stand so far apart that each can be seen and hit."""
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(drawn.dots.values(), 2)) >= 14


def test_areas_are_as_large_as_they_are(drawn: Borders):
    """Areas have the proportions of their land area, thousands of km² after the UN's Demographic Yearbook,
    as far as an outline of this size can have them.
    """
    known = {"BRA": 8516, "DZA": 2382, "COD": 2345, "AUS": 7692, "ARG": 2780, "IRN": 1631, "MNG": 1564, "NGA": 924}
    units = {code: size(drawn.areas[code].path) / thousands for code, thousands in known.items()}
    assert all(value == pytest.approx(units["BRA"], rel=0.04) for value in units.values()), units


def test_open_areas_are_areas_of_nobody(drawn: Borders):
    """What the source leaves open is drawn by itself, and so is land of other codes."""
    assert len(list(rings(drawn.open))) >= 3
    assert len(list(rings(drawn.elsewhere))) > 10


def test_the_file_is_light():
    """The outlines take at most 150 kB, and say whose they are and on what terms."""
    assert BORDERS.stat().st_size <= 150_000
    told = json.loads(BORDERS.read_text(encoding="utf-8"))
    assert "United Nations Geospatial" in told["credit"]
    assert "non-commercial" in told["terms"]


def arc(*places: tuple[int, int]) -> list[list[int]]:
    """A line of a topology: its first place, and each other by its step."""
    return [list(places[0]), *[[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(places)]]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two neighbours with a crooked border between them, an area that is nobody's, one that is too small to be seen."""
    border = arc((10, 0), (11, 3), (9, 6), (10, 10))
    left = arc((10, 10), (0, 10), (0, 0), (10, 0))
    right = arc((10, 10), (20, 10), (20, 0), (10, 0))
    nobody = arc((30, 0), (30, 10), (40, 10), (40, 0), (30, 0))
    islet = arc((50, 0), (50, 1), (51, 1), (50, 0))
    shapes = {"KEN": [[0, 1]], "UGA": [[0, 2]], "XAB": [[3]], "SYC": [[4]], "GRL": [[3]]}
    geometries = [{"type": "Polygon", "id": code, "arcs": arcs} for code, arcs in shapes.items()]
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"countries": {"geometries": geometries}},
        "arcs": [border, left, right, nobody, islet],
    }
    file = tmp_path / "world_50m.json"
    file.write_text(json.dumps(topology), encoding="utf-8")
    return file


def test_neighbours_share_their_line(small: Path):
    """A border is thinned once, so that neighbours neither overlap nor leave a gap."""
    made = borders(small, ["KEN", "UGA", "SYC", "VAT", "SMR", "KIR"])
    ours, theirs = (set(next(rings(made.areas[code].path))) for code in ("KEN", "UGA"))
    assert len(ours & theirs) == 4
    assert set(made.dots) == {"SYC", "VAT", "SMR", "KIR"}
    assert made.open == made.elsewhere != ""


def test_the_packed_script_is_read(small: Path, tmp_path: Path):
    """The outlines are the same from the script in which plotly.js packs them, with bare keys and 2e3 for 2000."""
    packed = re.sub(r'"(\w+)":', r"\1: ", small.read_text(encoding="utf-8")).replace("[50, 0]", "[5e1, 0]")
    script = tmp_path / "plotly-geo-assets.js"
    script.write_text(
        f'"dist/topojson/world_50m.json"(exports, module) {{\n      module.exports = {packed};\n    }}\n  }});\n'
    )
    assert borders(script, ["KEN", "SYC"]) == borders(small, ["KEN", "SYC"])


def test_one_file_is_asked_for(capsys: pytest.CaptureFixture[str]):
    """Without a file the command says what it expects, and writes nothing."""
    before = BORDERS.read_bytes()
    assert main([]) == 2
    assert "expected one file" in capsys.readouterr().err
    assert BORDERS.read_bytes() == before


def test_a_broken_file_is_refused(tmp_path: Path):
    """A file that is not one of outlines is refused in a sentence that names it."""
    file = tmp_path / "borders.json"
    file.write_text('{"width": 1}', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"^data/catalogue/borders\.json: .*; expected the outlines"):
        load_borders(file)
