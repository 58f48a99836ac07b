"""Every kind of chart of every indicator, for sets of areas: it draws what plotly.js can draw, or says why not."""

from dataclasses import replace
from random import Random
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from dash.development.base_component import Component

from dashboard.address.explore import read_view
from dashboard.pages.explore.content import shown
from dashboard.pages.explore.kinds import KINDS
from dashboard.pages.explore.kinds.drawing import Drawing
from dashboard.reading.explored import Findings, find
from dashboard.reading.warehouse import Snapshot
from tests.dashboard.address.test_selection import CATALOGUE
from tests.dashboard.reader import kind, text

SERVED = {"scatter", "bar"}
"""The traces that the basic build of plotly.js draws."""

SETS = {
    "the default": "area=WLD&area_type=itu_region",
    "all economies": "area_type=economy",
    "every kind of group": "area_type=itu_region,development_level,income_group",
    "one economy": "area=KEN",
    "an own group": "group=KEN,UGA,TZA",
}


IN_A_RUN = 1
"""How many of these sets an indicator is looked at for, in every kind of chart: others in every run."""


def read(snapshot: Snapshot, indicator: str, areas: str) -> Findings:
    """All rows of an indicator for a set of areas."""
    view, problems = read_view(parse_qsl(f"chart=table&indicator={indicator}&{areas}"), snapshot.catalogue, KINDS)
    assert not problems
    return find(snapshot, view)


def found_by(chart: Drawing, one: Findings, other: Findings) -> Findings:
    """What a kind of chart finds in rows that have been read; a scatter takes the other indicator, too."""
    both = (one, other) if chart.pair else (one,)
    tiled = {tile.area_id for tile in one.catalogue.tiles}
    areas = tuple(area for area in one.areas if not chart.of_tiles or area.area_id in tiled)
    rows = pd.concat([each.all_rows for each in both], ignore_index=True) if chart.pair else one.all_rows
    if areas != one.areas:
        rows = rows[rows["area_id"].isin({area.area_id for area in areas})]
    view = replace(one.view, kind=chart)
    return replace(
        one,
        view=view,
        indicators=tuple(each.indicator for each in both),
        areas=areas,
        exists={key: frame for each in both for key, frame in each.exists.items()},
        all_rows=rows,
        frame=chart.draws(rows, view) if len(rows) else rows,
        reasons={each.indicator.id: {} for each in both},
    )


@pytest.fixture(scope="module")
def beside() -> dict[tuple[str, str], Findings]:
    """What has been read of the second indicator of a scatter, by indicator and set of areas."""
    return {}


@pytest.mark.drawn(50)
@pytest.mark.parametrize("indicator", CATALOGUE.indicator_by_id)
def test_every_kind_draws_or_says_why_not(
    snapshot: Snapshot, beside: dict[tuple[str, str], Findings], chance: Random, indicator: str
):
    """No kind of chart fails, whatever the indicator and the areas; where nothing is drawn stands a reason."""
    failing = []
    for name in chance.sample(sorted(SETS), IN_A_RUN):
        areas = SETS[name]
        one = read(snapshot, indicator, areas)
        second = (replace(one.view, kind=KINDS["scatter"]).indicators[1], areas)
        if second not in beside:
            beside[second] = read(snapshot, *second)
        for chart in KINDS.values():
            try:
                says_something(found_by(chart, one, beside[second]))
            except Exception as error:
                failing.append(f"{chart.name} of {name}: {error!r}")
    assert not failing, "\n".join(failing)


def says_something(found: Findings) -> None:
    """Fail where a view has neither a chart with a title nor a reason."""
    parts = shown(found)
    if found.is_blank:
        (reason,) = parts
        assert len(text(reason)) > 40
    elif found.view.kind.name != "table":
        (figure,) = [part for part in parts if type(part).__name__ == "Figure"]
        assert text(kind(figure.children[0], "H2")[0])
        assert all({trace["type"] for trace in drawn.data["data"]} <= SERVED for drawn in plotted(figure))


def plotted(figure: Component) -> list[Component]:
    """The stores of what plotly draws in a figure; none where it is drawn without."""
    return [store for store in kind(figure, "Store") if isinstance(store.data, dict) and "data" in store.data]
