"""Which sources may bring a figure that is not there."""

import pytest

from indicators.absence import Question
from indicators.catalogue import Catalogue
from indicators.supply import may_bring


@pytest.mark.parametrize(
    ("indicator_id", "area_id", "question", "brought", "not_brought"),
    [
        ("egov_users", "DEU", Question(), {"eurostat"}, {"itu_datahub"}),
        ("smartphone_owners", "KEN", Question(), {"itu_datahub"}, set()),
        ("internet_users", "KEN", Question(), {"worldbank", "itu_datahub", "owid"}, {"itu_aggregates"}),
        ("internet_users", "WLD", Question(), {"itu_aggregates", "worldbank"}, set()),
        ("internet_users", "KEN", Question(location=("rural",)), {"itu_datahub"}, {"worldbank", "owid"}),
        ("internet_gender_parity", "KEN", Question(), {"worldbank", "itu_datahub", "unsd_sdg"}, {"owid"}),
        ("internet_urban_rural_ratio", "KEN", Question(), {"itu_datahub"}, {"worldbank", "owid"}),
        ("businesses_internet", "KEN", Question(), {"unctad"}, set()),
        ("businesses_internet", "WLD", Question(), set(), {"unctad"}),
        ("businesses_internet", "FRA", Question(), {"unctad", "data360"}, set()),
        ("households_internet", "FRA", Question(), {"eurostat", "itu_datahub"}, set()),
        ("households_internet", "XKX", Question(), {"eurostat"}, set()),
        ("households_internet", "ITU-EUR", Question(), {"eurostat"}, set()),
        ("households_internet", "KEN", Question(), {"itu_datahub"}, {"eurostat"}),
        ("ewaste_recycled_share", "KEN", Question(), set(), {"unsd_sdg"}),
        ("ewaste_recycled_share", "LDC", Question(), {"unsd_sdg"}, set()),
        ("people_without_mobile_broadband", "WLD", Question(), set(), set()),
    ],
)
def test_what_may_bring_a_figure(
    catalogue: Catalogue,
    indicator_id: str,
    area_id: str,
    question: Question,
    brought: set[str],
    not_brought: set[str],
):
    """A source is named where it feeds what was looked for: the breakdown, of such an area, or what it is made of."""
    found = may_bring(catalogue, catalogue.indicator_by_id[indicator_id], catalogue.area_by_id[area_id], question)
    named = [one.id for one in found]
    assert brought <= set(named)
    assert not not_brought & set(named)
    assert len(named) == len(set(named))
    assert (not named) == (not brought)
