"""Makes data/catalogue/borders.json, the outlines of the map: `python -m etl.map.borders FILE`.

FILE is dist/plotly-geo-assets.js of the package plotly.js (3.1 or newer, of npm), or a world_50m.json that stands in
it. Its areas are those of UN Geodata (simplified) of United Nations Geospatial, coded as there; codes that begin with X
are given to areas whose status is undetermined. Nothing of FILE is kept but what this module writes.

What is done to it: the shared lines are projected (Equal Earth, 11° E in the middle, so that the edge lies in the
Bering Strait), thinned with the borders on both sides of a line alike, and rounded. Antarctica is left out. A Member
State that is too small to be seen becomes a dot; dots that would cover each other are moved apart.
"""

import heapq
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from typing import TypedDict

from etl.map.equal_earth import project
from indicators.borders import Borders, Outline, Point
from indicators.catalogue_files import load_catalogue
from indicators.settings import Settings

MIDDLE = 11
WIDTH = 2000
_SCALE = WIDTH / (2 * project(180, 0)[0])
_THIN = 0.9  # a corner is dropped if the triangle it makes is smaller, in square units of the map
_SPECK = 5.0  # an island is dropped if it is smaller, unless it is the largest of its area
_DOT = 45.0  # a Member State is a dot if it is smaller: some 15 000 km²
_APART = 15.0  # the least distance of two dots
_MARGIN = 12
# Dots that the source has no area for, and one whose largest island lies far from where its people live.
_PLACES = {"SMR": (12.46, 43.94), "VAT": (12.45, 41.90), "KIR": (173.0, 1.4)}
_LEFT_OUT = {"ATA"}
_OPEN = re.compile("X[A-Z]{2}")

Place = tuple[float, float]


class _Geometry(TypedDict):
    type: str
    id: str
    arcs: list[list[int]] | list[list[list[int]]]


