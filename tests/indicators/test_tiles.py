"""The tile map gives every Member State one square, grouped by ITU region, and a broken one is refused."""

from collections import Counter
from itertools import combinations

import pytest

from indicators.catalogue import Catalogue
from indicators.catalogue_files import load_catalogue
from indicators.entries import CatalogueError
from indicators.settings import Settings
from indicators.vocabulary import AreaType
from tests.etl.damage import append, replace

# First and last column, first and last row: where each block lies.
BLOCKS = {
    "ITU-AMS": (1, 7, 4, 13),
    "ITU-EUR": (9, 18, 1, 7),
    "ITU-CIS": (20, 24, 3, 4),
    "ITU-ARB": (11, 21, 9, 13),
    "ITU-AFR": (9, 19, 11, 17),
    "ITU-ASP": (22, 32, 6, 13),
}


@pytest.fixture(scope="module")
def places(catalogue: Catalogue) -> dict[str, set[tuple[int, int]]]:
    """The places of every region's tiles."""
    tiles = {one.area_id: (one.column, one.row) for one in catalogue.tiles}
    regions = [area.area_id for area in catalogue.areas if area.area_type is AreaType.ITU_REGION]
    return {
        region: {tiles[one.area_id] for one in catalogue.memberships if one.group_id == region and one.area_id in tiles}
        for region in regions
    }


def touching(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places share a side or a corner."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) == 1


def test_every_member_state_has_one_tile(catalogue: Catalogue):
    """Each Member State has exactly one tile, and nobody else has one."""
    states = [area.area_id for area in catalogue.areas if area.itu_member]
    assert Counter(one.area_id for one in catalogue.tiles) == Counter(states)


def test_no_two_share_a_place(catalogue: Catalogue):
    """No tile covers another."""
    assert [place for place, n in Counter((one.column, one.row) for one in catalogue.tiles).items() if n > 1] == []


def test_every_tile_lies_in_one_region(catalogue: Catalogue, places: dict[str, set[tuple[int, int]]]):
    """The six regions share out all tiles."""
    assert sum(len(block) for block in places.values()) == len(catalogue.tiles)


def test_regions_are_apart(places: dict[str, set[tuple[int, int]]]):
    """Tiles of different regions touch neither by a side nor by a corner."""
    for (first, ours), (second, theirs) in combinations(places.items(), 2):
        assert [(first, a, second, b) for a in ours for b in theirs if touching(a, b)] == []


def test_every_region_is_one_block(places: dict[str, set[tuple[int, int]]]):
    """From every tile of a region one comes to every other by sides and corners, so that none looks like a stray."""
    for region, block in places.items():
        reached: set[tuple[int, int]] = set()
        found = {min(block)}
        while found:
            reached |= found
            found = {one for one in block - reached if any(touching(one, other) for other in found)}
        assert (region, block - reached) == (region, set())


@pytest.mark.parametrize(("region", "expected"), BLOCKS.items())
def test_where_a_region_lies(places: dict[str, set[tuple[int, int]]], region: str, expected: tuple[int, int, int, int]):
    """Regions lie as on a map of the world, in a grid of 32 columns and 17 rows."""
    columns, rows = zip(*places[region], strict=True)
    assert (min(columns), max(columns), min(rows), max(rows)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("\nCAN,2,4", "", "area_id CAN is missing; expected every Member State once"),
        ("\nCAN,2,4\nUSA,2,5", "", "area_id CAN, USA is missing; expected every Member State once"),
        ("USA,2,5", "USA,2,4", "column 2, row 4 of USA is the place of CAN; expected every place once"),
        ("USA,2,5", "CAN,2,5", "area_id CAN has a tile in line "),
        ("USA,2,5", "PSE,2,5", "area_id is PSE; expected a Member State of areas.csv"),
        ("USA,2,5", "ITU-AMS,2,5", "area_id is ITU-AMS; expected a Member State of areas.csv"),
        ("USA,2,5", "XYZ,2,5", "area_id is XYZ; expected a Member State of areas.csv"),
        ("USA,2,5", "USA,2,0", "key 'row' is '0'; expected: input should be greater than or equal to 1"),
        ("USA,2,5", "USA,0,5", "key 'column' is '0'; expected: input should be greater than or equal to 1"),
        ("USA,2,5", "USA,2,", "key 'row' is ''; expected: input should be a valid integer"),
        ("USA,2,5", "USA,2", "expected 3 fields"),
        ("area_id,column,row", "area_id,row,column", "the header is area_id,row,column; expected area_id,column,row"),
    ],
)
def test_tiles_that_are_refused(project: Settings, old: str, new: str, expected: str):
    """A tile too few, too many or in a wrong place is refused in one sentence that names file, entry and key."""
    replace(project.catalogue / "tiles.csv", old, new)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(project.catalogue)
    message = str(caught.value)
    assert message.startswith("data/catalogue/tiles.csv: ")
    assert expected in message
    assert len(message.splitlines()) == 1


def test_a_tile_too_many_is_named_by_its_line(project: Settings, catalogue: Catalogue):
    """A second tile of an area is refused with its own line and the line of the first."""
    first = catalogue.tiles[0].area_id
    append(project.catalogue / "tiles.csv", f"{first},30,17\n")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(project.catalogue)
    assert str(caught.value) == (
        f"data/catalogue/tiles.csv: line {len(catalogue.tiles) + 2}: area_id {first} has a tile in line 2; "
        "expected every area once"
    )
