"""Changes in words: nothing that fell is said to have risen least."""

import pytest

from dashboard.words.changes import rises_and_falls


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([-0.2, -8.9, -3.8], "fell in all 3"),
        ([0.2, 8.9], "rose in both"),
        ([0.2, -8.9, 0.0], "rose in 1 and fell in 1 of 3"),
        ([0.0, 1.0, 2.0], "rose in 2 of 3"),
        ([0.0, -1.0], "fell in 1 of 2"),
        ([0.0, 0.0], "did not change in any of 2"),
        ([1.0], "rose in 1"),
    ],
)
def test_rises_and_falls(changes: list[float], words: str):
    """Both ways are counted, and those that stood still in neither."""
    assert rises_and_falls(changes) == words
    assert rises_and_falls(changes, "areas") == f"{words} areas"
