"""The head of each document: the page's own finding, before any script has run."""

import json
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from dash import Dash, page_registry
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.reading.warehouse import Snapshot
from dashboard.serving.head_tags import tags
from dashboard.serving.heads import HEADS, Card, Dataset, Head, Kept, addresses, short
from indicators.settings import Settings, SettingsError, from_environment
from tests.dashboard.made import page
from tests.dashboard.reader import kind, opened, text

VIEWS = {
    "/": ("overview", {}),
    "/targets/1.7": ("targets", {"target_id": "1.7"}),
    "/targets/1.7?badge=KEN": ("targets", {"target_id": "1.7", "badge": "KEN"}),
    "/targets/2.2": ("targets", {"target_id": "2.2"}),
    "/areas/KEN?with=NGA": ("areas", {"area_id": "KEN", "with": "NGA"}),
    "/indicators": ("indicators", {}),
    "/indicators/internet_users": ("indicators", {"indicator_id": "internet_users"}),
    "/explore?chart=map": ("explore", {"chart": "map"}),
    "/gaps": ("gaps", {}),
    "/data": ("data", {}),
    "/methods": ("methods", {}),
    "/api/": ("api", {}),
}
NAME = "Strategic Plan 2024–2027 · target tracker"


def said(document: str) -> dict[str, str]:
    """What the tags of a document say, by name, property or relation."""
    found = {}
    for tag in re.findall(r"<(?:meta|link) [^>]+>", document):
        told = {key: unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        name = told.get("property") or told.get("name") or told.get("rel", "")
        found[name] = told.get("content") or told.get("href", "")
    found["title"] = unescape(re.search(r"<title>(.*?)</title>", document, re.DOTALL)[1])
    return found


def data(document: str) -> list[dict]:
    return [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', document)]


@pytest.mark.parametrize("path", VIEWS)
def test_the_head_has_the_finding_of_the_page(app: Dash, client: FlaskClient, path: str):
    """Title and picture of a document are the heading of its page, word for word; each tag is there once."""
    name, query = VIEWS[path]
    heading = text(kind(opened(page(app, name, **query)), "H1")[0])
    answer = client.get(path)
    assert answer.status_code == 200
    tags_ = said(answer.text)
    assert tags_["title"] == f"{heading} · {NAME}"
    assert tags_["og:title"] == tags_["twitter:title"] == tags_["og:image:alt"] == heading
    assert tags_["description"] == tags_["og:description"]
    assert 30 < len(tags_["description"]) < 310
    assert tags_["canonical"] == tags_["og:url"] == f"http://localhost{path}"
    assert tags_["twitter:card"] == "summary_large_image"
    assert tags_["alternate"] == "/changes.atom"
    assert answer.text.count('name="description"') == answer.text.count("<title>") == 1
    picture = urlsplit(tags_["og:image"])
    drawn = client.get(f"{picture.path}?{picture.query}")
    assert drawn.mimetype == "image/png"


def test_the_canonical_address_is_the_shortest(client: FlaskClient):
    """A target's view has one address, whatever more is said in the one that was asked; so has a page."""
    assert said(client.get("/data/").text)["canonical"] == "http://localhost/data"
    asked = "/targets/1.7?area_type=itu_region&horizon=2030"
    assert said(client.get(asked).text)["canonical"] == "http://localhost/targets/1.7"


@pytest.mark.parametrize(
    "path", ["/nowhere", "/targets/9.9", "/areas/ATLANTIS", "/indicators/nothing", "/targets/1.7/more"]
)
def test_what_is_not_there_is_a_404(client: FlaskClient, path: str):
    """An address of no page, or of nothing that is known, has status 404 and no place in an index."""
    answer = client.get(path)
    assert answer.status_code == 404
    tags_ = said(answer.text)
    assert tags_["robots"] == "noindex"
    assert "canonical" not in tags_
    assert "og:image" not in tags_
    assert "_dash-config" in answer.text


@pytest.mark.parametrize(
    ("path", "file", "years"),
    [
        ("/targets/1.7", "/api/v1/observations.csv?target=1.7", "2000/2025"),
        ("/indicators/internet_users", "/api/v1/observations.csv?indicator=internet_users&edition=all", "2000/2025"),
    ],
)
def test_figures_as_a_data_set(client: FlaskClient, path: str, file: str, years: str):
    """Pages of targets and indicators describe their figures as a data set, whose file is there."""
    (found,) = data(client.get(path).text)
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Dataset")
    assert found["temporalCoverage"] == years
    assert 50 <= len(found["description"]) <= 5000
    assert {"name": "International Telecommunication Union (ITU)", "@type": "Organization"} in found["creator"]
    assert "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/" in found["license"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["dateModified"])
    (way,) = found["distribution"]
    assert way["contentUrl"] == f"http://localhost{file}"
    assert client.get(file).mimetype == "text/csv"


def test_nothing_said_ends_its_tag(snapshot: Snapshot, app: Dash):
    """Words of the data are escaped in attributes and in the data block."""
    words = '</script><script>alert("x")</script>'
    dataset = Dataset(words, words, (words,), (words,), None, words, "/x.csv")
    head = Head(words, words, Card(words, words), dataset=dataset)
    with app.server.test_request_context("/"):
        _, said_ = tags(head, snapshot.build, words, found=True)
    assert "<script>alert" not in said_
    assert said_.count("</script>") == 1


def test_the_base_address_is_that_of_the_settings(warehouse_settings: Settings):
    """With SPT_BASE_URL every absolute address begins with it, whatever host was asked."""
    settings = Settings(data=warehouse_settings.data, base_url="https://tracker.example.org")
    client = create_app(settings).server.test_client()
    document = said(client.get("/methods", headers={"Host": "evil.example"}).text)
    assert document["canonical"] == "https://tracker.example.org/methods"
    assert "https://tracker.example.org/sitemap.xml" in client.get("/robots.txt").text


def test_proxies_are_believed_only_when_told(client: FlaskClient, warehouse_settings: Settings):
    """X-Forwarded-Host and -Proto count only where proxies are trusted."""
    forwarded = {"X-Forwarded-Host": "tracker.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.1"}
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt", headers=forwarded).text
    behind = create_app(Settings(data=warehouse_settings.data, trusted_proxies=1)).server.test_client()
    assert "Sitemap: https://tracker.example.org/sitemap.xml" in behind.get("/robots.txt", headers=forwarded).text


@pytest.mark.parametrize(
    ("variable", "value"),
    [("SPT_BASE_URL", "tracker.example.org"), ("SPT_BASE_URL", "ftp://x"), ("SPT_TRUSTED_PROXIES", "yes")],
)
def test_wrong_settings(monkeypatch: pytest.MonkeyPatch, variable: str, value: str):
    """A base address or a number of proxies that is none is refused in a sentence."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=f"{variable} is '{value}'; expected"):
        from_environment()


def test_settings(monkeypatch: pytest.MonkeyPatch):
    """A base address loses its last slash."""
    monkeypatch.setenv("SPT_BASE_URL", "https://tracker.example.org/")
    monkeypatch.setenv("SPT_TRUSTED_PROXIES", "2")
    settings = from_environment()
    assert (settings.base_url, settings.trusted_proxies) == ("https://tracker.example.org", 2)


def test_every_page_is_in_the_sitemap(client: FlaskClient, snapshot: Snapshot):
    """The sitemap has every page, target, area and indicator once, dated by the build, and a sample of it is there."""
    text_ = client.get("/sitemap.xml").text
    found = re.findall(r"<loc>http://localhost([^<]+)</loc>", text_)
    assert found == addresses(snapshot.catalogue)
    catalogue = snapshot.catalogue
    own = {f"/targets/{one.id}" for one in catalogue.targets} | {f"/areas/{one.area_id}" for one in catalogue.areas}
    own |= {f"/indicators/{one.id}" for one in catalogue.indicators}
    assert own | {"/", "/explore", "/gaps", "/data", "/methods", "/indicators", "/api/"} <= set(found)
    assert len(found) == len(set(found))
    assert set(re.findall("<lastmod>([^<]+)</lastmod>", text_)) == {f"{snapshot.build.built_at:%Y-%m-%dT%H:%M:%S}Z"}
    assert [client.get(path).status_code for path in found[::40]] == [200] * len(found[::40])


def opened_by(client: FlaskClient, path: str, search: str) -> str:
    """The page that a browser gets when it has the document."""
    places = (("_pages_content", "children"), ("_pages_store", "data"))
    asked = {
        "output": f"..{'...'.join('.'.join(one) for one in places)}..",
        "outputs": [{"id": id_, "property": name} for id_, name in places],
        "inputs": [
            {"id": "_pages_location", "property": name, "value": value}
            for name, value in (("pathname", path), ("search", search))
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("path", "search"),
    [
        ("/gaps", "?indicator=internet_urban_rural_ratio&horizon=2027"),
        ("/targets/1.7", "?area_type=economy&area=KEN,UGA&area=TZA"),
        ("/targets/1.7", "?horizon=2027&colour=red"),
        ("/areas/UGA", "?with=NGA"),
    ],
)
def test_a_page_is_made_once_for_head_and_body(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str, search: str
):
    """The page that follows its document is what its head was made from, and what it would be without."""
    made = []
    answer = Snapshot._answer

    def counting(self: Snapshot, query: str, *more):
        made.append(query)
        return answer(self, query, *more)

    client.get(f"{path}{search}")
    monkeypatch.setattr(Snapshot, "_answer", counting)
    handed = opened_by(client, path, search)
    few = len(made)
    again = opened_by(client, path, search)
    assert handed == again
    assert few < (len(made) - few) / 2


def test_a_page_that_fails_has_a_plain_head(client: FlaskClient, app: Dash, monkeypatch: pytest.MonkeyPatch):
    """A page that cannot be made is still a document, which says so when it has opened."""

    def broken(**_query: str) -> None:
        raise ValueError("a fault")

    monkeypatch.setitem(page_registry["dashboard.pages.gaps.page"], "layout", broken)
    answer = client.get("/gaps?nothing=kept")
    assert answer.status_code == 200
    assert said(answer.text)["title"] == NAME


def test_what_is_kept_is_limited():
    """Of what was made the last is kept, as many as there is room for."""
    kept: Kept[int] = Kept(2)
    for one in range(3):
        kept.keep(one, one)
    assert (kept.get(0), kept.get(1), kept.get(2), len(kept)) == (None, 1, 2, 2)
    assert len(HEADS) <= 256


def test_a_description_is_cut_at_a_word():
    """A long description ends at a word, with a sign that it goes on."""
    cut = short("word, " * 100)
    assert len(cut) < 310
    assert cut.endswith("word …")
    assert short("A sentence.") == "A sentence."
