"""Every economy's ratio on the page of gaps."""

import csv
import io

from dash import Dash
from flask.testing import FlaskClient

from dashboard.reading.gaps import distance
from tests.dashboard.made import page
from tests.dashboard.reader import kind, opened, table, text


def test_every_economy_with_a_figure_has_a_row(app: Dash, client: FlaskClient):
    """The table has one row for each economy that the file of judgements gives a figure, the furthest from even first;
    its title counts them and those at parity.
    """
    layout = opened(page(app, "gaps"))
    rows = _economies(layout)
    asked = "/api/v1/progress.csv?indicator=internet_gender_parity&area_type=economy&horizon=2030"
    held = [row for row in csv.DictReader(io.StringIO(client.get(asked).text)) if row["latest_value"]]
    assert len(rows) == len(held) > 100
    assert {text(row["Economy"]) for row in rows} == {row["area"] for row in held}
    away = [distance(float(row["latest_value"])) for row in held]
    furthest = held[away.index(max(away))]
    assert text(rows[0]["Economy"]) == furthest["area"]
    (title,) = [text(one) for one in kind(layout, "H2") if "with a figure" in text(one)]
    even = sum(row["status"] == "met" for row in held)
    assert title.startswith(f"{len(held)} economies with a figure, {even} at parity; ")
    assert "stale" not in {row["reason"] for row in held if row["area"] in title}


def _economies(layout):
    (section,) = [one for one in kind(layout, "Section") if getattr(one, "id", "") == "economies"]
    (caption,) = kind(section, "Caption")
    return table(section, text(caption))
