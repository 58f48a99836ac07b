"""The cases about sources and their definitions, read in place; each kind is tested beside its source, too."""

from etl.reading.desk import Desk
from tests.cases import case, needs_cases
from tests.etl.taken import Taken, take

pytestmark = needs_cases


def take_case(name: str, desk: Desk) -> Taken:
    return take(case(name).read_bytes(), desk)


def test_sdg_world_with_nature_n(desk: Desk):
    """An aggregate with Nature N is a figure: the world's and the least developed countries' are kept, as estimates."""
    taken = take_case("sdg_world_with_nature_n.csv", desk)
    assert taken.figures("area_id", "value", "value_status", "note") == [
        ("WLD", 63.1, "estimated", ""),
        ("LDC", 32.1, "estimated", ""),
        ("KEN", 29.0, "estimated", ""),
    ]
    assert (taken.aside, taken.rejected) == ({}, [])


def test_sdg_ewaste_other_definitions(desk: Desk):
    """A rate of what was collected is no share of what was generated, and thousands of tonnes are no tonnes."""
    taken = take_case("sdg_ewaste_other_definitions.csv", desk)
    assert taken.figures("indicator_id", "area_id", "value") == [("ewaste_recycled_mass", "DEU", 0.836908)]
    assert len(taken.aside) == 2
    assert all(reason.startswith("of an economy: under this code the database mixes") for reason in taken.aside)


def test_datahub_formulas_in_notes(desk: Desk):
    """What looks like a formula is a note like any other, as text."""
    taken = take_case("datahub_formulas_in_notes.csv", desk)
    assert (len(taken.kept), taken.rejected) == (7, [])
    assert {one.note.split("; ")[0] for one in taken.kept} >= {'=HYPERLINK("http://evil","x")', "-2+3", "+1", "=1"}
