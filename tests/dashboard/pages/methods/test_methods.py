"""The page Methods: an example whose numbers are the served ones, six methods beside it, and the rules as written."""

import re

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.pages.methods.example import in_words
from dashboard.pages.methods.found import example
from dashboard.parts.prose import sections
from dashboard.reading.warehouse import Snapshot
from indicators.methods import METHODS, QUESTIONS, SOURCES, TITLES
from indicators.settings import METHODS as TEXT
from tests.dashboard.made import page
from tests.dashboard.reader import as_json, kind, opened, table, text


@pytest.fixture(scope="module")
def layout(app: Dash):
    """The page with its islands opened."""
    found = page(app, "methods")
    assert as_json(found)
    return opened(found)


def test_the_example_is_of_the_served_figures(layout, client: FlaskClient):
    """Now, expected, needed and the share that is closed are those of the API's row, and the sum in it comes out."""
    query = "indicator=internet_users&area=WLD&sex=both&age=all&location=total&horizon=2030"
    (row,) = client.get(f"/api/v1/progress?{query}").json["data"]
    words = text(layout)
    assert f"{row['latest_value']}\u202f% in {row['latest_year']}" in words
    assert f"Expected in 2030{row['expected_value']:.1f}\u202f%" in words
    assert f"{row['gap']:.1f} points in 5 years: +{row['needed_a_year']:.1f} points a year" in words
    expected, now, goal, again, closes = map(
        float, re.search(r"\((\S+) − (\S+)\) / \((\S+) − (\S+)\) = (\d\.\d+)", words).groups()
    )
    assert (now, again, goal) == (row["latest_value"], row["latest_value"], row["benchmark"])
    assert round((expected - now) / (goal - now), 2) == closes
    assert f"{100 * row['closes']:.0f}\u202f% of the distance" in words


def test_the_picture_says_what_it_shows(layout, snapshot: Snapshot):
    """The drawing has a name with its numbers, for who does not see it."""
    found = example(snapshot)
    assert found is not None
    assert in_words(found) == (
        "Internet users, World: 73.6\u202f% in 2025, 83.5\u202f% expected in 2030, benchmark ≥\u202f95\u202f%; "
        "the pace closes 46\u202f% of the distance."
    )


def test_six_methods_side_by_side(layout, client: FlaskClient):
    """Each published method stands with its question, its rule as the text has it, its owner and its verdict here."""
    rows = {text(row["Method"]): row for row in table(layout, "Internet users, World, by 2030")}
    assert len(rows) == len(METHODS) + 1
    query = "indicator=internet_users&area=WLD&sex=both&age=all&location=total&horizon=2030"
    (judged,) = client.get(f"/api/v1/progress?{query}").json["data"]
    for name, title in TITLES.items():
        (row,) = [row for words, row in rows.items() if words.startswith(title)]
        assert SOURCES[name] in text(row["Method"])
        assert QUESTIONS[name] in text(row["What it asks"])
        assert len(text(row["Its rule"])) > 30
        assert kind(row["Its verdict"], "Span")[1].className.endswith(f"mark-{judged[f'status_{name}']}")


def test_the_text_is_the_documents(layout):
    """Each section of docs/methods.md stands on the page under its address, word for word."""
    addresses = {getattr(one, "id", "") for one in kind(layout, "H2")}
    for one in sections(TEXT.read_text(encoding="utf-8")):
        assert one.anchor in addresses
    words = " ".join(text(layout).split())
    assert "Staleness comes before success: what was reached in 2016 is called that, and not met." in words
    assert "Notation: base (t0, y0), newest observation (t, yt)" in words


def test_badges_lead_here(app: Dash):
    """The opened badge of a target leads to how it is judged, and the glossary's words to their rules."""
    links = {getattr(one, "href", "") for one in kind(opened(page(app, "targets", target_id="1.7")), "A")}
    assert "/methods#headline-verdict" in links
    links = {getattr(one, "href", "") for one in kind(opened(page(app, "data")), "Link")}
    assert "/methods#parity" in links
