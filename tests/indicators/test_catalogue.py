"""The project's own catalogue holds what the plan asks for."""

import pytest

from indicators.catalogue import Catalogue
from indicators.vocabulary import AreaType, Role

TARGETS = {
    1: ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"],
    2: ["2.1", "2.2", "2.3", "2.4", "2.5"],
}

INDICATORS = {
    "1.1": ["coverage_3g", "coverage_4g", "coverage_5g", "coverage_2g"],
    "1.2": ["mobile_basket_2gb", "mobile_basket_5gb", "fixed_basket_5gb"],
    "1.3": ["households_internet", "fixed_broadband_subscriptions", "international_bandwidth_per_user"],
    "1.4": ["smartphone_owners", "smartphone_users", "mobile_owners"],
    "1.5": ["schools_internet"],
    "1.6": [
        "gci_score",
        "gci_legal",
        "gci_technical",
        "gci_organizational",
        "gci_capacity_development",
        "gci_cooperation",
        "countries_with_cirt",
        "countries_with_cybersecurity_strategy",
    ],
    "1.7": ["internet_users", "mobile_broadband_subscriptions", "mobile_cellular_subscriptions"],
    "2.1": ["internet_gender_parity", "internet_urban_rural_ratio", "internet_youth_ratio"],
    "2.2": ["ict_skills_basic", "ict_skills_above_basic"],
    "2.3": ["businesses_internet"],
    "2.4": ["egov_users", "online_service_index"],
    "2.5": [
        "digital_companies_ghg_share",
        "ewaste_recycled_share",
        "countries_with_ewaste_policy",
        "ewaste_per_capita",
        "ewaste_generated_mass",
    ],
}


def test_goals_and_targets(catalogue: Catalogue):
    """The plan has twelve targets in two goals."""
    assert {
        goal.id: [target.id for target in catalogue.targets if target.goal == goal.id] for goal in catalogue.goals
    } == TARGETS


@pytest.mark.parametrize(("target", "expected"), INDICATORS.items())
def test_every_official_indicator_is_there(catalogue: Catalogue, target: str, expected: list[str]):
    """Every indicator that the design names is offered by its target's page."""
    offered = [one.id for one in catalogue.indicators_of(target)]
    assert [one for one in expected if one not in offered] == []


def test_internet_use_stands_under_two_targets(catalogue: Catalogue):
    """Internet use belongs to 1.7 and is lent to 2.1, after that target's own indicators."""
    offered = catalogue.indicators_of("2.1")
    assert catalogue.indicator_by_id["internet_users"].target == "1.7"
    assert "internet_users" in [one.id for one in offered]
    assert offered[0].id == "internet_gender_parity"
    own = [one.target == "2.1" for one in offered]
    assert own == sorted(own, reverse=True)


def test_every_card_shows_an_indicator_of_its_target(catalogue: Catalogue):
    """What stands on a target's card is offered on its page."""
    for target in catalogue.targets:
        assert target.card
        assert set(target.card) <= {one.id for one in catalogue.indicators_of(target.id)}


def test_what_pages_offer(catalogue: Catalogue):
    """Gaps opens with gender parity online, Explore with Internet use and the Cybersecurity Index beside it."""
    assert [one.id for one in catalogue.ratios] == [
        "internet_gender_parity",
        "internet_urban_rural_ratio",
        "internet_youth_ratio",
        "mobile_ownership_gender_parity",
    ]
    assert [one.id for one in catalogue.explored_first] == ["internet_users", "gci_score"]


def test_shares_of_everyone(catalogue: Catalogue):
    """Only Internet use is a share of the whole population; phones are owned from the age of ten."""
    assert [one.id for one in catalogue.indicators if one.of_everyone] == ["internet_users"]


def test_only_population_belongs_to_no_target(catalogue: Catalogue):
    """An indicator without a target is auxiliary, and population is the only one."""
    assert [one.id for one in catalogue.indicators if one.target is None] == ["population"]
    assert [one.id for one in catalogue.indicators if one.role is Role.AUXILIARY] == ["population"]


def test_areas(catalogue: Catalogue):
    """There are 194 Member States, six regions, the income groups and the development levels."""
    assert sum(area.itu_member for area in catalogue.areas) == 194
    ids = {kind: [a.area_id for a in catalogue.areas if a.area_type is kind] for kind in AreaType}
    assert ids[AreaType.WORLD] == ["WLD"]
    assert ids[AreaType.ITU_REGION] == ["ITU-AFR", "ITU-AMS", "ITU-ARB", "ITU-ASP", "ITU-CIS", "ITU-EUR"]
    assert {"LDC", "LLDC", "SIDS", "DEVELOPED", "DEVELOPING"} == set(ids[AreaType.DEVELOPMENT_LEVEL])
    assert {"INC-HIC", "INC-UMC", "INC-LMC", "INC-LIC"} <= set(ids[AreaType.INCOME_GROUP])


def test_no_economy_outside_itu_is_a_member_of_a_region(catalogue: Catalogue):
    """A Member State is an economy, and no group is one."""
    assert {area.area_type for area in catalogue.areas if area.itu_member} == {AreaType.ECONOMY}


@pytest.mark.parametrize(
    ("indicator", "area", "benchmark"),
    [
        ("coverage_4g", "WLD", "universal_95"),
        ("coverage_2g", "WLD", None),
        ("mobile_basket_5gb", "LDC", "affordable_2"),
        ("internet_users", "LDC", "universal_95"),
        ("internet_gender_parity", "ITU-AFR", "parity"),
        ("countries_with_cirt", "WLD", "all_194"),
        ("gci_score", "CHE", "tier_1"),
    ],
)
def test_first_benchmark(catalogue: Catalogue, indicator: str, area: str, benchmark: str | None):
    """The benchmark that is shown first is the first that speaks of the area."""
    found = catalogue.indicator_by_id[indicator].benchmark_for(area)
    assert (found.id if found else None) == benchmark


@pytest.mark.parametrize(
    ("year", "official"),
    [(2020, []), (2021, ["mobile_basket_2gb"]), (2024, ["mobile_basket_2gb"]), (2025, ["mobile_basket_5gb"])],
)
def test_official_mobile_basket(catalogue: Catalogue, year: int, official: list[str]):
    """The official mobile basket is the one of 2 GB from 2021 to 2024 and the one of 5 GB from 2025."""
    baskets = [catalogue.indicator_by_id[one] for one in ("mobile_basket_2gb", "mobile_basket_5gb")]
    assert [one.id for one in baskets if one.official.covers(year)] == official


def test_every_source_states_licence_and_documents(catalogue: Catalogue):
    """Every source names its licence and how to cite it, and every embedded file one document and an edition."""
    for source in catalogue.sources:
        assert source.licence
        assert source.attribution
        assert all(publication.document and publication.editions for publication in source.publications)
