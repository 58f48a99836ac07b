"""Sentences that said more than their figures: each as a reader finds it on the page."""

import pytest
from dash import Dash

from dashboard.numbers import THIN
from tests.dashboard.made import page
from tests.dashboard.reader import kind, text

POINT = f"{THIN}%"


@pytest.mark.parametrize(
    ("name", "query", "said", "unsaid"),
    [
        (  # the scores of 2020 and 2024 are of two scales
            "areas",
            {"area_id": "VAT"},
            "Holy See 6.2 in 2024, after a break between 2020 and 2024",
            "Holy See from 0 in 2020",
        ),
        (
            "areas",
            {"area_id": "ERI"},
            "Eritrea 2.2 in 2024, after a break between 2020 and 2024",
            "Eritrea from 1.7 in 2020",
        ),
        (  # the world is no economy
            "explore",
            {"chart": "scatter", "indicator": "internet_users,gci_score", "area": "KEN,WLD"},
            "Internet users and Cybersecurity Index in 2 areas",
            "in 2 economies",
        ),
        (  # two figures are not one
            "gaps",
            {"indicator": "internet_gender_parity"},
            "0.99 in 2023 (edition WDI, copy without a date (newest year 2023)), too short a course to tell a way",
            "(newest year 2023)), one figure",
        ),
        (  # each year's median is of other economies
            "explore",
            {"chart": "change", "indicator": "mobile_basket_5gb", "area_type": "world,itu_region"},
            "Mobile basket, 5 GB: 2022 and 2025 do not compare, as medians of those economies that have a price",
            "fell in all 7",
        ),
        (
            "explore",
            {"chart": "change", "indicator": "fixed_basket_5gb", "area": "KEN,MEX,LDC"},
            "left out 1 median of economies that differ",
            "LDCs (",
        ),
        (
            "explore",
            {"chart": "heat", "indicator": "mobile_basket_5gb", "area_type": "world,itu_region"},
            "Mobile basket, 5 GB: 28 figures of 7 areas",
            "fell in all",
        ),
        (
            "explore",
            {"chart": "heat", "indicator": "internet_users", "area": "KEN,WLD"},
            "Internet users rose in both areas from the first figure to the newest",
            "all 2",
        ),
        (
            "explore",
            {"chart": "change", "indicator": "internet_users", "area": "WLD"},
            "Internet users, World: +33.7 points from 2015 to 2025",
            "+33.7 from",
        ),
        (
            "explore",
            {"chart": "change", "indicator": "internet_users", "location": "rural", "area_type": "income_group"},
            "Internet users, rural rose in all 4 from 2022 to 2025: most in Lower-middle (+10.9)",
            "Internet users rose",
        ),
        (
            "explore",
            {"chart": "ranking", "indicator": "internet_users", "location": "rural", "area_type": "income_group"},
            "Internet users, rural: none of the four reaches the benchmark (figures of 2025)",
            "Internet users: none",
        ),
        (
            "targets",
            {"target_id": "1.1", "indicator": "coverage_5g", "badge": "KEN"},
            f"since figures beyond the first 5{POINT.replace(THIN, ' ')} are less than two years apart",
            "on track to reach",
        ),
        (  # 11.21 expected and 11.24 needed are not the same, nor 99.7 % the whole
            "targets",
            {"target_id": "1.1", "indicator": "coverage_5g", "badge": "PER"},
            "the pace must be a little faster to reach",
            "closes 100",
        ),
        (  # a line that ended in 2021, or that jumped in its last years, tells no present pace
            "targets",
            {"target_id": "1.7", "badge": "ERI"},
            "Pace unknown: the benchmark is not reached, and no present pace can be told, "
            "since the newest observation is too old for a present pace.",
            "on track to reach",
        ),
        (
            "targets",
            {"target_id": "1.7", "badge": "MMR"},
            "no present pace can be told, since a jump that looks like another method lies between the observations.",
            "on track to reach",
        ),
        (
            "targets",
            {"target_id": "1.3", "badge": "ERI"},
            "no present pace can be told, since a jump that looks like another method lies between the observations.",
            "on track to reach",
        ),
        (
            "targets",
            {"target_id": "1.7", "badge": "JPN"},
            "In 2021 the line jumps as if the method had changed; none is declared. The pace is measured from 2021 on.",
            "moving away from",
        ),
        (  # neither in words nor in titles
            "explore",
            {"chart": "change", "area": "JPN", "from": "2019", "to": "2024"},
            "2019 and 2024 do not compare, for a jump between them that looks like another method",
            "−7.9",
        ),
        (
            "explore",
            {"area": "JPN,WLD"},
            "may not compare, for a jump of Japan between them that looks like another method",
            "Japan gained",
        ),
        (
            "areas",
            {"area_id": "JPN"},
            "with a jump in 2021 that looks like another method",
            "moving away from",
        ),
        (  # a higher price is not ahead
            "explore",
            {"indicator": "mobile_basket_5gb", "area": "KEN,WLD"},
            "above the world's median economy in 2025",
            "ahead of",
        ),
        (  # what is published of schools counts them
            "explore",
            {"chart": "change", "indicator": "schools_internet", "area": "WLD"},
            "World: +5.3 points from 2015 to 2020",
            "do not compare",
        ),
        (  # the benchmark of 2025 is judged in 2025
            "targets",
            {"target_id": "1.7", "benchmark": "commission_2025"},
            "was due by 2025 and missed by 1.4 points",
            "by 2030",
        ),
        (
            "overview",
            {},
            f"Fixed basket, 5 GB: 3.89{POINT} in 2025, computed from economies; missed, due by 2025",
            "missed by 2030",
        ),
        (  # the median of those that report is no level of the group
            "targets",
            {"target_id": "1.5", "badge": "ITU-AFR"},
            "the median economy does not tell the share of the group",
            "ITU's level",
        ),
        *(  # three years of the world were held against six of the economy
            (
                "areas",
                {"area_id": area},
                f"{own} points a year from {years}, slower than the world with +{world}",
                "aster",
            )
            for area, own, years, world in (
                ("MEX", "+2.7", "2019 to 2024", "3.5"),
                ("NGA", "+2.3", "2019 to 2024", "3.5"),
                ("KEN", "+2.5", "2019 to 2024", "3.5"),
                ("EGY", "+0.7", "2020 to 2024", "2.8"),
                ("VNM", "+3.1", "2019 to 2024", "3.5"),
                ("NPL", "+2.6", "2019 to 2024", "3.5"),
                ("RUS", "+2.3", "2019 to 2024", "3.5"),
                ("TUR", "+2.4", "2020 to 2025", "2.7"),
            )
        ),
        (
            "areas",
            {"area_id": "COL"},
            "Colombia moved faster than the world on one of the two targets that compare over the same years",
            "on two of the two",
        ),
        (  # 97.9 % has reached its benchmark, and has no way to go
            "areas",
            {"area_id": "KOR"},
            "Republic of Korea: no pace can be held against that of the world over the same years",
            "slower than",
        ),
        (  # of all trends, those without a present pace too
            "areas",
            {},
            "World: five of the eight trends go the better way, of three no present pace can be told",
            "Five of five",
        ),
        (  # the newest of a region is that of 2024
            "targets",
            {"target_id": "1.1", "badge": "ITU-AFR"},
            f"3G coverage, Africa: 86{POINT} in 2024",
            "in 2020",
        ),
        (  # a wide allowance is no agreement
            "targets",
            {"target_id": "1.7"},
            "± 14.7may be the economies without a figure",
            "± 14.7agrees",
        ),
        (  # of which year the widest gap is
            "areas",
            {"area_id": "KEN"},
            "men 4.9 points ahead of women in 2019, the widest gap that is known",
            "ahead of women, the widest",
        ),
        (  # the table below begins with an older figure that is further
            "gaps",
            {},
            "49 at parity; of those not too old to be judged Burkina Faso furthest from even at 0.54 in 2019",
            "parity; Burkina Faso",
        ),
        (  # what was due by 2025 is not missed by 2030
            "explore",
            {"chart": "map", "show": "status", "indicator": "fixed_basket_5gb"},
            "Fixed basket, 5 GB by 2025, 194 economies: 78 met",
            "5 GB by 2030",
        ),
        (  # the best published level was due in a year of which no figure is held
            "targets",
            {"target_id": "2.5"},
            "was due by 2023",
            "needed by 2023",
        ),
        (  # Bermuda's 98.4 % of 2017 is no present state
            "targets",
            {"target_id": "1.7", "area_type": "economy", "member_of": "SIDS"},
            "None of the 38 reaches the benchmark (figures of 2021–2024); 13 figures are too old to be judged",
            "Two of the 51",
        ),
        (  # a computed mean is not held against the published one
            "areas",
            {"area_id": "DEVELOPING"},
            f"69.1{POINT} of people were online in 2024, computed from economies",
            "points behind the world",
        ),
        (  # a thousand times too small
            "targets",
            {"target_id": "1.3", "indicator": "international_bandwidth_total"},
            "as printed, which is implausible",
            "1.78 Tbit/s in 2024;",
        ),
        (  # without China
            "targets",
            {"target_id": "1.7", "badge": "DEVELOPING"},
            f"pace of economies with 69{POINT} of the people, without China",
            "",
        ),
        (
            "areas",
            {"area_id": "DEVELOPING"},
            f"pace of economies with 69{POINT} of the people, without China",
            "",
        ),
        (
            "overview",
            {},
            f"pace of economies with 52{POINT} of the people, without India",
            "",
        ),
        (
            "targets",
            {"target_id": "1.2", "indicator": "fixed_basket_5gb", "badge": "LDC"},
            "Each published median is of the economies with a figure in its year. The pace is that of the same",
            "−0.55 points a year of late",
        ),
    ],
)
def test_what_a_page_says(app: Dash, name: str, query: dict[str, str], said: str, unsaid: str):
    """The page says what its figures do, and not the sentence that it used to say, where there was one."""
    layout = page(app, name, **query)
    spoken = text(layout)
    assert said in spoken
    if unsaid and unsaid in spoken:  # perhaps across two of its parts
        titles = [text(one) for one in kind(layout, "H1", "Figcaption", "P", "Details")]
        assert not [one[:200] for one in titles if unsaid in one]
