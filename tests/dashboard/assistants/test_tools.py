"""What tools answer beside the forty questions: what they never lose, caps, parts, breaks, and the build they read."""

from typing import Any

import pytest

from dashboard.address.selection import Selection
from dashboard.assistants.addresses import Base
from dashboard.assistants.asked import MOST_ROWS, MOST_VERDICTS
from dashboard.assistants.figures import quote
from dashboard.assistants.tools import as_text, call
from dashboard.reading import own_groups
from dashboard.reading.warehouse import Snapshot, Warehouse
from dashboard.rows import observations
from dashboard.words.quoted import BOUNDS
from indicators.settings import Settings
from tests.dashboard.assistants.conftest import INTERNET, asked
from tests.dashboard.reading.test_warehouse import rebuilt


def test_the_tools_follow_the_switch(served_project: Settings):
    """The next call after a switch reads the new build."""
    tools = Warehouse(served_project.current)
    arguments = {"indicator": "internet_users", "area": "LDC", "edition": "2024", "source": "all", "from_": 2024}
    before = asked(tools, "get_observations", **arguments)
    build_id = rebuilt(served_project, ",35,", ",36,")
    after = asked(tools, "get_observations", **arguments)
    assert before.build.id != after.build.id == build_id
    assert 35 in [row.value for row in before.rows]
    assert 36 in [row.value for row in after.rows]


def test_no_bound_becomes_a_figure(snapshot: Snapshot):
    """Every bound of the build is quoted as one: without a value, with its word in figure, sentence and data."""
    bounded = [row for row in observations(_every(snapshot)) if row.qualifier in set(map(str, BOUNDS))]
    assert len(bounded) > 4
    for row in bounded:
        said = quote(row, snapshot.catalogue)
        assert said.value is None
        assert (said.bound.word, said.bound.value) == (row.qualifier.replace("_", " "), row.value)
        assert said.figure[0] in "≥>≤<"
        assert f"published as a bound, {said.bound.word}; the figure itself is not" in said.said


def test_no_computed_figure_is_called_published(snapshot: Snapshot):
    """Every computed figure of the build says that it is, with what it rests on, and never "published"."""
    found = [quote(row, snapshot.catalogue) for row in observations(_every(snapshot, origin=("computed",)))]
    assert len(found) > 1_000
    assert [one for one in found if not one.rests_on or f"; {one.rests_on}" not in one.said] == []
    assert [one for one in found if "; published" in one.said] == []


def test_no_projection_is_called_observed(snapshot: Snapshot):
    """Every projection of a publisher says that it is one."""
    found = [quote(row, snapshot.catalogue) for row in observations(_every(snapshot)) if not row.is_observed]
    assert found
    assert [one for one in found if "a projection of the publisher, not an observation" not in one.said] == []
    assert not any(one.is_observed for one in found)


def _every(snapshot: Snapshot, **filters: object) -> Any:
    """The figures of the world, its groups and, of what bounds are on, of everybody, in every edition."""
    kinds = ("world", "itu_region", "development_level", "income_group")
    return own_groups.observations(snapshot, Selection(edition="all", source="all", area_type=kinds).but(**filters))


def test_parts_are_asked_for(tools: Warehouse):
    """Without a breakdown everybody together is given; "any" gives the parts."""
    area = {"area": "WLD", "latest": True}
    together = asked(tools, "get_observations", **INTERNET, **area)
    assert [(row.sex, row.age, row.location) for row in together.rows] == [("both", "all", "total")]
    parts = asked(tools, "get_observations", **INTERNET, **area, sex="any", location="any")
    assert {(row.sex, row.location) for row in parts.rows} >= {("female", "total"), ("both", "rural")}
    assert "sex=" not in parts.repeat.csv


def test_what_is_held_apart_is_told(tools: Warehouse):
    """Of an area with figures of parts only, it is told which parts."""
    (silent,) = asked(tools, "get_observations", indicator="coverage_2g_only", area="LDC").missing
    assert silent.reason == "held_apart"
    assert "held for one part only: rural" in silent.said


@pytest.mark.parametrize(("tool", "most"), [("get_observations", MOST_ROWS), ("get_progress", MOST_VERDICTS)])
def test_a_cap_is_said(tools: Warehouse, tool: str, most: int):
    """Of more rows than an answer holds, it says how many there are, how many are here, and where all are."""
    found = asked(tools, tool, **INTERNET, area_type="economy")
    assert len(found.rows) == found.counted.given == most < found.counted.total
    rest = f"{most} of {found.counted.total} rows are here, in the order of the file."
    assert found.counted.rest.startswith(rest)
    assert found.repeat.csv in found.counted.rest
    assert found.counted.rest in as_text(found)


