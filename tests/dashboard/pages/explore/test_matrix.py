"""Every kind of chart of every indicator, for five sets of areas: it draws, or says why it does not."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from dashboard.address.explore import CHARTS, read_view
from dashboard.pages.explore.content import shown
from dashboard.reading.explored import Findings, asked_areas, drawn, find
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.address.test_selection import CATALOGUE
from tests.dashboard.reader import kind, text

SETS = {
    "the default": "area=WLD&area_type=itu_region",
    "all economies": "area_type=economy",
    "every kind of group": "area_type=itu_region,development_level,income_group",
    "one economy": "area=KEN",
    "an own group": "group=KEN,UGA,TZA",
}


@pytest.fixture(scope="module")
def beside() -> dict[tuple[str, str], Findings]:
    """What has been read of the second indicator of a scatter, by indicator and set of areas."""
    return {}


def read(snapshot: Snapshot, indicator: str, areas: str) -> Findings:
    """All rows of an indicator for a set of areas."""
    view, problems = read_view(parse_qsl(f"chart=table&indicator={indicator}&{areas}"), snapshot.catalogue)
    assert not problems
    return find(snapshot, view)


def found_by(snapshot: Snapshot, chart: str, one: Findings, other: Findings) -> Findings:
    """What a kind of chart finds in rows that have been read; a scatter takes the other indicator, too."""
    view = replace(one.view, chart=chart)
    both = (one, other) if chart == "scatter" else (one,)
    areas = asked_areas(snapshot, view)
    rows = pd.concat([each.all_rows for each in both], ignore_index=True)
    if chart == "map":
        rows = rows[rows["area_id"].isin({area.area_id for area in areas})]
    indicators = tuple(each.indicator for each in both)
    exists = {key: frame for each in both for key, frame in each.exists.items()}
    return Findings(view, indicators, areas, exists, rows, drawn(rows, view, indicators))


@pytest.mark.parametrize("indicator", CATALOGUE.indicator_by_id)
def test_every_kind_draws_or_says_why_not(snapshot: Snapshot, beside: dict[tuple[str, str], Findings], indicator: str):
    """No kind of chart fails, whatever the indicator and the areas; where nothing is drawn stands a reason."""
    failing = []
    for name, areas in SETS.items():
        one = read(snapshot, indicator, areas)
        second = (replace(one.view, chart="scatter").indicators[1], areas)
        if second not in beside:
            beside[second] = read(snapshot, *second)
        for chart in CHARTS:
            try:
                says_something(snapshot, found_by(snapshot, chart, one, beside[second]))
            except Exception as error:
                failing.append(f"{chart} of {name}: {error!r}")
    assert not failing, "\n".join(failing)


def says_something(snapshot: Snapshot, found: Findings) -> None:
    """Fail where a view has neither a chart with a title nor a reason."""
    parts = shown(snapshot, found, {one.id: {} for one in found.indicators})
    if found.frame.empty:
        (reason,) = parts
        assert len(text(reason)) > 40
    elif found.view.chart != "table":
        (figure,) = kind(parts, "Figure")
        assert text(kind(figure, "H2")[0])
