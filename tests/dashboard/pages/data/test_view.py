"""What is chosen on the page Data: the address holds it, and holds nothing else."""

from collections.abc import Iterator
from itertools import product
from urllib.parse import parse_qsl

import pytest
from dash import Dash

from dashboard.pages.data.view import DataView, opening, read_view
from dashboard.reading.warehouse import Snapshot, served


@pytest.fixture
def second(refused: Dash) -> Iterator[Snapshot]:
    """A snapshot of the last build, beside which an earlier one is kept."""
    with refused.server.app_context(), served().snapshot() as opened:
        yield opened


def builds(snapshot: Snapshot) -> list[str]:
    """The ids of the builds, newest first."""
    rows = snapshot.frame("select build_id from builds union all select build_id from earlier_builds order by 1 desc")
    return list(rows["build_id"])


def test_as_it_opens(second: Snapshot):
    """Without an address the newest build is held against the one before it, of all sources; the address is empty."""
    new, old = builds(second)
    view, problems = read_view([], second.catalogue, builds(second))
    assert (view, problems) == (DataView("1.7", "", old, new), [])
    assert view.query_string(opening(second.catalogue, builds(second))) == ""


def test_as_it_opens_with_one_build(snapshot: Snapshot):
    """With a single build there is nothing to hold it against."""
    view, _ = read_view([], snapshot.catalogue, [snapshot.build.build_id])
    assert view.since == view.until == snapshot.build.build_id
    assert view.query_string(opening(snapshot.catalogue, [snapshot.build.build_id])) == ""


def test_an_address_reproduces_every_choice(second: Snapshot):
    """Whatever is chosen, its address gives the same choice, and names only what differs from the page as it opens."""
    first, _ = read_view([], second.catalogue, builds(second))
    kept = builds(second)
    for target, source, since, until in product(("1.7", "2.4"), ("", "egov", "worldbank"), kept, kept):
        view = DataView(target, source, since, until)
        query = parse_qsl(view.query_string(opening(second.catalogue, builds(second))), keep_blank_values=True)
        assert read_view(query, second.catalogue, kept) == (view, [])
        assert dict(query) == {key: value for key, value in vars(view).items() if value != getattr(first, key)}


def test_horizon_and_benchmark_pass(second: Snapshot):
    """The lens of the other pages stands in the address without being a choice of this one."""
    view, problems = read_view(
        [("horizon", "2027"), ("benchmark", "default"), ("source", "egov")], second.catalogue, builds(second)
    )
    assert (view.source, problems) == ("egov", [])


@pytest.mark.parametrize(
    ("key", "value", "code", "hint"),
    [
        ("source", "egof", "unknown_value", "egov"),
        ("target", "1.77", "unknown_value", None),
        ("since", "yesterday", "unknown_value", None),
        ("sourse", "egov", "unknown_parameter", "source"),
    ],
)
def test_what_is_not_known(second: Snapshot, key: str, value: str, code: str, hint: str | None):
    """An unknown key or value is told, with what is close to it, and leaves the rest of the address as it is."""
    asked = [(key, value), ("target", "2.1")] if key != "target" else [(key, value)]
    view, (problem,) = read_view(asked, second.catalogue, builds(second))
    assert (problem.code, problem.parameter, problem.did_you_mean) == (code, key, hint)
    assert view == DataView("1.7" if key == "target" else "2.1", "", *reversed(builds(second)))
