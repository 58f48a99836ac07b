"""Which reason of the closed list holds where there is no figure."""

from dataclasses import replace

import pytest

from indicators.absence import Absence, Evidence, Question, Stretch, absence
from indicators.catalogue import Catalogue
from indicators.vocabulary import AreaType

TOTAL = Stretch((2019, 2021), "both", "all", "total", "", "2024", True, True, 40.0, "")
WOMEN = replace(TOTAL, sex="female")
OLDER = replace(TOTAL, edition="2021", is_headline=False, years=(2015, 2018))
AHEAD = replace(TOTAL, is_observed=False, years=(2030,))
NOBODY = Evidence(is_held_of_any=False)


@pytest.mark.parametrize(
    ("question", "held", "reason"),
    [
        (Question(), (WOMEN,), Absence.HELD_APART),
        (Question(sex=("female",)), (TOTAL,), Absence.HELD_APART),
        (Question(level=("primary",)), (replace(TOTAL, level="secondary"),), Absence.HELD_APART),
        (Question(first=2020, last=2020), (TOTAL,), Absence.OTHER_YEARS),
        (Question(first=2022), (TOTAL,), Absence.OTHER_YEARS),
        (Question(last=2018), (TOTAL, OLDER), Absence.OTHER_EDITIONS),
        (Question(edition="2021"), (TOTAL,), Absence.OTHER_EDITIONS),
        (Question(edition="2021", last=2010), (TOTAL, OLDER), Absence.OTHER_YEARS),
        (Question(), (OLDER,), Absence.OTHER_EDITIONS),
        (Question(), (AHEAD,), Absence.ONLY_PROJECTED),
        (Question(first=2025), (TOTAL, AHEAD), Absence.ONLY_PROJECTED),
        (Question(), (TOTAL,), Absence.NOT_DRAWN),
        (Question(edition="2021"), (TOTAL, OLDER), Absence.NOT_DRAWN),
    ],
)
def test_figures_of_the_area_are_held(
    catalogue: Catalogue, question: Question, held: tuple[Stretch, ...], reason: Absence
):
    """Where figures of the area are held, the reason is in what they are of: other parts, years or editions."""
    indicator = catalogue.indicator_by_id["internet_users"]
    for more in (Evidence(held), Evidence(held, is_withheld=True, is_said_to_be_none=True, is_outside=True)):
        assert absence(indicator, AreaType.ECONOMY, question, more) is reason


@pytest.mark.parametrize(
    ("indicator_id", "area_type", "evidence", "reason"),
    [
        ("internet_users", AreaType.ECONOMY, Evidence(), Absence.NOT_HELD),
        ("internet_users", AreaType.ITU_REGION, Evidence(), Absence.NOT_HELD),
        ("internet_users", AreaType.WORLD, NOBODY, Absence.NOTHING_HELD),
        ("internet_users", AreaType.WORLD, Evidence(is_withheld=True), Absence.WITHHELD),
        ("businesses_internet", AreaType.WORLD, Evidence(), Absence.NO_MEAN_DEFINED),
        ("businesses_internet", AreaType.ECONOMY, Evidence(), Absence.NOT_HELD),
        ("businesses_internet", AreaType.WORLD, Evidence(is_said_to_be_none=True), Absence.NOT_PUBLISHED),
        ("businesses_internet", AreaType.WORLD, replace(NOBODY, is_said_to_be_none=True), Absence.NOT_PUBLISHED),
        ("egov_users", AreaType.WORLD, Evidence(is_said_to_be_none=True, is_withheld=True), Absence.NOT_PUBLISHED),
        ("egov_users", AreaType.ECONOMY, Evidence(is_outside=True), Absence.OUTSIDE_SCOPE),
        ("internet_gender_parity", AreaType.WORLD, Evidence(), Absence.NOT_HELD),
        ("internet_gender_parity", AreaType.WORLD, Evidence(is_stated=True), Absence.STATED_WITHOUT_NUMBER),
        ("internet_gender_parity", AreaType.WORLD, Evidence(sides=frozenset({"male"})), Absence.ONE_SHARE),
        ("internet_gender_parity", AreaType.WORLD, Evidence(sides=frozenset({"male", "female"})), Absence.SHARES_APART),
    ],
)
def test_no_figure_of_the_area_is_held(
    catalogue: Catalogue, indicator_id: str, area_type: AreaType, evidence: Evidence, reason: Absence
):
    """Where none is held, what a publication says comes first, then what is withheld, then that nothing is there."""
    assert absence(catalogue.indicator_by_id[indicator_id], area_type, Question(), evidence) is reason
