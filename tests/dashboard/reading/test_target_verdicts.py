"""The one verdict of each target: the same wherever it is shown."""

import pytest

from dashboard.address.lens import Lens
from dashboard.pages.overview.found import find
from dashboard.reading.target_verdicts import target_verdicts
from dashboard.reading.warehouse import Snapshot
from indicators.vocabulary import Status


@pytest.mark.parametrize(
    "lens", [Lens(2030), Lens(2027), Lens(2030, "commission_2025"), Lens(2027, "connectivity_2030")]
)
def test_it_is_that_of_the_card(snapshot: Snapshot, lens: Lens):
    """Through every lens a target has the indicator and the status of its card on the overview."""
    facts = find(snapshot, lens).facts
    verdicts = target_verdicts(snapshot, lens)
    assert [(one.target, one.status) for one in verdicts] == [(one.target, one.status) for one in facts]
    for verdict, card in zip(verdicts, facts, strict=True):
        assert (verdict.judged is None) == (card.world is None)
        assert card.world is None or verdict.indicator is card.world.indicator
    assert {Status.NOT_ASSESSABLE, Status.MISSED} <= {one.status for one in verdicts}
