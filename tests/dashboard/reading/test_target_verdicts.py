"""The one verdict of each target: the same wherever it is shown."""

import pytest
from dashboard.pages.overview.absence import existence

from dashboard.address.lens import Lens
from dashboard.pages.overview.card_facts import card_facts
from dashboard.reading import queries
from dashboard.reading.judgements import of_groups
from dashboard.reading.target_verdicts import target_verdicts
from dashboard.reading.warehouse import Snapshot
from indicators.vocabulary import Status


@pytest.mark.parametrize(
    "lens", [Lens(2030), Lens(2027), Lens(2030, "commission_2025"), Lens(2027, "connectivity_2030")]
)
def test_it_is_that_of_the_card(snapshot: Snapshot, lens: Lens):
    """Through every lens a target has the indicator and the status of its card on the overview."""
    catalogue = snapshot.catalogue
    facts = card_facts(
        catalogue,
        queries.headline_lines(snapshot, {one.judged_on for one in catalogue.targets}),
        queries.group_values(snapshot),
        queries.figures_by_target(snapshot),
        of_groups(snapshot, lens.selection()),
        existence(snapshot),
    )
    verdicts = target_verdicts(snapshot, lens)
    assert [(one.target, one.status) for one in verdicts] == [(one.target, one.status) for one in facts]
    for verdict, card in zip(verdicts, facts, strict=True):
        assert (verdict.judged is None) == (card.world is None)
        assert card.world is None or verdict.indicator is card.world.indicator
    assert {Status.NOT_ASSESSABLE, Status.MISSED} <= {one.status for one in verdicts}
