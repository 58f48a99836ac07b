"""What shares say that are newer than the ratio beside them."""

import pytest
from dash import Dash

from dashboard.numbers import THIN
from dashboard.reading.gap_shares import Shares
from dashboard.reading.warehouse import Snapshot
from dashboard.words.newer_shares import newer_shares_text
from tests.dashboard.made import page
from tests.dashboard.reader import text

WORLD = (
    f"The shares of women and men of 2025 (edition 2025), 71 and 77{THIN}%, "
    "are newer and give about 0.92 (0.91 to 0.93)."
)


@pytest.mark.parametrize(
    ("indicator", "pair", "said"),
    [
        ("internet_gender_parity", Shares(2025, "2025", "published", 71.0, 77.0), WORLD),
        (
            "internet_urban_rural_ratio",
            Shares(2025, "2025", "published", 84.9, 58.3),
            f"The shares of towns and countryside of 2025 (edition 2025), 84.9 and 58.3{THIN}%, "
            "are newer and give 1.5.",
        ),
        ("internet_gender_parity", Shares(2025, "2025", "published", 10.0, 0.0), ""),
        ("internet_gender_parity", None, ""),
    ],
)
def test_what_newer_shares_make(snapshot: Snapshot, indicator: str, pair: Shares | None, said: str):
    """Two newer shares give a ratio with the range that their rounding allows; without any nothing is said."""
    assert newer_shares_text(pair, snapshot.catalogue.indicator_by_id[indicator]) == said


@pytest.mark.parametrize(
    ("name", "query"),
    [("overview", {}), ("targets", {"target_id": "2.1"}), ("gaps", {"indicator": "internet_gender_parity"})],
)
def test_every_page_says_the_same(app: Dash, name: str, query: dict[str, str]):
    """The card, the target's page and the page of gaps say that the judged 0.94 of 2024 is older than the shares."""
    assert text(page(app, name, **query)).count(WORLD) == 1
