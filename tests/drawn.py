"""Tests with many like cases draw some of them in each run, so that all are met in a few; `--every-case` runs all."""

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pytest

_ALL = "--every-case"


def add_option(parser: pytest.Parser) -> None:
    """The option that runs every case."""
    parser.addoption(_ALL, action="store_true", help="run every case of tests that draw some of theirs")


def keep_drawn(config: pytest.Config, items: list[pytest.Item], seed: object) -> None:
    """Leave of the cases of each test that is marked `drawn(many, always=())` so many, the same in all workers.

    `always` names the cases, as they stand in brackets, that are in every run. A case that is asked for by its name is
    run as well.
    """
    if config.getoption(_ALL):
        return
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("drawn"):
            cases[item.nodeid.partition("[")[0]].append(item)
    left = {item.nodeid for name, of_test in cases.items() for item in _left(name, of_test, seed, config.args)}
    if left:
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left])
        items[:] = [item for item in items if item.nodeid not in left]


def _left(name: str, cases: list[pytest.Item], seed: object, asked: Sequence[str]) -> list[pytest.Item]:
    marker = cases[0].get_closest_marker("drawn")
    assert marker
    (many,), always = marker.args, set(marker.kwargs.get("always", ()))
    sure = [one for one in cases if _case(one) in always or any(one.nodeid in each for each in asked)]
    rest = [one for one in cases if one not in sure]
    chance: Any = random.Random(f"{seed} {name}")  # noqa: S311 - cases, not secrets
    drawn = chance.sample(rest, min(max(many - len(sure), 0), len(rest)))
    return [one for one in rest if one not in drawn]


def _case(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[2].removesuffix("]")
