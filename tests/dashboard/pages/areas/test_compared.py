"""A reviewer recomputes from exported files what profiles say of economies beside the world; no method is imported."""

import csv
import io
import re
from collections import defaultdict

import pytest
from dash import Dash
from flask.testing import FlaskClient

from tests.dashboard.pages.areas.test_profile import rows
from tests.dashboard.pages.test_pages import page

SAID = re.compile(r"(\d{4})–(\d{4}): ([+−]?[\d.]+)(?: points)?, world ([+−]?[\d.]+)")
EVERY = 8
"""Every so manieth economy is looked at: some twenty-five."""


@pytest.fixture(scope="module")
def exported(client: FlaskClient) -> dict[str, dict[int, float]]:
    """Internet use of everybody by area and year, of the lines shown first."""
    answer = client.get("/api/v1/observations.csv?indicator=internet_users&sex=both&age=all&location=total")
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(answer.text)):
        if row["area_type"] in ("economy", "world") and row["origin"] == "published":
            found[row["area_id"]][int(row["year"])] = float(row["value"])
    return found


def told(text: str) -> float:
    return float(text.replace("−", "-"))


def test_both_ends_are_of_the_same_years(app: Dash, client: FlaskClient, exported: dict[str, dict[int, float]]):
    """Beside an economy's pace stands the world's over the same years, and both follow from the files; beside one that
    has reached its benchmark none stands.
    """
    status = {
        row["area_id"]: row["status"]
        for row in csv.DictReader(
            io.StringIO(
                client.get(
                    "/api/v1/progress.csv?indicator=internet_users&sex=both&age=all&location=total&horizon=2030"
                ).text
            )
        )
    }
    world = exported["WLD"]
    checked = 0
    for area_id in sorted(exported.keys() - {"WLD"})[::EVERY]:
        own = exported[area_id]
        found = SAID.findall(rows(page(app, "areas", area_id=area_id), "standings")["1.7"])
        for first, last, mine, theirs in found:
            years = int(last) - int(first)
            assert 2 <= years <= 5
            assert told(mine) == pytest.approx((own[int(last)] - own[int(first)]) / years, abs=0.051), area_id
            assert told(theirs) == pytest.approx((world[int(last)] - world[int(first)]) / years, abs=0.051), area_id
            assert int(last) == max(own.keys() & world.keys())
            assert status[area_id] != "met"
        checked += len(found)
    assert checked >= 8
