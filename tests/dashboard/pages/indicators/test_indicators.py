"""The pages of indicators: every one renders, counts what the API gives, and names each edition with its document."""

import re
from random import Random

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.pages.indicators.coverage import coverage_part
from dashboard.parts.markup import as_html
from dashboard.reading.indicator_facts import find
from dashboard.reading.warehouse import Snapshot
from dashboard.words.indicator_facts import title
from indicators.catalogue import Catalogue
from tests.dashboard.made import page
from tests.dashboard.reader import as_json, kind, opened, table, text

IN_A_RUN = 30
"""How many indicators' pages are looked at: others in every run, which prints its seed."""


def hrefs(layout) -> set[str]:
    return {getattr(one, "href", "") for one in kind(layout, "A", "Link")}


def test_every_indicator_has_a_page(app: Dash, catalogue: Catalogue, chance: Random):
    """Each indicator's page renders, answers the three questions first, and says nothing that is a missing value."""
    for indicator in chance.sample(catalogue.indicators, IN_A_RUN):
        layout = opened(page(app, "indicators", indicator_id=indicator.id))
        assert as_json(layout)
        assert text(kind(layout, "H1")[0]).startswith(indicator.title)
        (first, *_) = kind(layout, "Dl")
        assert [text(one) for one in kind(first, "Dt")] == ["What is measured", "Who says so", "Of how many"]
        words = text(layout)
        assert not re.search(r"\bnan\b|\bNaT\b|None\b(?!:| is)", words), words


def test_what_is_counted(app: Dash, snapshot: Snapshot, client: FlaskClient):
    """Economies and years are those of the published figures that the API gives, projections left out."""
    rows = client.get(
        "/api/v1/observations?indicator=internet_users&area_type=economy&origin=published&edition=all&source=all"
    ).json["data"]
    rows = [row for row in rows if row["value_status"] != "projected"]
    found = find(snapshot, snapshot.catalogue.indicator_by_id["internet_users"])
    assert found.economies == len({row["area_id"] for row in rows})
    of_2020 = {row["area_id"] for row in rows if row["year"] == 2020}
    assert {one.year: one.economies for one in found.covered}[2020] == len(of_2020)
    assert (
        title(found) == f"Individuals using the Internet: published figures of {found.economies} economies, 2000–2025"
    )
    layout = opened(page(app, "indicators", indicator_id="internet_users"))
    (row,) = [row for row in table(layout, "Published figures by year") if text(row["Year"]) == "2020"]
    assert text(next(cell for head, cell in row.items() if head.startswith("Economies"))) == str(len(of_2020))


def test_the_chain_of_sources(app: Dash, catalogue: Catalogue):
    """Each edition has its document, its licence and a link that leads to its publisher and to nobody else."""
    layout = opened(page(app, "indicators", indicator_id="internet_users"))
    rows = table(layout, "Published figures by edition")
    assert len(rows) > 15
    publishers = {".".join(source.url.split("/")[2].split(".")[-2:]) for source in catalogue.sources}
    for row in rows:
        (link,) = kind(row["Document and place"], "A")
        assert ".".join(link.href.split("/")[2].split(".")[-2:]) in publishers
        assert text(row["Licence"])
    assert any("Read in a copy of the table" in text(row["Document and place"]) for row in rows)


def test_relations(app: Dash):
    """A ratio leads to its two shares, a share to what rests on it, and each to its target and its files."""
    ratio = hrefs(opened(page(app, "indicators", indicator_id="internet_gender_parity")))
    assert {"/indicators/internet_users", "/targets/2.1?indicator=internet_gender_parity"} <= ratio
    share = hrefs(opened(page(app, "indicators", indicator_id="internet_users")))
    assert "/indicators/internet_gender_parity" in share
    assert "/api/v1/observations.csv?indicator=internet_users&edition=all" in share
    assert "/methods#suspected-breaks" in share


def test_files_open(app: Dash, client: FlaskClient):
    """Every file that a page offers is there."""
    layout = opened(page(app, "indicators", indicator_id="gci_score"))
    files = [one for one in hrefs(layout) if one.startswith("/api/")]
    assert len(files) >= 6
    assert {client.get(one).status_code for one in files} == {200}


def test_an_indicator_without_figures(app: Dash):
    """An indicator of which nothing is held says so, and what would fill it."""
    words = text(opened(page(app, "indicators", indicator_id="smartphone_users")))
    assert "no published figure is held" in words
    assert "No published figure of a single economy is held" in words


def test_bars_are_named(snapshot: Snapshot):
    """The drawing says in its name what it shows, and every bar its number."""
    found = find(snapshot, snapshot.catalogue.indicator_by_id["gci_score"])
    drawn = as_html(coverage_part(found))
    assert 'role="img"' in drawn
    for one in found.covered:
        assert f"<title>{one.year}: {one.economies} econom" in drawn


def test_all_of_them(app: Dash, catalogue: Catalogue):
    """The list leads to each indicator, under its target."""
    layout = opened(page(app, "indicators"))
    assert {f"/indicators/{one.id}" for one in catalogue.indicators} <= hrefs(layout)
    assert re.match(rf"{len(catalogue.indicators)} indicators, \d+ of them with figures", text(kind(layout, "H1")[0]))


@pytest.mark.parametrize("name", ["targets", "explore"])
def test_charts_lead_to_their_indicator(app: Dash, name: str):
    """A chart of an indicator leads to the facts on it."""
    own = {"target_id": "1.7"} if name == "targets" else {}
    assert "/indicators/internet_users" in hrefs(opened(page(app, name, **own)))


def test_an_unknown_indicator(app: Dash):
    """An unknown id is said so, with those that it may have meant."""
    layout = opened(page(app, "indicators", indicator_id="internet_user"))
    assert text(kind(layout, "H1")[0]) == "There is no indicator internet_user"
    assert "/indicators/internet_users" in hrefs(layout)