def test_whole_years_are_compared(tools: Warehouse):
    """Where not all editions fit in an answer, the newest years are given whole, and the others are said."""
    found = asked(tools, "compare_editions", **INTERNET, area="WLD")
    every = asked(tools, "compare_editions", **INTERNET, area="WLD", from_=found.rows[-1].year)
    assert found.counted.given < found.counted.total
    assert [row.figures for row in found.rows] == [row.figures for row in every.rows]


def test_a_set_says_how_it_stands(tools: Warehouse):
    """Of the economies of a group it is told how many reach the benchmark, whether or not all are in the answer."""
    found = asked(tools, "get_progress", **INTERNET, member_of="LDC")
    assert found.said[0].startswith("Internet users, LDCs: none of ")
    assert "not those of ITU" in found.said[-1]


def test_a_verdict_of_a_computed_figure_says_so(tools: Warehouse):
    """A verdict that rests on a computed figure warns of it, and of whose pace it is."""
    (row,) = asked(tools, "get_progress", indicator="households_internet", area="ITU-AFR").rows
    assert row.now.origin == "computed"
    assert "The newest figure is computed here, not published." in row.warnings


def test_a_suspected_break_is_told(tools: Warehouse):
    """A line that jumps as if its method had changed is told as one by verdict, badge and coverage."""
    badge = asked(tools, "explain_badge", **INTERNET, area="JPN")
    assert badge.verdict.suspected_break == 2021
    assert "Suspected break" in [one.name for one in badge.facts]
    assert any(one.startswith("In 2021 the line jumps") for one in badge.said)
    known = asked(tools, "coverage", **INTERNET, area="JPN")
    assert [one for one in known.breaks if one.startswith("Suspected, 2021, Japan: from 90.")]


def test_a_badge_of_a_group_of_ones_own(tools: Warehouse):
    """A group of one's own is explained like any area, with the address of its badge."""
    badge = asked(tools, "explain_badge", **INTERNET, group="KEN,UGA")
    assert badge.verdict.now.origin == "computed"
    assert badge.repeat.page.endswith("&badge=group")
    assert [one.method for one in badge.methods]
    assert badge.projections


def test_a_badge_without_a_figure(tools: Warehouse):
    """Of a line without a figure, the badge says why there is none."""
    badge = asked(tools, "explain_badge", indicator="businesses_internet", area="WLD")
    assert badge.verdict.now is None
    assert "no world average exists" in badge.facts[0].said
    assert badge.observations_used == []


def test_an_area_says_what_it_lacks(tools: Warehouse):
    """Of an area it is told which indicators have figures, and why the others have none."""
    found = asked(tools, "coverage", area="TUV")
    held, silent = {one.indicator_id for one in found.held}, {one.indicator_id for one in found.missing}
    assert "internet_users" in held
    assert {"smartphone_owners", "egov_users"} <= silent
    assert held.isdisjoint(silent)
    of_one = asked(tools, "coverage", area="TUV", target="1.4")
    assert {one.indicator_id for one in of_one.missing} == {"smartphone_owners", "smartphone_users"}


def test_computed_beside_published(tools: Warehouse):
    """Of a group whose figure is published and computed, the difference is told with what the computed one covers."""
    found = asked(tools, "coverage", **INTERNET, area="ITU-AFR")
    first = found.beside_published[0]
    assert "published (edition" in first
    assert "computed from" in first
    assert "of the people; difference" in first


def test_a_citation_says_what_is_computed(tools: Warehouse):
    """The citation of computed figures says that they are, and names the data they were computed from."""
    found = asked(tools, "cite", **INTERNET, group="KEN,UGA", latest=True)
    assert found.said[1] == "1 of the 1 figures are computed by this tracker from those of the sources: say so."
    assert "ITU DataHub" in found.citation
    nothing = asked(tools, "cite", indicator="smartphone_users", area="WLD")
    assert (nothing.citation, nothing.figures) == ("", 0)


def test_readers_may_reach_the_pages_elsewhere(tools: Warehouse):
    """All addresses begin where readers reach the pages."""
    found = call(tools, Base("https://tracker.example.org"), "list_areas", {"name": "Kenya"})
    assert found.repeat.page == "https://tracker.example.org/areas"
    assert found.rows[0].page == "https://tracker.example.org/areas/KEN"
