"""Of a test with many like cases a run draws some: so many, with those that are always run and those asked for."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.drawn import keep_drawn

CASES = [f"tests/test_a.py::test_one[{n}]" for n in range(20)]


def left(seed: int, *asked: str, every: bool = False, **always: Any) -> list[str]:
    """The names of what is run of CASES, of which 5 are drawn, and of a test that draws none."""
    mark = pytest.mark.drawn(5, **always).mark
    items: Any = [SimpleNamespace(nodeid=one, get_closest_marker=lambda _: mark) for one in CASES]
    items.append(SimpleNamespace(nodeid="tests/test_a.py::test_two[0]", get_closest_marker=lambda _: None))
    gone: list[Any] = []

    def told(items: list[Any]) -> None:
        gone.extend(items)

    hook = SimpleNamespace(pytest_deselected=told)
    config: Any = SimpleNamespace(getoption=lambda _: every, hook=hook, args=list(asked))
    keep_drawn(config, items, seed)
    assert len(gone) + len(items) == len(CASES) + 1
    return [one.nodeid for one in items]


def test_as_many_as_it_says():
    """So many cases are left, in their order, the same ones for the same seed, and all of them in some run."""
    runs = [left(seed) for seed in range(40)]
    assert {len(run) for run in runs} == {6}
    assert runs == [left(seed) for seed in range(40)]
    assert all([one for one in (*CASES, "tests/test_a.py::test_two[0]") if one in run] == run for run in runs)
    assert set().union(*runs) > set(CASES)


def test_those_that_are_always_run():
    """Cases that are always run are among them, and a case that is asked for by its name is run as well."""
    assert all({CASES[3], CASES[7]} <= set(left(seed, always=["3", "7"])) for seed in range(10))
    assert CASES[11] in left(1, CASES[11])
    assert left(1, every=True)[:-1] == CASES
