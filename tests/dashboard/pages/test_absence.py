"""What pages say of figures that are not there: never "not published" where no source says so."""

import re

import pytest
from dash import Dash

from dashboard.reading.warehouse import Snapshot
from tests.dashboard.made import page
from tests.dashboard.reader import text

PAGES = [
    ("overview", {}),
    ("gaps", {}),
    ("gaps", {"indicator": "internet_youth_ratio"}),
    ("gaps", {"indicator": "mobile_ownership_gender_parity"}),
    ("data", {}),
    *(("targets", {"target_id": one}) for one in ("1.1", "1.3", "1.4", "1.5", "2.2", "2.3", "2.4", "2.5")),
    ("targets", {"target_id": "2.3", "area_type": "world"}),
    ("targets", {"target_id": "2.4", "indicator": "egov_users", "area_type": "world", "badge": "WLD"}),
    ("targets", {"target_id": "1.7", "area_type": "economy", "member_of": "SIDS", "from": "2024"}),
    ("explore", {"indicator": "businesses_internet", "area": "WLD,KEN,DEU"}),
    ("explore", {"indicator": "egov_users", "chart": "map", "area_type": "economy"}),
    ("explore", {"indicator": "smartphone_owners", "chart": "map", "show": "status", "area_type": "economy"}),
    *(("areas", {"area_id": one}) for one in ("WLD", "ITU-AFR", "LDC", "INC-HMY", "KEN", "PRK", "VAT", "ASM", "HKG")),
    ("areas", {"area_id": "WLD", "with": "ASM"}),
]
_CLAIMS = re.compile(r"not published|unpublished|\b(?:is|are) published")


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_not_published_is_what_a_source_says(app: Dash, snapshot: Snapshot, name: str, query: dict[str, str]):
    """Wherever a page says that something is not published, the publication that says so stands behind it."""
    said = {
        f"not published ({one.document} says that {one.says})"
        for indicator in snapshot.catalogue.indicators
        for one in indicator.unpublished
    }
    words = text(page(app, name, **query))
    for found in _CLAIMS.finditer(words):
        told = words[found.start() :]
        assert any(told.startswith(one) for one in said), words[found.start() - 80 :][:240]


def test_the_card_without_a_figure_says_who_says_so(app: Dash):
    """A card without a world figure says why, in the words of the publication where one says that there is none."""
    words = text(page(app, "overview"))
    said = "not published (ITU's annual report 2024 on the Strategic Plan says that no world average exists)"
    assert f"Businesses using the Internet: {said}" in words
