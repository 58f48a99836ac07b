"""The annual report's figures as named views of Explore."""

import pytest
from flask.testing import FlaskClient

from dashboard.reading.drafts import find
from dashboard.reading.warehouse import Snapshot
from dashboard.words.report.views import views
from tests.dashboard.report.drafts import VIEWS


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.query())
def test_each_view_draws_what_it_promises(snapshot: Snapshot, client: FlaskClient, view) -> None:
    """There are nine; Explore takes each address and draws rows of the edition that is named, up to the year."""
    found = views(find(snapshot, view))
    assert len(found) == 9
    for one in found:
        answer = client.get(one.href.replace("/explore?", "/api/v1/explore.json?"))
        assert answer.status_code == 200, answer.text
        rows = answer.json["data"]
        assert bool(rows) != one.words.startswith("Not available"), one
        assert all(row["year"] <= view.year and f"Edition {row['edition']}" in one.words for row in rows), one


def test_what_is_missing_is_said(snapshot: Snapshot) -> None:
    """The edition of 2024 has Internet use by sex of the world alone, and e-waste of 2022 at the newest."""
    said = {one.title: one.missing for one in views(find(snapshot, VIEWS[0]))}
    by_sex = said["Internet use of women and men, by level and region"]
    assert by_sex == ("Both figures are held for 2024 of the world only.",)
    assert said["E-waste generated and recycled"] == ("No figure of 2024: 2022 is the newest.",)