def topology_in(file: Path) -> tuple[list[list[Place]], list[_Geometry]]:
    """The lines of a file in degrees, by their number, and its areas."""
    text = file.read_text(encoding="utf-8")
    start = re.search(r'world_50m\.json"\(exports, module\) \{\s*module\.exports = ', text)
    if start:
        text = text[start.end() : text.index("};\n", start.end()) + 1]
        text = re.sub(r"([{,]\s*)([A-Za-z]\w*):", r'\1"\2":', text)
    read = json.loads(text, parse_float=_number)
    (across, down), (left, bottom) = read["transform"]["scale"], read["transform"]["translate"]
    lines = []
    for arc in read["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * across + left, y * down + bottom))
        lines.append(line)
    return lines, read["objects"]["countries"]["geometries"]


def _number(text: str) -> float:
    """A number as it was meant: 2e3 is how a packed script writes 2000."""
    return int(value) if (value := float(text)).is_integer() else value


def borders(file: Path, states: Iterable[str]) -> Borders:
    """The outlines of a file, for the Member States named."""
    lines, geometries = topology_in(file)
    thin = [_thinned(_projected(line)) for line in lines]
    rings: dict[str, list[list[Place]]] = defaultdict(list)
    for geometry in geometries:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        for polygon in polygons:
            rings[geometry["id"]] += [_joined(ring, thin) for ring in polygon]  # type: ignore[arg-type]
    states = set(states)
    drawn = {code: own for code in sorted(rings) if code not in _LEFT_OUT and (own := _worth_drawing(rings[code]))}
    sizes = {code: sum(abs(_area(ring)) for ring in rings[code]) for code in rings}
    small = {code for code in states if sizes.get(code, 0) < _DOT or code in _PLACES}
    seen = states - small
    places = {code: _projected([_PLACES[code]])[0] if code in _PLACES else _middle(rings[code]) for code in small}
    dots = _apart(places)
    every = [place for code in seen for ring in drawn[code] for place in ring] + list(dots.values())
    left, right = min(x for x, _ in every) - _MARGIN, max(x for x, _ in every) + _MARGIN
    top, bottom = min(y for _, y in every) - _MARGIN, max(y for _, y in every) + _MARGIN

    def path(codes: Iterable[str]) -> str:
        return "".join(_path(ring, left, top) for code in codes for ring in drawn.get(code, ()))

    def moved(place: Place) -> Point:
        return round(place[0] - left), round(place[1] - top)

    def outline(code: str) -> Outline:
        place, room = _inside(drawn[code])
        return Outline(path([code]), moved(place), int(room))

    return Borders(
        source="UN Geodata (simplified), United Nations Geospatial, by way of plotly.js",
        terms="For non-commercial use only, with the United Nations named as the source; provided as is.",
        credit="Borders: UN Geodata, United Nations Geospatial, by way of plotly.js; simplified, and no opinion on the "
        "status of any area",
        width=round(right - left),
        height=round(bottom - top),
        areas={code: outline(code) for code in sorted(seen)},
        dots={code: moved(place) for code, place in sorted(dots.items())},
        elsewhere=path(code for code in drawn if code not in states and not _OPEN.fullmatch(code)),
        open=path(code for code in drawn if _OPEN.fullmatch(code)),
    )


def _projected(line: Sequence[Place]) -> list[Place]:
    """A line on the map, y downwards; one that crosses the edge goes on beyond it instead of jumping back."""
    found: list[Place] = []
    before = None
    for longitude, latitude in line:
        turned = (longitude - MIDDLE + 180) % 360 - 180
        if before is not None:
            turned = before + (turned - before + 180) % 360 - 180
        before = turned
        x, y = project(turned, latitude)
        found.append((x * _SCALE, -y * _SCALE))
    return found


def _thinned(line: list[Place]) -> list[Place]:
    """A line without the corners that make the smallest triangles (Visvalingam), its ends kept."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    kept = [True] * len(line)
    fewest = 4 if line[0] == line[-1] else 2

    def size(at: int) -> float:
        return abs(_area([line[before[at]], line[at], line[after[at]]]))

    heap = [(size(at), at) for at in range(1, len(line) - 1)]
    heapq.heapify(heap)
    left, least = len(line), 0.0
    now = {at: value for value, at in heap}
    while heap and left > fewest:
        value, at = heapq.heappop(heap)
        if not kept[at] or now[at] != value:
            continue
        least = max(least, value)
        if least > _THIN:
            break
        kept[at] = False
        left -= 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for other in (before[at], after[at]):
            if 0 < other < len(line) - 1:
                now[other] = size(other)
                heapq.heappush(heap, (now[other], other))
    return [place for place, keep in zip(line, kept, strict=True) if keep]


def _joined(ring: Sequence[int], lines: Sequence[list[Place]]) -> list[Place]:
    """A closed line out of numbered ones; ~n is line n backwards. A part that lies at the other edge is put beside."""
    found: list[Place] = []
    for number in ring:
        line = lines[number if number >= 0 else ~number]
        line = line if number >= 0 else line[::-1]
        if found and abs(shift := found[-1][0] - line[0][0]) > WIDTH / 8:
            line = [(x + shift, y) for x, y in line]
        found += line[1:] if found else line
    return found


def _area(ring: Sequence[Place]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def _worth_drawing(rings: Sequence[list[Place]]) -> list[list[Place]]:
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    return [ring for ring in rings if abs(_area(ring)) >= _SPECK or (ring is largest and abs(_area(ring)) > 1)]


def _middle(rings: Sequence[list[Place]]) -> Place:
    """The centre of the box around the largest part."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    across, down = zip(*largest, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _inside(rings: Sequence[list[Place]]) -> tuple[Place, float]:
    """The place within the largest part that is farthest from its line, on a grid, and how far that is."""
    ring = max(rings, key=lambda one: abs(_area(one)))
    across, down = zip(*ring, strict=True)
    steps = 24
    best, most = _middle([ring]), 0.0
    for i in range(1, steps):
        for j in range(1, steps):
            place = (
                min(across) + (max(across) - min(across)) * i / steps,
                min(down) + (max(down) - min(down)) * j / steps,
            )
            if _holds(ring, place):
                room = min(_distance(place, a, b) for a, b in pairwise(ring))
                if room > most:
                    best, most = place, room
    return best, most


def _holds(ring: Sequence[Place], place: Place) -> bool:
    x, y = place
    crossed = [
        a
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
    ]
    return len(crossed) % 2 == 1


def _distance(place: Place, start: Place, end: Place) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    part = ((place[0] - start[0]) * dx + (place[1] - start[1]) * dy) / (dx * dx + dy * dy or 1)
    part = min(max(part, 0), 1)
    return hypot(place[0] - start[0] - part * dx, place[1] - start[1] - part * dy)


def _apart(places: Mapping[str, Place]) -> dict[str, Place]:
    """The dots, each pair pushed apart until none covers another."""
    moved = {code: list(place) for code, place in sorted(places.items())}
    for _ in range(500):
        close = False
        for one, other in combinations(moved.values(), 2):
            dx, dy = other[0] - one[0], other[1] - one[1]
            far = hypot(dx, dy)
            if far < _APART - 0.01:
                close = True
                if far < 0.01:
                    dx, dy, far = 1.0, 0.0, 1.0
                push = (_APART - min(far, _APART)) / 2 + 0.01
                for place, sign in ((one, -1), (other, 1)):
                    place[0] += sign * push * dx / far
                    place[1] += sign * push * dy / far
        if not close:
            break
    return {code: (x, y) for code, (x, y) in moved.items()}


def _path(ring: Sequence[Place], left: float, top: float) -> str:
    """A closed line in whole units, as SVG writes it shortest: each place by its step from the one before."""
    whole = [(round(x - left), round(y - top)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    steps = [step for step in steps if step != (0, 0)][:-1]  # z draws the last one
    if len(steps) < 2:
        return ""
    said = "".join(
        f"{dx if dx < 0 or not n else f' {dx}'}{dy if dy < 0 else f' {dy}'}" for n, (dx, dy) in enumerate(steps)
    )
    return f"M{whole[0][0]} {whole[0][1]}l{said}z"


def main(arguments: Sequence[str]) -> int:
    """Writes the file and says how large it is; 2 where no input file is named."""
    if len(arguments) != 1:
        print("etl.map.borders: expected one file; see the head of its module for where it comes from", file=sys.stderr)
        return 2
    folder = Settings().catalogue
    states = [area.area_id for area in load_catalogue(folder).areas if area.itu_member]
    made = borders(Path(arguments[0]), states)
    text = json.dumps(asdict(made), ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"
    (folder / "borders.json").write_text(text, encoding="utf-8")
    print(f"{len(made.areas)} areas, {len(made.dots)} dots, {len(text.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
