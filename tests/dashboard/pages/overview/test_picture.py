"""The picture of the overview: a dot for every group with a judged figure, and the same in its table."""

from collections import Counter
from itertools import combinations

import pytest
from dash import Dash

from dashboard.address.lens import Lens
from dashboard.figures.reach import NARROWEST, labels, overlaps
from dashboard.numbers import figure
from dashboard.pages.overview.found import find
from dashboard.pages.overview.picture import picture, row_of
from dashboard.pages.overview.placed import OLD_AFTER, drawn_groups, folded, placed
from dashboard.reading.judgements import of_groups
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.made import page
from tests.dashboard.reader import kind, table, text

LENSES = [Lens(2030), Lens(2027), Lens(2030, "commission_2025"), Lens(2030, "connectivity_2030")]


@pytest.fixture(params=LENSES, ids=lambda lens: f"{lens.horizon}-{lens.benchmark}")
def lens(request: pytest.FixtureRequest) -> Lens:
    """Each way to look at the picture."""
    return request.param


def test_a_dot_for_every_judged_figure(snapshot: Snapshot, lens: Lens):
    """Of each target drawn, every region and the LDCs have a dot where the build judges a figure, and nobody else."""
    judged = {(row.indicator_id, row.area_id): row for row in of_groups(snapshot, lens.selection())}
    for target in placed(find(snapshot, lens)):
        indicator, own = target.own.indicator, target.own.area.area_id
        expected = {
            area.area_id
            for area in drawn_groups(snapshot.catalogue)
            if (indicator.id, area.area_id) in judged and judged[indicator.id, area.area_id].status != "not_assessable"
        }
        row = row_of(target, lens)
        assert {one.area_id for one in row.dots} == expected | {own}
        assert [one.area_id for one in row.dots if one.kind == "judged"] == [own]
        for one in row.dots:
            mine = judged[indicator.id, one.area_id]
            value = figure(mine.latest_value, indicator, mine.latest_qualifier)
            assert f": {value}" in one.about
            assert f" in {int(mine.latest_year)} (" in one.about
            assert mine.edition in one.about
            assert one.is_old == (snapshot.build.built_at.year - mine.latest_year > OLD_AFTER)


def test_no_labels_overlap(snapshot: Snapshot, lens: Lens):
    """No two texts of a row overlap, on the narrowest screen and on a wide one."""
    for target in placed(find(snapshot, lens)):
        for width in (NARROWEST, 460):
            boxes = [one.box(width) for one in labels(row_of(target, lens))]
            assert not any(overlaps(one, other) for one, other in combinations(boxes, 2)), target.facts.target.id


def test_every_target_is_drawn_or_folded(snapshot: Snapshot, lens: Lens):
    """Each target of the plan has a row, or a place in the strip that says how many economies report."""
    found = find(snapshot, lens)
    targets = placed(found)
    drawn = [one.facts.target.id for one in targets]
    left_out = [one.target.id for one in folded(found, targets)]
    assert sorted(drawn + left_out) == [one.id for one in snapshot.catalogue.targets]
    assert left_out == ["2.2", "2.3", "2.4"]
    words = text(picture(found, targets, lens))
    assert "2.3 Internet used by businesses (69 economies report)" in words


def test_the_table_has_every_dot(snapshot: Snapshot):
    """The picture in figures names the area, value, year and edition of each dot, and no other."""
    lens = Lens(2030)
    found = find(snapshot, lens)
    targets = placed(found)
    whole = picture(found, targets, lens)
    rows = table(whole, "Every dot of the picture")
    dots = [one for one in kind(whole, "A") if "dot" in getattr(one, "className", "").split()]
    told = Counter(f"{text(row['Area'])} {text(row['Figure'])} {text(row['Year'])}" for row in rows)
    drawn = Counter(
        f"{place.area.name} {about.split(': ', 1)[1].split(' (')[0].replace(' in ', ' ')}"
        for one in targets
        for place, about in zip((*one.groups, one.own), [dot.about for dot in row_of(one, lens).dots], strict=True)
    )
    assert told == drawn
    assert len(dots) == len(rows)
    assert all(text(row["Edition"]) for row in rows)


def test_a_row_is_a_way_in(app: Dash):
    """Each row has its name as a link to its target, and sign and word of its verdict with one fact."""
    rows = [one for one in kind(page(app, "overview"), "Li") if kind(one, "H3") and "row-verdict" in str(one)]
    assert [kind(one, "A")[0].href for one in rows][:2] == ["/targets/1.1", "/targets/1.2"]
    assert len(rows) == 9
    internet = next(one for one in rows if text(one).startswith("1.7"))
    assert all(
        words in text(internet) for words in ("73.6\u202f%", "2025", "Far too slow", "closes 46\u202f% of the way")
    )


def test_never_met_on_a_part(snapshot: Snapshot):
    """1.1 is not met on 3G alone: its row shows the first generation that is not there yet, and names the next."""
    (row,) = [one for one in placed(find(snapshot, Lens(2030))) if one.facts.target.id == "1.1"]
    assert row.own.indicator.id == "coverage_4g"
    assert row.facts.status == "short"
    assert "5G coverage 55" in text(picture(find(snapshot, Lens(2030)), [row], Lens(2030)))
