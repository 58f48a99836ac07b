"""The feed of changes is Atom 1.0, and says of each refresh what the page Data says."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
from dash import Dash
from flask.testing import FlaskClient

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: FlaskClient) -> Element:
    answer = client.get("/changes.atom")
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return fromstring(answer.text)  # noqa: S314 - our own feed


def of(element: Element, name: str) -> list[Element]:
    return element.findall(f"{ATOM}{name}")


@pytest.mark.parametrize("name", ["first", "refused"])
def test_it_is_atom(request: pytest.FixtureRequest, name: str):
    """Feed and entries have one id, title and moment each, the feed an author and a link to itself; ids differ."""
    whole = read(request.getfixturevalue(name).server.test_client())
    assert whole.tag == f"{ATOM}feed"
    entries = of(whole, "entry")
    for one in (whole, *entries):
        (id_,), (title,), (updated,) = of(one, "id"), of(one, "title"), of(one, "updated")
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id_.text)
        assert title.text
        assert datetime.fromisoformat(updated.text).tzinfo is not None
    assert len({of(one, "id")[0].text for one in (whole, *entries)}) == len(entries) + 1
    assert of(of(whole, "author")[0], "name")[0].text
    assert {link.get("rel") for link in of(whole, "link")} == {"self", "alternate"}
    moments = [of(one, "updated")[0].text for one in entries]
    assert moments == sorted(moments, reverse=True)
    assert of(whole, "updated")[0].text == moments[0]
    assert len(entries) == (1 if name == "first" else 2)


def test_an_entry_says_what_changed(refused: Dash):
    """An entry has the counts as its title, the most important changes as its content, and leads to the comparison."""
    client = refused.server.test_client()
    newest = of(read(client), "entry")[0]
    assert of(newest, "title")[0].text.startswith("4 verdicts are different, 3 figures changed, 1 figure was added")
    content = of(newest, "content")[0]
    assert content.get("type") == "html"
    assert "Internet users, Brazil: too slow by 2030, where it was on track; 84\u202f% for 2025, where" in content.text
    (link,) = of(newest, "link")
    parts = urlsplit(link.get("href"))
    assert client.get(f"{parts.path}?{parts.query}").status_code == 200
    for address in re.findall(r'href="http://localhost([^"]+)"', content.text):
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_ids_last(refused: Dash):
    """An id is the same whatever host is asked."""
    client = refused.server.test_client()
    one, other = (client.get("/changes.atom", headers={"Host": host}).text for host in ("a.example", "b.example"))
    assert re.findall("<id>[^<]+</id>", one) == re.findall("<id>[^<]+</id>", other)
