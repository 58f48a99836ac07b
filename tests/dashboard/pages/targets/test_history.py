"""What a target page opens with: the newest edition of each line, the years before it, and how many figures more."""

import re

import pytest

from dashboard.address.selection import ALL, DISTINCT, HISTORY, LATEST, Selection
from dashboard.pages.targets.content import content
from dashboard.pages.targets.found import Found, find
from dashboard.pages.targets.view import target_view
from dashboard.reading import own_groups, selected
from dashboard.reading.warehouse import Snapshot
from dashboard.rows import lines, rows
from tests.dashboard.pages.targets.test_view import pairs
from tests.dashboard.reader import kind, opened, text

OF_A_PART = ("area_id", "sex", "age", "location", "level")


def found_of(snapshot: Snapshot, target: str, query: str = "") -> Found:
    """What a target page shows for a query string."""
    return find(snapshot, target_view(snapshot, snapshot.catalogue.target_by_id[target], pairs(query)))


@pytest.mark.parametrize(
    ("target", "query"),
    [
        ("1.7", ""),
        ("1.1", "area_type=income_group"),
        ("1.7", "area_type=economy&member_of=LDC"),
        ("1.5", "level=primary"),
    ],
)
def test_one_line_and_its_history(snapshot: Snapshot, target: str, query: str):
    """Each area and breakdown has its line shown first, and at most one other, of which all years lie before it."""
    found = found_of(snapshot, target, query)
    assert found.selection.edition == HISTORY
    for figures in lines(rows(found.frame), OF_A_PART):
        first = [row for row in figures if row.is_headline]
        before = [row for row in figures if not row.is_headline]
        assert len({(row.origin, row.edition) for row in first}) == 1
        assert len({(row.origin, row.edition) for row in before}) <= 1
        assert all(row.is_history and row.year < min(one.year for one in first) for row in before)


def test_the_history_goes_back_furthest(snapshot: Snapshot):
    """No other line of an area has more years before its line shown first than the one that stands for its history."""
    every = found_of(snapshot, "1.7", "edition=all").frame
    shown = found_of(snapshot, "1.7").frame
    for figures in lines(rows(every), OF_A_PART):
        start = min(row.year for row in figures if row.is_headline)
        others = lines(row for row in figures if not row.is_headline and row.year < start)
        longest = max((len(line) for line in others), default=0)
        area = figures[0].area_id
        assert len(shown[(shown["area_id"] == area) & shown["is_history"]]) == longest


def test_what_others_say_is_counted_and_one_link_away(snapshot: Snapshot):
    """The link to the figures of other editions tells how many more figures its view has."""
    for query in ("", "area_type=economy&area=KEN,DEU", "from=2023", "sex=female,male"):
        found = found_of(snapshot, "1.7", query)
        distinct = found_of(snapshot, "1.7", f"{query}&edition={DISTINCT}")
        again = distinct.frame["is_headline"] | distinct.frame["is_history"]
        assert found.further == int((~again).sum())
        told = [
            text(one) for one in kind(opened(content(found)), "P") if "left-out" in str(getattr(one, "className", ""))
        ]
        assert told == ([f"Show {found.further} figures of other editions."] if found.further else [])


def test_a_chart_says_where_computed_and_published_lie_apart(snapshot: Snapshot):
    """The history of the Arab States is computed, and in 2022 lies 11.3 points over what is published; of the other
    regions none lies more than five points off.
    """
    said = re.findall("computed: [^'\"]+", str(content(found_of(snapshot, "1.7"))))
    assert said == ["computed: +11.3 in 2022"]
    far = [one for one in found_of(snapshot, "1.7").differences if one.year == 2022 and abs(one.difference) > 5]
    assert {one.area_id for one in far if one.published_edition == "2025 (Nov)"} == {"ITU-ARB"}
    assert {f"{one.computed_value - one.published_value:+.1f}" for one in far} >= {"+11.3"}


def test_editions_of_the_api(snapshot: Snapshot):
    """History lies between latest and all: it has what latest has and more, and nothing that all has not."""
    asked = Selection(indicator=("internet_users",), area_type=("itu_region",))
    counts = [len(selected.observations(snapshot, asked.but(edition=one))) for one in (LATEST, HISTORY, ALL)]
    assert counts == sorted(set(counts))


def test_a_group_of_ones_own_has_its_history_too(snapshot: Snapshot):
    """Of the lines computed for a reader's own group only years before the one shown first are its history."""
    asked = Selection(indicator=("households_internet",), group=("KEN", "UGA", "TZA"), edition=HISTORY)
    frame = own_groups.observations(snapshot, asked)
    start = frame[frame["is_headline"]]["year"].min()
    assert (frame[~frame["is_headline"]]["year"] < start).all()
    assert frame["is_headline"].any()


def test_bounds_keep_economies_by_their_newest_figure(snapshot: Snapshot):
    """`over` keeps the economies of which the newest figure shown first is above it, and all their years."""
    whole = found_of(snapshot, "1.2", "area_type=economy&member_of=LDC").frame
    newest = whole[whole["is_headline"] & whole["is_latest"]].set_index("area_id")["value"]
    found = found_of(snapshot, "1.2", "area_type=economy&member_of=LDC&over=5")
    assert set(found.frame["area_id"]) == set(newest[newest > 5].index)
    assert (found.of_all, found.missing) == (len(newest), ())
    assert len(found.frame) == int(whole["area_id"].isin(newest[newest > 5].index).sum())
