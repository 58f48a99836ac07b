"""The lists of indicators and areas: words find what they describe, groups are expanded."""

import duckdb
import pytest

from dashboard.assistants.asked import MOST_ROWS
from dashboard.reading.warehouse import Warehouse
from tests.dashboard.assistants.conftest import asked


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Internet use", "internet_users"),
        ("mobile price", "mobile_basket_5gb"),
        ("e-waste recycled", "ewaste_recycled_share"),
        ("households with Internet", "households_internet"),
        ("smartphones", "smartphone_owners"),
        ("gender gap", "internet_gender_parity"),
        ("schools_internet", "schools_internet"),
        ("cybersecurity index", "gci_score"),
    ],
)
def test_words_find_indicators(tools: Warehouse, words: str, first: str):
    """The indicator that words describe comes first, whatever their endings."""
    assert asked(tools, "search_indicators", words=words).rows[0].indicator_id == first


def test_nothing_is_called_so(tools: Warehouse):
    """Words that describe nothing find nothing, which is said; no words at all find everything."""
    nothing = asked(tools, "search_indicators", words="zebras")
    assert (nothing.rows, nothing.said) == ([], ["No indicator is called 'zebras'."])
    every = asked(tools, "search_indicators")
    assert every.counted.total > MOST_ROWS == len(every.rows)


def test_a_target_lists_its_indicators(tools: Warehouse, warehouse: duckdb.DuckDBPyConnection):
    """A target gives its indicators, with its statement."""
    found = asked(tools, "search_indicators", target="1.4")
    ((statement,),) = warehouse.execute("select statement from targets where target_id = '1.4'").fetchall()
    assert statement in found.said
    assert [row.indicator_id for row in found.rows][:3] == ["smartphone_owners", "smartphone_users", "mobile_owners"]


def test_groups_are_expanded(tools: Warehouse, warehouse: duckdb.DuckDBPyConnection):
    """A group gives its economies of today, by their ids."""
    (row,) = asked(tools, "list_areas", group="SIDS").rows
    found = warehouse.execute("select area_id from memberships where group_id = 'SIDS' and valid_to is null").fetchall()
    assert row.members == sorted(one for (one,) in found)
    assert row.members_count == len(row.members) > 30


def test_areas_are_listed_by_kind(tools: Warehouse):
    """A kind of area gives its areas; nothing asked gives the world and its groups."""
    regions = asked(tools, "list_areas", area_type="itu_region")
    assert [row.area_id for row in regions.rows] == [f"ITU-{one}" for one in ("AFR", "AMS", "ARB", "ASP", "CIS", "EUR")]
    assert "WLD" in [row.area_id for row in asked(tools, "list_areas").rows]
