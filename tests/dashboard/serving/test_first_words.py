"""What a document says before its scripts have drawn the page: its finding, its figure and its verdict."""

import re
from html import unescape

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.reading.warehouse import Snapshot
from dashboard.serving.first_words import Line, first_words
from dashboard.serving.heads import Card, Head
from dashboard.words.status import WORDS
from indicators.vocabulary import Status

_WORDS = re.compile(r'<div id="first-words".*?</main></div>', re.DOTALL)


def said(client: FlaskClient, path: str) -> str:
    """The first words of the document at an address, as text."""
    found = _WORDS.search(client.get(path).text)
    return unescape(re.sub(r"<[^>]+>", " ", found[0])) if found else ""


def test_a_target(client: FlaskClient):
    """The finding of a target's view, its figure, and its verdict are those of the API."""
    (row,) = client.get("/api/v1/progress?indicator=internet_users&area=WLD&horizon=2030").json["data"][:1]
    words = said(client, "/targets/1.7")
    assert f"{row['latest_value']:.1f}" in words
    assert WORDS[Status(row["status"])] in words
    assert f"in {row['latest_year']}" in words


def test_the_overview(client: FlaskClient, snapshot: Snapshot):
    """The overview names every target with its status, and leads to its page."""
    words, document = said(client, "/"), client.get("/").text
    for target in snapshot.catalogue.targets:
        assert f"{target.id} {target.short}" in words
        assert f'<a href="/targets/{target.id}">' in document
    assert sum(words.count(word) for word in WORDS.values()) >= len(snapshot.catalogue.targets)


def test_a_lens_is_kept(client: FlaskClient):
    """The lines of the overview are those of the horizon that its address asks for."""
    assert "by 2027" in said(client, "/?horizon=2027")
    assert "horizon=2027" in client.get("/?horizon=2027").text


@pytest.mark.parametrize("path", ["/areas/KEN", "/gaps", "/data", "/explore", "/indicators/internet_users"])
def test_other_pages(client: FlaskClient, path: str):
    """Every page says its heading."""
    heading = re.search(r"<h1>(.*?)</h1>", client.get(path).text)
    assert heading
    assert len(heading[1]) > 3


def test_where_no_page_is(client: FlaskClient):
    """Where no page is, nothing stands in the place of one."""
    assert said(client, "/nowhere") == ""
    assert said(client, "/targets/9.9") == ""


def test_words_are_words(app: Dash):
    """What is told is text: nothing in it becomes an element."""
    card = Card("", "", "<i>3</i>", "<u>", "met", ("</p><script>",))
    markup = first_words(Head("<b>1 & 2</b>", "", card), [Line("<s>", '/"', "slow", "<em>")], "<q>", {"<tt>": '/"'})
    assert set(re.findall(r"<(\w+)", markup)) == {*"abp", "div", "header", "nav", "ul", "li", "main", "h1", "span"}
    assert "<h1>&lt;b&gt;1 &amp; 2&lt;/b&gt;</h1>" in markup
    assert markup.count('href="/&quot;"') == 2


def test_what_is_asked_for_at_once(client: FlaskClient):
    """A document asks for what its page needs: charts for plotly.js, the overview not even for all components."""
    loads = {path: set(re.findall(r'<script (?:async )?src="([^"?]*)', client.get(path).text)) for path in _PAGES}
    for path, (draws, lively) in _PAGES.items():
        assert any("plotly" in one for one in loads[path]) is draws, path
        assert any("dash_core_components" in one for one in loads[path]) is lively, path


_PAGES = {
    "/": (False, False),
    "/data": (False, False),
    "/targets/1.7": (True, True),
    "/explore": (True, True),
    "/explore?chart=map": (False, True),
    "/areas/KEN": (True, True),
}
