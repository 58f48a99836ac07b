"""No page sends the same query twice: what it shows is found in one step, drawn from that, and left as it was read."""

import pickle
from collections import Counter
from copy import deepcopy
from typing import Any

import dash
import numpy as np
import pandas as pd
import pytest
from dash import Dash

from dashboard.reading.warehouse import Snapshot, Warehouse
from indicators.settings import Settings
from tests.dashboard.reader import chosen_on_data

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("overview", {}),
    "a target": ("targets", {"target_id": "1.7"}),
    "a target by economy": ("targets", {"target_id": "1.7", "area_type": "economy", "member_of": "LDC"}),
    "a target with an own group": ("targets", {"target_id": "1.7", "group": "KEN,UGA,TZA", "badge": "group"}),
    "a target whose badge is elsewhere": ("targets", {"target_id": "1.7", "badge": "KEN"}),
    "a target whose own group is tried out": ("targets", {"target_id": "1.7", "group": "KEN,UGA", "gain": "3"}),
    "a target without a figure": ("targets", {"target_id": "1.4"}),
    "a trend": ("explore", {}),
    "a map of status": ("explore", {"chart": "map", "show": "status"}),
    "a scatter": ("explore", {"chart": "scatter"}),
    "two indicators and an own group": ("explore", {"indicator": "internet_users,gci_score", "group": "KEN,UGA"}),
    "an economy": ("areas", {"area_id": "KEN"}),
    "two areas": ("areas", {"area_id": "KEN", "with": "ITU-AFR"}),
    "gaps": ("gaps", {}),
    "urban and rural": ("gaps", {"indicator": "internet_urban_rural_ratio"}),
    "data": ("data", {}),
    "methods": ("methods", {}),
    "an indicator": ("indicators", {"indicator_id": "internet_users"}),
    "all indicators": ("indicators", {}),
}


@pytest.fixture(autouse=True)
def opened_afresh(app: Dash, warehouse_settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """The application's build is opened anew: nothing has been asked of it and nothing made of it."""
    monkeypatch.setitem(app.server.extensions, "warehouse", Warehouse(warehouse_settings.current))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each query, with its parameters, has been put to the warehouse."""
    counts: Counter[str] = Counter()
    answer = Snapshot._answer

    def counting(self: Snapshot, query: str, parameters: Any, read: Any) -> Any:
        said = sorted((parameters or {}).items())
        counts[f"{' '.join(query.split())} {said}"] += 1
        return answer(self, query, parameters, read)

    monkeypatch.setattr(Snapshot, "_answer", counting)
    return counts


def test_a_choice_on_data_asks_once(app: Dash, asked: Counter[str]):
    """A choice on the page Data puts each of its queries once too, and none of those that it does not change."""
    chosen_on_data(app, "target=1.1&source=worldbank")
    assert asked.total() == len(asked) == 4, asked.keys()


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, Any]]:
    """What has been answered and what was made of the build, each with a copy of what it was when it was first given.

    Given once more, it is held against that first copy.
    """
    answer, fact = Snapshot._answer, Snapshot.of_build
    found: dict[int, tuple[Any, Any]] = {}  # holds what it is keyed by, so that no key is given to another object
    given: list[tuple[Any, Any]] = []

    def note(one: Any) -> Any:
        if id(one) not in found:
            found[id(one)] = (one, _copied(one))
            given.append(found[id(one)])
        return one

    monkeypatch.setattr(Snapshot, "_answer", lambda self, *asked: note(answer(self, *asked)))
    monkeypatch.setattr(Snapshot, "of_build", lambda self, *asked: note(fact(self, *asked)))
    return given


def _copied(one: Any) -> Any:
    """Something as it is now: as bytes, which are quick to make and to compare, where it can be written as such."""
    try:
        return pickle.dumps(one, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError):
        return deepcopy(one)


@pytest.mark.drawn(6)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_once_and_changes_nothing(app: Dash, asked: Counter[str], handed: list[tuple[Any, Any]], name: str):
    """A page puts each of its queries once, and says which one it put twice; what a build has answered, and what was
    made of it, is shared between requests: a page leaves it as it was.
    """
    page, query = PAGES[name]
    with app.server.test_request_context():
        dash.page_registry[f"dashboard.pages.{page}.page"]["layout"](**query)
    twice = [f"{count} times: {query[:300]}" for query, count in asked.items() if count > 1]
    print(f"{name}: {asked.total()} queries, {len(asked)} different")
    assert asked, f"{name} asked nothing"
    assert not twice, "\n".join(twice)
    assert handed
    for found, before in handed:
        now = _copied(found)
        if isinstance(before, bytes) and now != before:  # the same may be written otherwise
            _is_left(found, pickle.loads(before))  # noqa: S301 - written just now
        elif not isinstance(before, bytes):
            _is_left(found, before)


def _is_left(found: Any, before: Any) -> None:
    """Fails where something is not what it was."""
    if isinstance(found, pd.DataFrame):
        pd.testing.assert_frame_equal(found, before)
    elif isinstance(found, list | tuple | np.ndarray):
        assert len(found) == len(before)
        for one, other in zip(found, before, strict=True):
            _is_left(one, other)
    else:
        assert found is before or found == before or (found != found and before != before)  # noqa: PLR0124 - nan
