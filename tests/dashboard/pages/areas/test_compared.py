"""A reviewer recomputes from exported files what profiles say of economies beside the world; no method is imported."""

import csv
import io
import random
import re
from collections import defaultdict
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from tests.dashboard.made import page
from tests.dashboard.pages.areas.test_profile import rows

SAID = re.compile(r"(\d{4})–(\d{4}): ([+−]?[\d.]+)(?: points)?, world ([+−]?[\d.]+)")
SAMPLE = 6
"""How many economies are looked at beside one of which a comparison is known: others in every run."""

Row = dict[str, str]


def exported(client: FlaskClient, what: str, **query: Any) -> list[Row]:
    asked = {"sex": "both", "age": "all", "location": "total"} | query
    answer = client.get(f"/api/v1/{what}.csv", query_string=asked)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def told(text: str) -> float:
    return float(text.replace("−", "-"))


def wrong_comparisons(app: Dash, client: FlaskClient, areas: list[str]) -> tuple[int, list[str]]:
    """How many comparisons the profiles of some economies make, and those that do not follow from the exported files:
    of the same years at both ends, two to five apart and the newest that both have; both published; neither at its
    benchmark; and not with a median, which is of other economies every year.
    """
    known = exported(client, "observations", area=",".join([*areas, "WLD"]))
    judged = exported(client, "progress", area=",".join([*areas, "WLD"]), horizon="2030")
    status = {(row["indicator_id"], row["level"], row["area_id"]): row["status"] for row in judged}
    lines: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in known:
        if row["value_status"] != "projected":
            lines[row["indicator_id"], row["level"], row["area_id"]].append(row)
    titles = {(row["target_id"], row["indicator"]): row["indicator_id"] for row in known}
    count, wrong = 0, []
    for area in areas:
        for target, words in rows(page(app, "areas", area_id=area), "standings").items():
            for first, last, mine, theirs in SAID.findall(words):
                count += 1
                title = max((one for of, one in titles if of == target and one in words), key=len)
                indicator = titles[target, title]
                level = "upper secondary" if "upper secondary schools" in words else ""
                own, world = (lines[indicator, level, one] for one in (area, "WLD"))
                held = [{int(row["year"]): float(row["value"]) for row in line} for line in (own, world)]
                years = int(last) - int(first)
                paces = [(of[int(last)] - of[int(first)]) / years for of in held]
                fair = (
                    2 <= years <= 5
                    and int(last) == max(held[0].keys() & held[1].keys())
                    and {row["origin"] for row in (own[-1], world[-1])} == {"published"}
                    and "met" not in {status[indicator, level, one] for one in (area, "WLD")}
                    and "GNI" not in own[-1]["unit"]
                )
                near = all(abs(told(said) - pace) < 0.051 for said, pace in zip((mine, theirs), paces, strict=True))
                if not fair or not near:
                    wrong.append(f"{area} {indicator}: {words[:160]} … {first}–{last}: {mine}, {theirs}; {paces}")
    return count, wrong


def test_comparisons_follow_from_the_files(app: Dash, client: FlaskClient, chance: random.Random):
    """Beside an economy's pace stands the world's over the same years, and both follow from exported files."""
    held = {row["area_id"] for row in exported(client, "observations", indicator="internet_users", area_type="economy")}
    count, wrong = wrong_comparisons(app, client, ["MEX", *chance.sample(sorted(held - {"MEX"}), SAMPLE)])
    assert not wrong
    assert count >= 1


@pytest.mark.parametrize("area", ["MEX", "KEN"])
def test_a_comparison_is_made(app: Dash, client: FlaskClient, area: str):
    """An economy with a published course on the way to its benchmark is held against the world."""
    count, wrong = wrong_comparisons(app, client, [area])
    assert (count, wrong) == (1, [])
