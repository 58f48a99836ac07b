"""Eurostat: the cube of JSON-stat and its flags. Its figures here are made up for the tests."""

import json
from typing import Any

import pytest

from etl import drop
from etl.errors import RefusedFileError
from etl.reading import Desk
from etl.rows import ReadFile
from etl.staging import stage


def dimension(*codes: str) -> dict[str, Any]:
    return {"category": {"index": {code: place for place, code in enumerate(codes)}, "label": dict.fromkeys(codes, "")}}


def cube(
    value: Any,
    *,
    geo: tuple[str, ...] = ("EL", "UK"),
    time: tuple[str, ...] = ("2022", "2023"),
    kinds: tuple[str, ...] = ("IND_TOTAL",),
    unit: str = "PC_IND",
    **more: Any,
) -> dict[str, Any]:
    return {
        "version": "2.0",
        "class": "dataset",
        "source": "ESTAT",
        "updated": "2026-03-12T11:00:00+0100",
        "value": value,
        "id": ["freq", "indic_is", "unit", "ind_type", "geo", "time"],
        "size": [1, 1, 1, len(kinds), len(geo), len(time)],
        "dimension": {
            "freq": dimension("A"),
            "indic_is": dimension("I_IUGOV1"),
            "unit": dimension(unit),
            "ind_type": dimension(*kinds),
            "geo": dimension(*geo),
            "time": dimension(*time),
        },
    } | more


def read(data: dict[str, Any], desk: Desk) -> ReadFile:
    (file,) = drop.read_file("isoc_ciegi_ac.json", json.dumps(data).encode(), desk)
    return file


def figures(file: ReadFile) -> list[tuple[str, ...]]:
    return [(row.fields["area_id"], row.fields["year"], row.fields["value"]) for row in file.rows]


FOUR = [("GRC", "2022", "60.1"), ("GRC", "2023", "61.2"), ("GBR", "2022", "70.3"), ("GBR", "2023", "71.4")]


@pytest.mark.parametrize("value", [{"0": 60.1, "1": 61.2, "2": 70.3, "3": 71.4}, [60.1, 61.2, 70.3, 71.4]])
def test_flat_positions(desk, value):
    """Positions run through the last dimension first, as text keys or as a list; EL is Greece, UK the Kingdom."""
    file = read(cube(value), desk)
    assert figures(file) == FOUR
    _, rejected = stage(file.rows, desk.catalogue, {file.file: {file.releases[0].name}})
    assert rejected == []


def test_order_of_the_codes_is_that_of_their_numbers(desk):
    """The numbers of the codes say the order, not the order in which they are written."""
    data = cube({"0": 60.1, "3": 71.4})
    data["dimension"]["geo"]["category"]["index"] = {"UK": 1, "EL": 0}
    assert figures(read(data, desk)) == [FOUR[0], FOUR[3]]


def test_a_category_may_be_a_list_or_a_label_alone(desk):
    """JSON-stat allows a list of codes, and no index where there is one code."""
    data = cube([60.1, 61.2, None, 71.4])
    data["dimension"]["time"]["category"]["index"] = ["2022", "2023"]
    data["dimension"]["unit"]["category"] = {"label": {"PC_IND": "Percentage of individuals"}}
    file = read(data, desk)
    assert (figures(file), file.records) == ([FOUR[0], FOUR[1], FOUR[3]], 3)


@pytest.mark.parametrize(
    ("flag", "status", "note"),
    [
        ("e", "estimated", ""),
        ("p", "reported", "provisional"),
        ("b", "reported", "break in series"),
        ("u", "reported", "low reliability"),
        ("bu", "reported", "break in series, low reliability"),
        ("be", "estimated", "break in series"),
        ("x", "reported", "flag x"),
    ],
)
def test_flags(desk, flag, status, note):
    """Flags may be joined; an estimate is marked, the others are said in the note."""
    (row,) = read(cube({"0": 60.1}, status={"0": flag}), desk).rows
    assert (row.fields["value_status"], row.fields["note"]) == (status, note)


def test_a_flag_without_a_value_is_no_value(desk):
    """A cell that has a flag alone, or a colon beside a zero, is counted as without a value."""
    file = read(cube({"0": 60.1, "2": 0}, status={"1": ":", "2": ": "}), desk)
    assert (figures(file), file.records) == ([FOUR[0]], 3)
    assert [(aside.reason, aside.figures) for aside in file.aside] == [("no value", 2)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"geo": ("EU27_2020",)}, "an area that is not tracked (an aggregate of the service's own, or a territory)"),
        ({"geo": ("EA",)}, "an area that is not tracked (an aggregate of the service's own, or a territory)"),
        ({"kinds": ("Y16_24",)}, "a group of individuals"),
        ({"unit": "PC_IND_IU3"}, "in PC_IND_IU3, where PC_IND was expected"),
    ],
)
def test_set_aside(desk, change, reason):
    """The Union, groups of individuals and shares of Internet users are not shares of everybody in a country."""
    file = read(cube({"0": 60.1}, **{"geo": ("EL",), "time": ("2022",)} | change), desk)
    assert (file.rows, [aside.reason for aside in file.aside]) == ((), [reason])


def test_groups_of_individuals_beside_everybody(desk):
    """Of several kinds of individuals only everybody is read."""
    file = read(cube({"0": 60.1, "4": 99.9}, kinds=("IND_TOTAL", "Y16_24")), desk)
    assert figures(file) == [FOUR[0]]


def test_the_day_of_the_update_is_the_edition(desk):
    """The edition is named after the day on which the table was updated."""
    (release,) = read(cube({"0": 60.1}), desk).releases
    assert (release.name, release.vintage) == ("Eurostat isoc_ciegi_ac, 2026-03-12", "2026-03")


@pytest.mark.parametrize("spoil", [{"size": [1, 1, 1, 1, 2, 1]}, {"value": {"4": 60.1}}])
def test_a_cube_that_does_not_fit_is_refused(desk, spoil):
    """A cube whose sizes do not fit its dimensions or positions is refused: every figure could be another one's."""
    with pytest.raises(RefusedFileError, match="do not fit the cube"):
        read(cube({"0": 60.1}) | spoil, desk)
