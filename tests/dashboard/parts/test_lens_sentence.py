"""The sentence of horizon and benchmark: it stands where judging does, and on the choice of the address."""

import dash
import pytest
from dash import Dash

from dashboard.address.lens import Lens
from dashboard.address.selection import DEFAULT_SET
from dashboard.parts.lens_sentence import BENCHMARK_FIELD, HORIZON_FIELD, lens_sentence
from dashboard.reading.warehouse import Snapshot
from indicators.vocabulary import BENCHMARK_SETS
from tests.dashboard.reader import kind, text


@pytest.mark.parametrize("lens", [Lens(2030, usual=2030), Lens(2027, "commission_2025", 2030)])
def test_the_sentence(snapshot: Snapshot, lens: Lens):
    """Both choices offer everything that there is, stand on the lens, and know what goes without saying."""
    sentence = lens_sentence(snapshot.catalogue.plan, lens)
    years, sets = kind(sentence, "Select")
    assert (years.id, sets.id) == (HORIZON_FIELD, BENCHMARK_FIELD)
    assert [one.value for one in years.children] == [str(year) for year in snapshot.catalogue.plan.years]
    assert [one.value for one in sets.children] == [DEFAULT_SET, *BENCHMARK_SETS]
    for select, chosen, usual in ((years, str(lens.horizon), "2030"), (sets, lens.benchmark, DEFAULT_SET)):
        assert [one.value for one in select.children if one.selected] == [chosen]
        assert (getattr(select, "data-value"), getattr(select, "data-usual")) == (chosen, usual)
    assert text(sentence).startswith("By ")
    assert " against the best published benchmark" in text(sentence)


JUDGING = {
    "overview.page": {},
    "targets.all_targets": {},
    "targets.page": {"target_id": "1.7"},
    "areas.page": {"area_id": "KEN"},
    "gaps.page": {},
    "explore.page": {},
}


@pytest.mark.parametrize("name", [*JUDGING, "data.page", "areas.all_areas", "not_found_404"])
def test_where_it_stands(app: Dash, name: str):
    """Each page that judges has the sentence once, on the horizon of its address; others have none."""
    module = f"dashboard.pages.{name}"
    with app.server.app_context():
        layout = dash.page_registry[module]["layout"](**JUDGING.get(name, {}), horizon="2027")
    found = [one for one in kind(layout, "Select") if getattr(one, "id", "") == HORIZON_FIELD]
    assert [getattr(one, "data-value") for one in found] == (["2027"] if name in JUDGING else [])
