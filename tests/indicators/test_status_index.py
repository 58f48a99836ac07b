"""The commissions' current status and anticipated gap against worked examples."""

import pytest

from indicators.methods.status_index import anticipated, anticipated_gap, current_status, grade, judge
from indicators.vocabulary import Reason, Status
from tests.indicators.lines import PRICE, USERS, level, line, points

YEARLY = [40, 43, 45, 48, 51, 54, 56, 58, 60]


@pytest.mark.parametrize(
    ("y0", "yt", "target", "direction", "expected"),
    [
        (40, 60, 100, 1, 3.3333333333333335),
        (0.8, 0.9, 1, 1, 5.0),
        (6, 3, 2, -1, 7.5),
        (40, 30, 100, 1, -1.6666666666666667),
        (40, 100, 100, 1, 10),
    ],
)
def test_current_status(y0: float, yt: float, target: float, direction: int, expected: float):
    """Ten is the whole way, and the wrong way counts below nothing."""
    assert current_status(y0, yt, target, direction) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("values", "expected"), [(USERS, 77.5), (dict(enumerate(YEARLY, start=2015)), 77.8), ({2015: 40, 2016: 40}, 40)]
)
def test_anticipated(values: dict, expected: float):
    """The n-th point weighs n, so that the newest counts most."""
    assert anticipated(points(values), 2030) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("y0", "predicted", "target", "direction", "gap"),
    [
        (40, 77.5, 100, 1, 37.5),
        (40, 101, 100, 1, 0),
        (40, 30, 100, 1, 116.66666666666667),
        (6, 3, 2, -1, 25),
        (6, 1, 2, -1, 0),
    ],
)
def test_anticipated_gap(y0: float, predicted: float, target: float, direction: int, gap: float):
    """The gap is a part of the way from the base, and none is left where the target is passed."""
    assert anticipated_gap(y0, predicted, target, direction) == pytest.approx(gap, abs=1e-9)


@pytest.mark.parametrize(
    ("gap", "status", "words"),
    [
        (0, Status.ON_TRACK, "keep going"),
        (10, Status.ON_TRACK, "keep going"),
        (10.001, Status.MODERATE, "accelerate"),
        (100, Status.MODERATE, "accelerate"),
        (100.001, Status.REVERSING, "reverse"),
    ],
)
def test_classes(gap: float, status: Status, words: str):
    """The cuts at 10 and 100 % belong to the better class."""
    assert (grade(gap).status, grade(gap).words) == (status, words)


@pytest.mark.parametrize(
    ("values", "scale", "benchmark", "horizon", "status", "measure"),
    [
        (USERS, "share", {"at_least": 100}, 2030, Status.MODERATE, 37.5),
        (USERS, "share", {"at_least": 100}, 2027, Status.MODERATE, 50),
        (dict(enumerate(YEARLY, start=2015)), "share", {"at_least": 100}, 2030, Status.MODERATE, 37),
        (PRICE, "price", {"at_most": 2}, 2030, Status.ON_TRACK, 0),
        ({2015: 3, 2023: 3.8}, "price", {"at_most": 2}, 2030, Status.REVERSING, 250),
        ({2015: 0.8, 2023: 0.84}, "parity", {"between": (0.98, 1.02)}, 2030, Status.MODERATE, 58.3333333),
        ({2010: 5, 2015: 40, 2023: 60}, "share", {"at_least": 100}, 2030, Status.MODERATE, 20.6429330),
        ({2015: 50, 2023: 5}, "share", {"at_most": 0}, 2030, Status.ON_TRACK, 0),
    ],
)
def test_judge(values: dict, scale: str, benchmark: dict, horizon: int, status: Status, measure: float):
    """The gap at the horizon is judged, up or down, of the way from 2015 on, with a regression over all years since
    2000; a target of 0 is no trouble.
    """
    verdict = judge(line(values, scale), level(**benchmark), horizon)
    assert verdict.status is status
    assert verdict.measure == pytest.approx(measure, abs=1e-6)


@pytest.mark.parametrize("base", [50, 60])
def test_a_base_at_or_beyond_the_target(base: float):
    """Where there was no way to go, no part of it can be missing."""
    assert judge(line({2015: base, 2023: 45}), level(at_least=50), 2030).reason is Reason.BASE_AT_BENCHMARK
